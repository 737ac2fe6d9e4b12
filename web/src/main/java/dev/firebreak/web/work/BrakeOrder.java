package dev.firebreak.web.work;

import dev.firebreak.remediation.plan.RemediationRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What somebody at the console wants of the server that works on the same data folder: that
/// remediation is paused or resumed. It lies in a file of that folder until the server has obeyed,
/// and the answer in another until it was read.
///
/// @param pause whether to pause; else to resume
public record BrakeOrder(boolean pause, String by, String reason) {

  private static final String ORDER = "brake-order.json";
  private static final String ANSWER = "brake-answer.txt";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Leaves the order for the server.
  public void leave(Path dataDir) {
    try {
      Files.deleteIfExists(dataDir.resolve(ANSWER));
      write(dataDir, ORDER, JSON.writeValueAsString(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the server said to the last order; empty as long as it has said nothing.
  public static Optional<String> answer(Path dataDir) {
    try {
      String said = Files.readString(dataDir.resolve(ANSWER));
      Files.deleteIfExists(dataDir.resolve(ANSWER));
      return Optional.of(said);
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Obeys an order, if there is one, and says what came of it.
  public static void obey(Path dataDir, Remediations remediations) {
    Path file = dataDir.resolve(ORDER);
    try {
      if (Files.exists(file)) {
        String said = obeyed(Files.readString(file), remediations);
        Files.delete(file);
        write(dataDir, ANSWER, said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String obeyed(String text, Remediations remediations) {
    try {
      BrakeOrder order = JSON.readValue(text, BrakeOrder.class);
      if (order.pause()) {
        return remediations.pause(order.by(), order.reason()).sentence();
      }
      remediations.resume(order.by(), order.reason());
      return "Remediation is resumed.";
    } catch (RemediationRefused refused) {
      return String.valueOf(refused.getMessage());
    } catch (JacksonException malformed) {
      return "The order to the server could not be read; nothing was done.";
    }
  }

  private static void write(Path dataDir, String name, String text) throws IOException {
    Path fresh = Files.createTempFile(dataDir, name, ".new");
    Files.writeString(fresh, text);
    Files.move(
        fresh,
        dataDir.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}
