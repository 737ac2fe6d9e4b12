package dev.firebreak.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/// A table that is shipped as a file: a line of names, then a line for each row, cells parted by
/// commas. No cell has a comma in it.
///
/// @param file its name, for messages
record ShippedTable(String file, String text) {

  /// A file on the class path.
  static ShippedTable of(String file) {
    try {
      return new ShippedTable(
          file, new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its rows in their order.
  ///
  /// @throws IllegalArgumentException naming the line that has not as many cells as the first one
  List<String[]> rows() {
    List<String[]> lines = text.lines().map(line -> line.split(",", -1)).toList();
    int columns = lines.getFirst().length;
    for (String[] cells : lines) {
      if (cells.length != columns) {
        throw new IllegalArgumentException(
            "%s: '%s' has %d columns, not %d."
                .formatted(file, String.join(",", cells), cells.length, columns));
      }
    }
    return lines.subList(1, lines.size());
  }
}
