package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The segment files of an evidence folder.
final class Segments {
  private static final Pattern NAME = Pattern.compile("evidence-\\d{6}\\.jsonl");

  private Segments() {}

  /// Those that are there, by number.
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> NAME.matcher(name(file)).matches()).sorted().toList();
    }
  }

  static Path numbered(Path folder, int number) {
    return folder.resolve(String.format(Locale.ROOT, "evidence-%06d.jsonl", number));
  }

  /// How many, from the first on, have the number of their place; the one after is missing.
  static int contiguous(Path folder, List<Path> segments) {
    int number = 0;
    while (number < segments.size()
        && name(segments.get(number)).equals(name(numbered(folder, number + 1)))) {
      number++;
    }
    return number;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
