package dev.firebreak.testkit;

import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the text of a [Scenario].
final class ScenarioText {

  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final Pattern ARROW = Pattern.compile("-([A-Z_]+)->");

  private static final Map<String, String> LABELS =
      Map.of(
          "identity", "Identity",
          "source", "Source",
          "account", "Account",
          "group", "Group",
          "entitlement", "Entitlement",
          "container", "Container",
          "safe", "Container",
          "privileged", "PrivilegedAccount");

  private static final Map<String, String> LABEL_OF_TYPE =
      Map.of(
          "Identity", "Identity",
          "Source", "Source",
          "User", "Account",
          "Group", "Group",
          "Entitlement", "Entitlement",
          "Role", "Entitlement",
          "Container", "Container",
          "PrivilegedData", "PrivilegedAccount");

  private final SequencedMap<String, ScenarioNode> nodes = new LinkedHashMap<>();
  private final List<ScenarioEdge> edges = new ArrayList<>();

  private ScenarioText() {}

  static Scenario parse(String text) {
    ScenarioText scenario = new ScenarioText();
    int line = 0;
    for (String each : text.lines().toList()) {
      line++;
      String content = each.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        try {
          scenario.read(words(content));
        } catch (RuntimeException e) {
          throw new IllegalArgumentException(
              "scenario line " + line + ", '" + content + "': " + e.getMessage(), e);
        }
      }
    }
    return new Scenario(scenario.nodes, scenario.edges);
  }

  private void read(List<String> words) {
    if (words.size() >= 3 && ARROW.matcher(words.get(1)).matches()) {
      edge(words);
      return;
    }
    String label = LABELS.get(words.getFirst());
    if (label == null || words.size() < 2) {
      throw new IllegalArgumentException(
          "this is neither a node (a kind, then a key) nor an edge (a key, -TYPE->, a key)");
    }
    node(label, key(words.get(1), label), words.subList(2, words.size()));
  }

  private void edge(List<String> words) {
    Matcher arrow = ARROW.matcher(words.get(1));
    if (!arrow.matches()) {
      throw new IllegalArgumentException("no arrow");
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    words.stream().skip(3).forEach(word -> property(properties, word));
    edges.add(new ScenarioEdge(arrow.group(1), end(words.get(0)), end(words.get(2)), properties));
  }

  private String end(String word) {
    String key = key(word, "Identity");
    if (!nodes.containsKey(key)) {
      String type = key.split("/", -1)[1];
      String label = LABEL_OF_TYPE.get(type);
      if (label == null) {
        throw new IllegalArgumentException(
            "no node " + key + " is declared, and its type '" + type + "' says no kind");
      }
      node(label, key, List.of());
    }
    return key;
  }

  private void node(String label, String key, List<String> words) {
    String[] parts = key.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a key has three parts, source/type/id: " + key);
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("key", key);
    properties.put("source", parts[0]);
    properties.put("type", parts[1]);
    properties.put("id", parts[2]);
    properties.put("name", parts[2]);
    words.forEach(word -> property(properties, word));
    if (nodes.put(key, new ScenarioNode(label, key, properties)) != null) {
      throw new IllegalArgumentException("the node is declared twice, or after its first edge");
    }
  }

  private static String key(String word, String label) {
    return word.indexOf('/') >= 0
        ? word
        : "firebreak/" + (label.equals("Source") ? "Source" : "Identity") + "/" + word;
  }

  private static void property(Map<String, Object> properties, String word) {
    int equals = word.indexOf('=');
    if (equals > 0) {
      String name = word.substring(0, equals);
      properties.put(
          switch (name) {
            case "from" -> "validFrom";
            case "until" -> "validTo";
            default -> name;
          },
          value(word.substring(equals + 1)));
      return;
    }
    switch (word) {
      case "active" -> properties.put("active", true);
      case "inactive" -> properties.put("active", false);
      case "crown" -> properties.put("crownJewel", true);
      case "right" -> properties.put("right", true);
      case "authoritative" -> properties.put("authoritative", true);
      default -> throw new IllegalArgumentException("the word '" + word + "' has no meaning");
    }
  }

  private static Object value(String text) {
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    if (text.matches("\\d{4}-\\d{2}-\\d{2}T.+")) {
      return ZonedDateTime.parse(text);
    }
    Boolean truth =
        text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    return truth == null ? text : truth;
  }

  private static List<String> words(String line) {
    return WORD.matcher(line).results().map(match -> match.group()).collect(Collectors.toList());
  }
}
