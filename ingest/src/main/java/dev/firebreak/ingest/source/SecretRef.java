package dev.firebreak.ingest.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.firebreak.scim.client.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a secret is found: `env:NAME` or `file:PATH`. The secret itself never stands in a
/// configuration file.
///
/// @param text the reference as written
public record SecretRef(String text) {

  public SecretRef {
    if (text == null || !text.strip().matches("(?s)(env|file):.*\\S.*")) {
      throw new IllegalArgumentException(
          "a secret is given as env:NAME or file:PATH, never as itself");
    }
    text = text.strip();
  }

  /// Reads a reference as a configuration file writes it.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SecretRef of(String text) {
    return new SecretRef(text);
  }

  /// Reads the secret now.
  ///
  /// @throws IllegalArgumentException if the variable or file is missing or empty, naming it
  public Secret resolve() {
    return resolve(System::getenv);
  }

  Secret resolve(Function<String, @Nullable String> environment) {
    String place = text.substring(text.indexOf(':') + 1).strip();
    String value = text.startsWith("env:") ? environment.apply(place) : read(place);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          text.startsWith("env:")
              ? "the environment variable " + place + " is not set"
              : "the secret file " + place + " is empty");
    }
    return Secret.of(value.strip());
  }

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("the secret file " + path + " cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
