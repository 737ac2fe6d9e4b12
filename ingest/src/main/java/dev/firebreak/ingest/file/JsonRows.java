package dev.firebreak.ingest.file;

import dev.firebreak.ingest.source.FilesConfig.FileList;
import dev.firebreak.scim.resource.ScimFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/// A JSON file whose objects are the rows: an array, or an object that has the array under the name
/// of the list. One object is in memory at a time.
record JsonRows(Path file, FileList list, boolean whole, Columns columns) implements Rows {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @Override
  public void each(Consumer<Row> take) {
    try (InputStream bytes = Files.newInputStream(file);
        JsonParser parser = JSON.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      boolean found = whole ? inObject(parser, first, take) : first == JsonToken.START_ARRAY;
      if (!found) {
        throw new ScimFailure(
            ScimFailure.Kind.MALFORMED,
            whole
                ? "%s has no list \"%s\"; write [] where there is nothing"
                    .formatted(file, list.word())
                : file + " is no JSON array of objects");
      }
      if (!whole) {
        rows(parser, take);
      }
      if (parser.nextToken() != null) {
        throw new ScimFailure(
            ScimFailure.Kind.MALFORMED, file + " goes on after the end of its JSON");
      }
    } catch (JacksonException e) {
      throw new ScimFailure(
          ScimFailure.Kind.TRUNCATED,
          "%s, line %d: this is not whole JSON in UTF-8"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw OpenedFile.unreadable(file, e);
    }
  }

  /// Reads the list out of the object, which is read to its end: only so is it known to be whole.
  private boolean inObject(JsonParser parser, @Nullable JsonToken first, Consumer<Row> take) {
    boolean found = false;
    if (first == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean mine = parser.currentName().equals(list.word());
        JsonToken value = parser.nextToken();
        if (mine && value == JsonToken.START_ARRAY) {
          rows(parser, take);
          found = true;
        } else {
          parser.skipChildren();
        }
      }
    }
    return found;
  }

  private void rows(JsonParser parser, Consumer<Row> take) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      TokenStreamLocation at = parser.currentTokenLocation();
      String place = "%s, line %d, column %d".formatted(file, at.getLineNr(), at.getColumnNr());
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        take.accept(row(parser, place));
      } else {
        parser.skipChildren();
        take.accept(new Row(place, Map.of(), "this is no object"));
      }
    }
  }

  private Row row(JsonParser parser, String place) {
    Map<String, String> cells = new HashMap<>();
    String fault = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      String attribute = columns.attribute(name).orElse(null);
      if (attribute == null) {
        parser.skipChildren();
      } else if (value.isStructStart()) {
        parser.skipChildren();
        fault = "%s is no single value".formatted(name);
      } else if (value != JsonToken.VALUE_NULL && !parser.getString().isBlank()) {
        cells.put(attribute, parser.getString().strip());
      }
    }
    return new Row(place, cells, fault);
  }
}
