package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letting people in while no server runs.
class UserCommandTest {

  @TempDir private Path folder;

  private Ran user(int code, String... words) throws IOException {
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(config, "data-dir: data\n");
    List<String> line = new ArrayList<>(List.of("user"));
    line.addAll(List.of(words));
    line.addAll(List.of("--config", config.toString()));
    return Ran.command(line.toArray(String[]::new)).with(code);
  }

  @Test
  void somebodyIsAddedListedAndRemoved() throws IOException {
    assertThat(user(ExitCode.OK, "list").err()).contains("nobody may sign in yet");
    assertThat(user(ExitCode.OK, "add", "ana", "--role", "analyst", "--role", "approver").out())
        .startsWith("password of ana: ");
    assertThat(user(ExitCode.OK, "list").out()).contains("ana\tanalyst, approver\tactive");
    assertThat(user(ExitCode.UNUSABLE, "add", "ana").err())
        .contains("There is a user 'ana' already.");
    assertThat(user(ExitCode.UNUSABLE, "add", "ben", "--role", "king").err())
        .contains("There is no role 'king'");
    assertThat(user(ExitCode.OK, "remove", "ana").out()).contains("ana was removed");
  }
}
