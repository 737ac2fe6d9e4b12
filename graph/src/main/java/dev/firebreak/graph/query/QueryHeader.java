package dev.firebreak.graph.query;

import dev.firebreak.graph.query.Query.Mode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// The comment at the head of a Cypher file:
///
/// ```
/// // purpose: every resource one identity reaches, with the fewest hops
/// // params:  identityKey STRING, asOf ZONED DATETIME
/// // returns: key STRING, hops INTEGER
/// // mode:    read
/// ```
///
/// `none` stands for no parameters or no rows.
///
/// @param purpose the question that the query answers
/// @param params name to Cypher type, in order
/// @param returns column to Cypher type, in order
/// @param mode read or write
public record QueryHeader(
    String purpose,
    SequencedMap<String, String> params,
    SequencedMap<String, String> returns,
    Mode mode) {

  /// Reads the leading comment of a file.
  ///
  /// @throws IllegalArgumentException naming the file and the entry that is missing or malformed
  public static QueryHeader parse(String path, String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    String last = "";
    for (String line : text.lines().toList()) {
      if (!line.startsWith("//")) {
        break;
      }
      String comment = line.substring(2).strip();
      int colon = comment.indexOf(':');
      String head = colon < 0 ? "" : comment.substring(0, colon);
      if (head.matches("purpose|params|returns|mode")) {
        entries.put(head, comment.substring(colon + 1).strip());
        last = head;
      } else if (!last.isEmpty()) {
        entries.merge(last, comment, (a, b) -> a + " " + b);
      }
    }
    return new QueryHeader(
        entry(path, entries, "purpose"),
        typed(path, entry(path, entries, "params")),
        typed(path, entry(path, entries, "returns")),
        Mode.valueOf(entry(path, entries, "mode").toUpperCase(Locale.ROOT)));
  }

  private static String entry(String path, Map<String, String> entries, String name) {
    String value = entries.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "cypher/%s.cypher has no '// %s:' line in its header".formatted(path, name));
    }
    return value;
  }

  private static SequencedMap<String, String> typed(String path, String list) {
    SequencedMap<String, String> types = new LinkedHashMap<>();
    if (list.equals("none")) {
      return types;
    }
    for (String part : list.split(",", -1)) {
      String[] words = part.strip().split("\\s+", 2);
      if (words.length != 2) {
        throw new IllegalArgumentException(
            "cypher/%s.cypher: '%s' in the header is not 'name TYPE'".formatted(path, part));
      }
      types.put(words[0], words[1]);
    }
    return types;
  }
}
