package dev.firebreak.ingest.usage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.firebreak.ingest.usage.UsageRow.BadRow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One CSV file (RFC 4180, UTF-8) whose first row names its columns.
///
/// @param header the columns there must be
/// @param optional one more that may follow
record UsageFile(Path path, List<String> header, @Nullable String optional) {

  /// Hands every row to `reader`; a row that it refuses becomes a problem with file and line, up to
  /// a number of rows, and the rest of them one problem that counts them.
  ///
  /// @return how many of the refused rows may have spoken of what the graph has
  /// @throws UncheckedIOException if the file cannot be read
  /// @throws IllegalArgumentException if it does not begin with the header or is no CSV
  int each(Consumer<UsageRow> reader, List<String> problems) {
    if (!Files.isReadable(path)) {
      throw unreadable(path, "does not exist or cannot be read", null);
    }
    try (Reader text = Files.newBufferedReader(path);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> rows = csv.iterator();
      List<String> columns = header(rows.hasNext() ? rows.next().getFields() : List.of());
      Refusals refusals = new Refusals(path, problems);
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        refusals.attempt(
            row.getStartingLineNumber(), () -> reader.accept(cells(columns, row.getFields())));
      }
      return refusals.end();
    } catch (CsvParseException e) {
      throw new IllegalArgumentException(path + " is not CSV: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(path, "cannot be read as UTF-8 text", e);
    } catch (UncheckedIOException e) {
      throw unreadable(path, "cannot be read as UTF-8 text", e.getCause());
    }
  }

  private static UsageRow cells(List<String> columns, List<String> fields) {
    if (fields.size() != columns.size()) {
      throw new BadRow(
          "has %d fields where %d are expected".formatted(fields.size(), columns.size()));
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      cells.put(columns.get(i), fields.get(i));
    }
    return new UsageRow(cells);
  }

  private List<String> header(List<String> found) {
    List<String> names = found.stream().map(UsageFile::withoutMark).toList();
    boolean more = names.size() == header.size() + 1 && names.getLast().equals(optional);
    if (!(more ? names.subList(0, header.size()) : names).equals(header)) {
      throw new IllegalArgumentException(
          "%s must begin with the header %s, but %s"
              .formatted(
                  path,
                  String.join(",", header),
                  found.isEmpty() ? "it is empty" : "begins with " + String.join(",", names)));
    }
    return names;
  }

  /// A column's name without the byte order mark that spreadsheets put before the first.
  private static String withoutMark(String name) {
    return (name.startsWith("\uFEFF") ? name.substring(1) : name).strip();
  }

  static UncheckedIOException unreadable(Path path, String why, @Nullable Throwable cause) {
    return new UncheckedIOException(new IOException("the usage file " + path + " " + why, cause));
  }
}
