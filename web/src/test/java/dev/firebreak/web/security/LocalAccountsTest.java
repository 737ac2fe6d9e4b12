package dev.firebreak.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Who may sign in beside the administrator.
class LocalAccountsTest {
  @TempDir Path folder;
  private LocalAccounts accounts;

  @BeforeEach
  void open() {
    accounts = new LocalAccounts(folder);
  }

  @Test
  void whoeverIsAddedIsKnownByThePasswordThatIsKeptNowhere() throws Exception {
    assertThat(accounts.all()).isEmpty();
    String password = accounts.add("ana");
    accounts.add("b.kovac@larkspur.example");
    assertThat(password).hasSize(20);
    var account = new LocalAccounts(folder).find("ana").orElseThrow();
    assertThat(new BCryptPasswordEncoder().matches(password, account.passwordHash())).isTrue();
    assertThat(account.role()).isEqualTo(LocalAccounts.Role.APPROVER);
    assertThat(account.toString()).doesNotContain("$2");
    Path file = folder.resolve("users");
    assertThat(Files.readString(file)).doesNotContain(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    accounts.remove("ana");
    assertThat(accounts.all()).extracting("name").containsExactly("b.kovac@larkspur.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "admin", "firebreak", "Ana", "a:b", "a b", "-a", "policy:x", "ana\n"})
  void aNameThatCannotBeOneIsRefused(String name) {
    assertThatThrownBy(() -> accounts.add(name)).isInstanceOf(IllegalArgumentException.class);
    assertThat(folder.resolve("users")).doesNotExist();
  }

  @Test
  void nobodyIsThereTwiceAndNobodyGoesWhoIsNotThere() {
    accounts.add("ana");
    assertThatThrownBy(() -> accounts.add("ana")).hasMessageContaining("'ana' already");
    assertThatThrownBy(() -> accounts.remove("ben")).hasMessageContaining("no account 'ben'");
  }

  @Test
  void aDamagedFileLetsNobodyIn() throws Exception {
    Files.writeString(folder.resolve("users"), "ana:APPROVER:plain\n");
    assertThatThrownBy(() -> accounts.find("ana")).hasMessageContaining("is damaged");
  }
}
