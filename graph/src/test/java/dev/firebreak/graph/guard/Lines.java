package dev.firebreak.graph.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The queries of a file beside the tests.
public final class Lines {

  private Lines() {}

  public static List<String> hostile() {
    return read("hostile.txt");
  }

  public static List<String> friendly() {
    return read("friendly.txt");
  }

  /// Characters that end lines for some and not for others, or are not seen, stand there by name.
  private static String written(String line) {
    return line.replace("<CR>", "\r")
        .replace("<LF>", "\n")
        .replace("<FF>", "\f")
        .replace("<NBSP>", "\u00a0")
        .replace("<LS>", "\u2028");
  }

  private static List<String> read(String file) {
    try (InputStream in = Objects.requireNonNull(Lines.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Lines::written)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
