package dev.firebreak.ingest.usage;

import dev.firebreak.ingest.usage.UsageRow.BadRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Uses as JSON lines: one object per line, in UTF-8, with the names of the CSV columns. `count` is
/// 1 where a line does not say; other names are not read.
record UsageLines(Path path) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Hands every line to `reader`, as [UsageFile#each] does with rows.
  ///
  /// @return how many of the refused lines may have spoken of what the graph has
  int each(Consumer<UsageRow> reader, List<String> problems) {
    Refusals refusals = new Refusals(path, problems);
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          String text = line;
          refusals.attempt(number, () -> reader.accept(row(text)));
        }
      }
      return refusals.end();
    } catch (IOException e) {
      throw UsageFile.unreadable(
          path,
          Files.isReadable(path)
              ? "cannot be read as UTF-8 text"
              : "does not exist or cannot be read",
          e);
    }
  }

  private static UsageRow row(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new BadRow("this is no whole JSON object");
    }
    if (!(json instanceof ObjectNode object)) {
      throw new BadRow("this is no JSON object");
    }
    Map<String, String> cells = new HashMap<>(Map.of("count", "1"));
    object
        .properties()
        .forEach(each -> {
          if (each.getValue().isValueNode() && !each.getValue().isNull()) {
            cells.put(each.getKey(), each.getValue().asString());
          }
        });
    return new UsageRow(cells);
  }
}
