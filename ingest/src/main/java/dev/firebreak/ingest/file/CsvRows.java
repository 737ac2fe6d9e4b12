package dev.firebreak.ingest.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.firebreak.scim.resource.ScimFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A CSV file (RFC 4180, UTF-8) whose first row names its columns.
record CsvRows(Path file, char separator, Columns columns) implements Rows {

  @Override
  public void each(Consumer<Row> take) {
    try (Reader text = Files.newBufferedReader(file);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        throw new ScimFailure(
            ScimFailure.Kind.TRUNCATED,
            file + " is empty; the first line of a file without rows names its columns");
      }
      List<String> names = names(records.next());
      List<@Nullable String> attributes = columns.header(names);
      while (records.hasNext()) {
        take.accept(row(records.next(), names, attributes));
      }
    } catch (CsvParseException e) {
      throw new ScimFailure(
          ScimFailure.Kind.TRUNCATED, "%s is not whole: %s".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw OpenedFile.unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw OpenedFile.unreadable(
          file, Objects.requireNonNullElseGet(e.getCause(), IOException::new));
    }
  }

  private Row row(CsvRecord row, List<String> names, List<@Nullable String> attributes) {
    String place = "%s, line %d".formatted(file, row.getStartingLineNumber());
    List<String> fields = row.getFields();
    if (fields.size() != names.size()) {
      return new Row(
          place,
          Map.of(),
          "it has %d columns where %d are expected".formatted(fields.size(), names.size()));
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String attribute = attributes.get(i);
      String cell = fields.get(i).strip();
      if (attribute != null && !cell.isEmpty()) {
        cells.put(attribute, cell);
      }
    }
    return new Row(place, cells, null);
  }

  /// The names of the columns, without the byte order mark that spreadsheets begin a file with.
  private static List<String> names(CsvRecord header) {
    return header.getFields().stream()
        .map(name -> (name.startsWith("\uFEFF") ? name.substring(1) : name).strip())
        .toList();
  }
}
