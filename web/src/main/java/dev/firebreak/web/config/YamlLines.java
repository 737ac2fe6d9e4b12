package dev.firebreak.web.config;

import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Where a YAML text says something: binding tells only how far it had read when it gave up.
public final class YamlLines {

  private static final YAMLMapper YAML = new YAMLMapper();

  private YamlLines() {}

  /// The line, from 1, of the key or element at the end of a path, or of the last on the way to it
  /// that is there.
  ///
  /// @param text a whole YAML document that can be parsed
  public static int of(String text, List<Reference> path) {
    try (JsonParser parser = YAML.createParser(text)) {
      parser.nextToken();
      return find(parser, path, 1);
    }
  }

  /// The same of a JSON pointer (RFC 6901).
  public static int of(String text, String pointer) {
    return of(
        text,
        Arrays.stream(pointer.split("/", -1))
            .skip(1)
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .map(step ->
                step.matches("\\d{1,9}")
                    ? new Reference(step, Integer.parseInt(step))
                    : new Reference(null, step))
            .toList());
  }

  private static int find(JsonParser parser, List<Reference> path, int known) {
    if (path.isEmpty()) {
      return known;
    }
    Reference next = path.getFirst();
    List<Reference> rest = path.subList(1, path.size());
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        int line = parser.currentTokenLocation().getLineNr();
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(next.getPropertyName())) {
          return find(parser, rest, line);
        }
        parser.skipChildren();
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (i == next.getIndex()) {
          return find(parser, rest, parser.currentTokenLocation().getLineNr());
        }
        parser.skipChildren();
      }
    }
    return known;
  }
}
