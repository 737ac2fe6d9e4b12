package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SecretRefTest {

  private static final String SECRET = "hunter2-is-the-secret";

  @ParameterizedTest
  @ValueSource(strings = {SECRET, "", "env:", "file:  ", "ENV:X", "vault:" + SECRET})
  void aSecretThatStandsInTheConfigurationIsRefusedAndNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecretRef(text))
        .withMessage("a secret is given as env:NAME or file:PATH, never as itself");
  }

  @Test
  void aSecretIsReadFromTheEnvironment() {
    assertThat(new SecretRef(" env:TOKEN ").resolve(name -> name.equals("TOKEN") ? SECRET : null))
        .extracting(secret -> secret.reveal())
        .isEqualTo(SECRET);
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecretRef("env:NO_SUCH_VARIABLE_HERE").resolve())
        .withMessage("the environment variable NO_SUCH_VARIABLE_HERE is not set");
  }

  @Test
  void aSecretIsReadFromAFileWithoutTheLineBreakAtItsEnd(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), SECRET + "\n");
    SecretRef ref = new SecretRef("file:" + file);
    assertThat(ref.resolve().reveal()).isEqualTo(SECRET);
    assertThat(ref.resolve()).hasToString("***");
    assertThat(ref).hasToString("file:" + file);
  }

  @Test
  void aFileThatIsMissingOrEmptyIsNamed(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), " \n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecretRef("file:" + empty).resolve())
        .withMessage("the secret file " + empty + " is empty");
    for (Path path : new Path[] {folder.resolve("missing"), folder}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SecretRef("file:" + path).resolve())
          .withMessage("the secret file " + path + " cannot be read");
    }
  }

  @Test
  void aConfigurationFileWritesAReferenceAsOneWord() {
    assertThat(new YAMLMapper().readValue("env:TOKEN", SecretRef.class))
        .isEqualTo(new SecretRef("env:TOKEN"));
  }
}
