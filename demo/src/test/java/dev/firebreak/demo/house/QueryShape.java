package dev.firebreak.demo.house;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.QueryHeader;
import dev.firebreak.graph.query.Row;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the header of a query file, its text and the records of its constant say the same.
final class QueryShape {

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");
  private static final Pattern UNWIND = Pattern.compile("(?i)UNWIND\\s+\\$(\\w+)\\s+AS\\s+(\\w+)");

  private QueryShape() {}

  /// What does not agree, each a sentence; empty when all does.
  static List<String> disagreements(Query<?, ?> query) {
    List<String> found = new ArrayList<>();
    QueryHeader header = query.header();
    String statement = statement(query.text());
    Set<String> used = names(PARAMETER, statement);
    if (!used.equals(header.params().keySet())) {
      found.add(
          "the text uses %s, the header has params %s".formatted(used, header.params().keySet()));
    }
    compare(found, "params", header.params(), query.parameters());
    compare(found, "returns", header.returns(), query.rows());
    rowProperties(found, query, statement);
    return found;
  }

  /// The statement without comments and without what stands between quotes.
  static String statement(String text) {
    return text.replaceAll("(?m)//.*$", "").replaceAll("'[^']*'|\"[^\"]*\"", "''");
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void compare(
      List<String> found, String what, Map<String, String> said, Class<? extends Record> record) {
    Map<String, RecordComponent> components = components(record);
    if (!said.keySet().equals(components.keySet())) {
      found.add(
          "the header has %s %s, %s has %s"
              .formatted(what, said.keySet(), record.getSimpleName(), components.keySet()));
      return;
    }
    said.forEach((name, type) -> {
      String fits = cypherType(components.get(name).getGenericType());
      if (!fits.equals(type)) {
        found.add("%s %s is %s in the header, in Java %s".formatted(what, name, type, fits));
      }
    });
  }

  /// `UNWIND $rows AS row` makes `row.name` a component of the records in `rows`.
  private static void rowProperties(List<String> found, Query<?, ?> query, String statement) {
    Matcher unwind = UNWIND.matcher(statement);
    while (unwind.find()) {
      RecordComponent list = components(query.parameters()).get(unwind.group(1));
      if (list != null
          && element(list.getGenericType()) instanceof Class<?> row
          && row.isRecord()) {
        places(found, row, unwind.group(2), statement);
        Set<String> read = names(Pattern.compile("\\b" + unwind.group(2) + "\\.(\\w+)"), statement);
        read.removeAll(components(row).keySet());
        if (!read.isEmpty()) {
          found.add(
              "%s.%s is no component of %s".formatted(unwind.group(2), read, row.getSimpleName()));
        }
      }
    }
  }

  /// Of a [Row] `row[2] AS name` gives the third component its own name.
  private static void places(List<String> found, Class<?> row, String variable, String statement) {
    List<String> names = Row.class.isAssignableFrom(row) ? flat(row) : List.of();
    Matcher place =
        Pattern.compile("\\b" + variable + "\\[(\\d+)\\](?:\\s+AS\\s+(\\w+))?").matcher(statement);
    while (place.find()) {
      int at = Integer.parseInt(place.group(1));
      String name = at < names.size() ? names.get(at) : "nothing";
      if (!name.equals(place.group(2))) {
        found.add(
            "%s is %s in the text, %s in %s"
                .formatted(place.group(), place.group(2), name, row.getSimpleName()));
      }
    }
  }

  private static List<String> flat(Class<?> row) {
    return Arrays.stream(row.getRecordComponents())
        .flatMap(component ->
            Row.class.isAssignableFrom(component.getType())
                ? flat(component.getType()).stream()
                : Stream.of(component.getName()))
        .toList();
  }

  private static Map<String, RecordComponent> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .collect(
            Collectors.toMap(RecordComponent::getName, c -> c, (a, b) -> a, LinkedHashMap::new));
  }

  private static Type element(Type collection) {
    return collection instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }

  private static String cypherType(Type type) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && Collection.class.isAssignableFrom(raw)) {
      return "LIST<%s>".formatted(cypherType(element(generic)));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType().equals(Map.class)) {
      return "MAP";
    }
    if (!(type instanceof Class<?> plain)) {
      return String.valueOf(type);
    }
    if (plain == String.class || plain.isEnum()) {
      return "STRING";
    }
    if (Set.of(int.class, long.class, Integer.class, Long.class).contains(plain)) {
      return "INTEGER";
    }
    if (Set.of(double.class, Double.class).contains(plain)) {
      return "FLOAT";
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return "BOOLEAN";
    }
    if (plain == Object.class) {
      return "ANY";
    }
    if (plain == Instant.class || plain == ZonedDateTime.class) {
      return "ZONED DATETIME";
    }
    if (plain == LocalDate.class) {
      return "DATE";
    }
    if (plain.isRecord()) {
      return Row.class.isAssignableFrom(plain) ? "LIST<ANY>" : "MAP";
    }
    return plain.getName();
  }

  /// One value of each type that a header names, to plan a query with.
  static Map<String, Object> sampleParameters(QueryHeader header) {
    Map<String, Object> sample = new LinkedHashMap<>();
    header.params().forEach((name, type) -> sample.put(name, sample(type)));
    return sample;
  }

  private static Object sample(String type) {
    return switch (type) {
      case "STRING", "ANY" -> "x";
      case "INTEGER" -> 1L;
      case "FLOAT" -> 1.0;
      case "BOOLEAN" -> true;
      case "ZONED DATETIME" -> ZonedDateTime.of(2026, 11, 1, 12, 0, 0, 0, ZoneOffset.UTC);
      case "DATE" -> LocalDate.of(2026, 11, 1);
      case "MAP" -> Map.of();
      default -> {
        if (type.startsWith("LIST<")) {
          yield List.of(sample(type.substring(5, type.length() - 1)));
        }
        throw new IllegalArgumentException("no sample value of Cypher type " + type);
      }
    };
  }
}
