package dev.firebreak.web.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.EvidenceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the first person comes in, over a database of its own.
class FirstStartTest {

  @TempDir private static Path home;
  private static EmbeddedNeo4j database;
  private static IdentityGraph graph;

  @TempDir private Path data;
  private EvidenceLog evidence;
  private Users users;
  private UserChanges changes;

  @BeforeAll
  static void open() {
    database = EmbeddedNeo4j.start(home);
    graph = IdentityGraph.connect(database.uri(), null, null);
  }

  @AfterAll
  static void close() {
    graph.close();
    database.close();
  }

  @BeforeEach
  void begin() {
    evidence = EvidenceLog.open(data.resolve("evidence"), Clock.systemUTC());
    users = new Users(graph, Clock.systemUTC());
    users.all().forEach(users::remove);
    changes = new UserChanges(users, evidence);
  }

  @AfterEach
  void end() throws IOException {
    evidence.close();
  }

  private Optional<String> start(boolean others, boolean reset, @Nullable Path file) {
    return FirstStart.of(users, changes, others, reset, data, file);
  }

  @Test
  void nobodyCanAdministerSoAnAccountIsMadeWhosePasswordMustBeChanged() throws IOException {
    String password = start(false, false, null).orElseThrow();
    User admin = users.named("admin").orElseThrow();
    assertThat(password).hasSize(20);
    assertThat(Passwords.matches(password, admin)).isTrue();
    assertThat(admin.temporary() && admin.mustChange()).isTrue();
    assertThat(admin.roles()).containsExactly(Role.ADMIN);
    Path file = data.resolve("first-password");
    assertThat(Files.readString(file).strip()).isEqualTo(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    FirstStart.over(data);
    assertThat(file).doesNotExist();
    assertThat(start(false, false, null)).as("the second start").isEmpty();
  }

  @Test
  void wherePeopleComeFromAProviderNoneIsMade() {
    assertThat(start(true, false, null)).isEmpty();
    assertThat(users.all()).isEmpty();
  }

  @Test
  void aLostPasswordIsMadeAnewAndTheAccountLetInAgain() {
    String first = start(false, false, null).orElseThrow();
    changes.add("root", null, null, Set.of(Role.ADMIN), "admin");
    changes.active("admin", false, "root");
    assertThat(start(false, false, null)).as("there is another administrator").isEmpty();
    String second = start(false, true, null).orElseThrow();
    User admin = users.named("ADMIN").orElseThrow();
    assertThat(admin.active()).isTrue();
    assertThat(Passwords.matches(second, admin)).isTrue();
    assertThat(Passwords.matches(first, admin)).isFalse();
  }

  @Test
  void aFileMaySayThePasswordOfAStartThatNobodyWatches() throws IOException {
    Path file = Files.writeString(data.resolve("given"), "given by the operator\n");
    assertThat(start(false, false, file)).as("it is not printed").isEmpty();
    assertThat(Passwords.matches("given by the operator", users.named("admin").orElseThrow()))
        .isTrue();
    assertThat(data.resolve("first-password")).doesNotExist();
    Files.writeString(file, "short");
    assertThatThrownBy(() -> start(false, true, file))
        .isInstanceOf(UserRefused.class)
        .hasMessageContaining("12 characters");
  }

  @Test
  void theOnlyAdministratorStays() {
    start(false, false, null);
    for (Runnable change :
        new Runnable[] {
          () -> changes.active("admin", false, "x"),
          () -> changes.roles("admin", Set.of(Role.VIEWER), "x"),
          () -> changes.remove("admin", "x")
        }) {
      assertThatThrownBy(change::run)
          .isInstanceOf(UserRefused.class)
          .hasMessage("admin is the only administrator. Make another one first.");
    }
  }

  @Test
  void whoWasFasterIsNotOverwritten() {
    User before = changes.add("una", null, null, Set.of(Role.VIEWER), "x").user();
    changes.roles("una", Set.of(Role.ANALYST), "x");
    assertThatThrownBy(() -> users.save(before, before.with(Set.of(Role.REVIEWER))))
        .isInstanceOf(UserRefused.class)
        .hasMessageContaining("was changed by somebody else meanwhile");
    assertThat(users.named("una").orElseThrow().roles()).containsExactly(Role.ANALYST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "elevenchars | 12 characters or more",
        "abababababababab | repeats a few characters",
        "this is una herself | does not contain the name",
        "PassWord!!!2026 | tried first",
        "qwertyuiop12 | tried first"
      })
  void aPasswordThatIsEasilyGuessedIsRefused(String password, String why) {
    User una = changes.add("una", null, null, Set.of(), "x").user();
    assertThatThrownBy(() -> changes.choose(una, password))
        .isInstanceOf(UserRefused.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"''", "firebreak", "a b", "policy:x", "-a", "UNA"})
  void aNameThatCannotBeOneOrIsTakenIsRefused(String name) {
    changes.add("una", null, null, Set.of(), "x");
    assertThatThrownBy(() -> changes.add(name, null, null, Set.of(), "x"))
        .isInstanceOf(UserRefused.class);
    assertThat(users.all()).hasSize(1);
  }
}
