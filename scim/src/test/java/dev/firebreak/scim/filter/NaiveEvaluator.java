package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.AttributePath;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Evaluates filters after RFC 7644 §3.4.2.2 once more, over plain maps and lists, sharing no code
/// with the evaluator that ships. Slow and simple; knows attributes without a URN only.
final class NaiveEvaluator {
  private static final Set<String> EXACT = Set.of("id", "externalid", "$ref");
  private static final Set<String> POINTS_IN_TIME = Set.of("meta.created", "meta.lastmodified");

  private NaiveEvaluator() {}

  static boolean holds(ScimFilter filter, JsonNode resource) {
    return eval(filter, plain(resource));
  }

  private static boolean eval(ScimFilter filter, Object at) {
    if (filter instanceof ScimFilter.And and) {
      return eval(and.left(), at) & eval(and.right(), at);
    }
    if (filter instanceof ScimFilter.Or or) {
      return eval(or.left(), at) | eval(or.right(), at);
    }
    if (filter instanceof ScimFilter.Not not) {
      return !eval(not.filter(), at);
    }
    if (filter instanceof ScimFilter.ValuePath path) {
      for (Object value : values(path.attribute(), at)) {
        if (eval(path.filter(), value)) {
          return true;
        }
      }
      return false;
    }
    if (filter instanceof ScimFilter.Present present) {
      for (Object value : values(present.attribute(), at)) {
        if (!"".equals(value) && !(value instanceof Map<?, ?> m && onlyBlank(m))) {
          return true;
        }
      }
      return false;
    }
    var compare = (ScimFilter.Compare) filter;
    Object wanted = plain(compare.value());
    List<Object> values = values(compare.attribute(), at);
    if (wanted == null) {
      return compare.op() == Op.EQ ? values.isEmpty() : !values.isEmpty();
    }
    if (values.isEmpty()) {
      return compare.op() == Op.NE;
    }
    for (Object value : values) {
      Object scalar = value instanceof Map<?, ?> complex ? complex.get("value") : value;
      if (scalar != null
          && !(scalar instanceof Map)
          && !(scalar instanceof List)
          && relates(compare, scalar, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean relates(ScimFilter.Compare compare, Object has, Object wanted) {
    String op = compare.op().word();
    String name = compare.attribute().print().toLowerCase(Locale.ROOT);
    boolean exact =
        EXACT.contains(name)
            || name.endsWith(".$ref")
            || (name.startsWith("meta.") && !POINTS_IN_TIME.contains(name));
    if (has instanceof String a && wanted instanceof String b) {
      String x = exact ? a : a.toLowerCase(Locale.ROOT);
      String y = exact ? b : b.toLowerCase(Locale.ROOT);
      if (op.equals("co")) {
        return x.indexOf(y) >= 0;
      }
      if (op.equals("sw")) {
        return x.indexOf(y) == 0;
      }
      if (op.equals("ew")) {
        return x.length() >= y.length() && x.substring(x.length() - y.length()).equals(y);
      }
      Long t = exact ? null : time(a);
      Long u = exact ? null : time(b);
      return ordered(op, t != null && u != null ? Long.compare(t, u) : x.compareTo(y));
    }
    if (has instanceof BigDecimal a && wanted instanceof BigDecimal b) {
      return ordered(op, a.compareTo(b));
    }
    if (op.equals("ne")) {
      return !has.equals(wanted);
    }
    return op.equals("eq") && has.equals(wanted);
  }

  private static boolean ordered(String op, int order) {
    if (op.equals("eq")) {
      return order == 0;
    }
    if (op.equals("ne")) {
      return order != 0;
    }
    if (op.equals("gt")) {
      return order > 0;
    }
    if (op.equals("lt")) {
      return order < 0;
    }
    return op.equals("ge") ? order >= 0 : op.equals("le") && order <= 0;
  }

  private static Long time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static boolean onlyBlank(Map<?, ?> complex) {
    return complex.values().stream()
        .allMatch(v -> "".equals(v) || (v instanceof List<?> l && l.stream().allMatch(""::equals)));
  }

  /// The assigned values of an attribute, through lists.
  private static List<Object> values(AttributePath path, Object at) {
    List<Object> found = new ArrayList<>();
    for (Object head : member(at, path.name())) {
      if (path.sub() == null) {
        found.add(head);
      } else {
        found.addAll(member(head, path.sub()));
      }
    }
    return found;
  }

  private static List<Object> member(Object at, String name) {
    Object value =
        at instanceof Map<?, ?> map ? map.get(name) : name.equalsIgnoreCase("value") ? at : null;
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value == null ? List.of() : List.of(value);
  }

  /// Maps without regard to case, lists, strings, decimals, booleans; nothing unassigned inside.
  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (var member : node.properties()) {
        Object value = plain(member.getValue());
        if (value != null) {
          map.put(member.getKey(), value);
        }
      }
      return map.isEmpty() ? null : map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode element : node) {
        Object value = plain(element);
        if (value != null) {
          list.add(value);
        }
      }
      return list.isEmpty() ? null : list;
    }
    if (node.isNumber()) {
      return node.decimalValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.stringValue();
  }
}
