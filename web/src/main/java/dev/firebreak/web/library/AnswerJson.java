package dev.firebreak.web.library;

import dev.firebreak.graph.guard.Found;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of an answer as JSON and as cells of a file.
public final class AnswerJson {

  private AnswerJson() {}

  /// A value as JSON takes it: texts, numbers, truth values, lists, maps and null. A node is
  /// `{labels, properties}`, an edge `{type, properties}`, a path a list of both; times are ISO
  /// 8601.
  public static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Found.Node node -> entity("labels", node.labels(), node.properties());
      case Found.Edge edge -> entity("type", edge.type(), edge.properties());
      case Found.Path path -> path.steps().stream().map(AnswerJson::value).toList();
      case List<?> list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.forEach(each -> values.add(value(each)));
        yield values;
      }
      case Map<?, ?> map -> map(map);
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      default -> text(value);
    };
  }

  private static Map<String, @Nullable Object> entity(
      String name, Object kind, Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(name, kind);
    json.put("properties", map(properties));
    return json;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    map.forEach((name, each) -> values.put(String.valueOf(name), value(each)));
    return values;
  }

  /// A value in one line: a node is its key, a path the keys on its way, null nothing.
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Found.Node node -> key(node);
      case Found.Edge edge -> edge.type();
      case Found.Path path ->
          String.join(" > ", path.steps().stream().map(AnswerJson::text).toList());
      case List<?> list -> String.join("; ", list.stream().map(AnswerJson::text).toList());
      case Map<?, ?> map ->
          String.join(
              "; ",
              map.entrySet().stream()
                  .map(each -> each.getKey() + ": " + text(each.getValue()))
                  .toList());
      case java.time.ZonedDateTime time -> time.toInstant().toString();
      case TemporalAccessor time -> time.toString();
      default -> String.valueOf(value);
    };
  }

  /// The key of a node of the identity graph, or else its name or id, or else its labels.
  static String key(Found.Node node) {
    for (String name : new String[] {"key", "id", "name"}) {
      if (node.properties().get(name) instanceof String text && !text.isEmpty()) {
        return text;
      }
    }
    return String.join(":", node.labels());
  }
}
