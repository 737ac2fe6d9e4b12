package dev.firebreak.ingest.usage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One CSV file (RFC 4180, UTF-8) whose first row names its columns.
record UsageFile(Path path, List<String> header) {

  /// So many refused rows of a file are told one by one.
  private static final int TOLD = 20;

  /// A row that cannot be used; the message says why.
  static class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRow(String message) {
      super(message);
    }
  }

  /// A row about somebody or something that the graph does not have: nothing that it has is in
  /// doubt for want of this row.
  static final class Stranger extends BadRow {
    private static final long serialVersionUID = 1L;

    Stranger(String message) {
      super(message);
    }
  }

  /// Takes one row.
  interface RowReader {
    void read(Row row);
  }

  /// Hands every row to `reader`; a row that it refuses becomes a problem with file and line, up to
  /// a number of rows, and the rest of them one problem that counts them.
  ///
  /// @return how many of the refused rows may have spoken of what the graph has
  /// @throws UncheckedIOException if the file cannot be read
  /// @throws IllegalArgumentException if it does not begin with the header or is no CSV
  int each(RowReader reader, List<String> problems) {
    if (!Files.isReadable(path)) {
      throw unreadable("does not exist or cannot be read", null);
    }
    try (Reader text = Files.newBufferedReader(path);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> rows = csv.iterator();
      requireHeader(rows.hasNext() ? rows.next().getFields() : List.of());
      int refused = 0;
      int doubtful = 0;
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        try {
          reader.read(new Row(row.getFields()));
        } catch (BadRow e) {
          refused++;
          doubtful += e instanceof Stranger ? 0 : 1;
          if (refused <= TOLD) {
            problems.add(
                "%s, line %d: %s; the row is left out"
                    .formatted(path, row.getStartingLineNumber(), e.getMessage()));
          }
        }
      }
      if (refused > TOLD) {
        problems.add("%s: %,d more rows are left out".formatted(path, refused - TOLD));
      }
      return doubtful;
    } catch (CsvParseException e) {
      throw new IllegalArgumentException(path + " is not CSV: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable("cannot be read as UTF-8 text", e);
    } catch (UncheckedIOException e) {
      throw unreadable("cannot be read as UTF-8 text", e.getCause());
    }
  }

  private void requireHeader(List<String> found) {
    List<String> names = found.stream().map(UsageFile::withoutMark).toList();
    if (!names.equals(header)) {
      throw new IllegalArgumentException(
          "%s must begin with the header %s, but %s"
              .formatted(
                  path,
                  String.join(",", header),
                  found.isEmpty() ? "it is empty" : "begins with " + String.join(",", names)));
    }
  }

  /// A column's name without the byte order mark that spreadsheets put before the first.
  private static String withoutMark(String name) {
    return (name.startsWith("\uFEFF") ? name.substring(1) : name).strip();
  }

  private UncheckedIOException unreadable(String why, @Nullable Throwable cause) {
    return new UncheckedIOException(new IOException("the usage file " + path + " " + why, cause));
  }

  /// One row, by column.
  final class Row {
    private final List<String> fields;

    private Row(List<String> fields) {
      if (fields.size() != header.size()) {
        throw new BadRow(
            "has %d fields where %d are expected".formatted(fields.size(), header.size()));
      }
      this.fields = fields;
    }

    /// The text of a column, which may not be blank.
    String text(String column) {
      String text = fields.get(header.indexOf(column)).strip();
      if (text.isEmpty()) {
        throw new BadRow(column + " is empty");
      }
      return text;
    }

    /// A column as an instant with its offset, such as `2026-01-31T08:00:00Z`.
    Instant instant(String column) {
      String text = text(column);
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new BadRow(
            "%s is '%s', and not a time such as 2026-01-31T08:00:00Z".formatted(column, text));
      }
    }

    /// A column as a whole number that is not negative.
    long count(String column) {
      String text = text(column);
      try {
        long count = Long.parseLong(text);
        if (count >= 0) {
          return count;
        }
      } catch (NumberFormatException e) {
        // said below, as for a negative number
      }
      throw new BadRow("%s is '%s', and not a whole number from 0".formatted(column, text));
    }
  }
}
