package dev.firebreak.analytics.toxic;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A YAML value that knows its line, so that a message can name it.
sealed interface YamlNode {

  /// The line it starts in, from 1.
  int line();

  /// A single value as written; null for an empty one.
  record Scalar(int line, @Nullable String text) implements YamlNode {}

  /// A list.
  record Items(int line, List<YamlNode> items) implements YamlNode {}

  /// A mapping in file order.
  record Fields(int line, SequencedMap<String, Field> fields) implements YamlNode {}

  /// An entry of a mapping, at the line of its key.
  record Field(int line, YamlNode value) {}

  /// Reads the first document; an empty file is an empty mapping.
  ///
  /// @param problems gets one sentence if the text is not YAML or repeats a key
  static YamlNode read(Reader reader, List<String> problems) {
    try (JsonParser parser = YAMLMapper.builder().build().createParser(reader)) {
      return parser.nextToken() == null
          ? new Fields(1, new LinkedHashMap<>())
          : value(parser, problems);
    } catch (JacksonException e) {
      var at = e.getLocation();
      problems.add(
          "line %d: this is not valid YAML (%s)."
              .formatted(
                  at == null ? 1 : at.getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
      return new Fields(1, new LinkedHashMap<>());
    }
  }

  private static YamlNode value(JsonParser parser, List<String> problems) {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          int keyLine = parser.currentTokenLocation().getLineNr();
          String key = parser.currentName();
          parser.nextToken();
          if (fields.put(key, new Field(keyLine, value(parser, problems))) != null) {
            problems.add("line %d: '%s' is given twice. Keep one.".formatted(keyLine, key));
          }
        }
        yield new Fields(line, fields);
      }
      case START_ARRAY -> {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser, problems));
        }
        yield new Items(line, items);
      }
      case VALUE_NULL -> new Scalar(line, null);
      default -> new Scalar(line, parser.getString());
    };
  }
}
