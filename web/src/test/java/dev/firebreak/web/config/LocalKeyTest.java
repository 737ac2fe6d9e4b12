package dev.firebreak.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("keys").resolve("local.key");
  }

  @Test
  void itIsMadeOnceForItsOwnerAlone() throws IOException {
    byte[] first = new LocalKey(file()).derive("use", new byte[] {1});
    assertThat(new LocalKey(file()).derive("use", new byte[] {1})).isEqualTo(first).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsDerivedDiffersByPurposeAndInput() {
    LocalKey key = new LocalKey(file());
    byte[] one = key.derive("use", new byte[] {1});
    assertThat(key.derive("other", new byte[] {1})).isNotEqualTo(one);
    assertThat(key.derive("use", new byte[] {2})).isNotEqualTo(one);
    assertThat(new LocalKey(folder.resolve("elsewhere")).derive("use", new byte[] {1}))
        .isNotEqualTo(one);
  }

  @Test
  void oneThatOthersReadOrThatIsNoneIsRefusedByName() throws IOException {
    new LocalKey(file()).derive("use", new byte[0]);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new LocalKey(file()).derive("use", new byte[0]))
        .hasMessageContaining(file().toString())
        .hasMessageContaining("chmod 600");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file(), "c2hvcnQ=");
    assertThatThrownBy(() -> new LocalKey(file()).derive("use", new byte[0]))
        .hasMessageContaining("restore it");
  }
}
