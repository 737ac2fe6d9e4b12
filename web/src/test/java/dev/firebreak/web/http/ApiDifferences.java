package dev.firebreak.web.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What differs between two OpenAPI documents, as far as a program notices: whether one that was
/// written against the first goes on with the second.
///
/// A field that is new in an answer breaks nothing; one that is gone does. A field that is new in a
/// request breaks only where it is required; one that is gone always does, since the server refuses
/// what it does not know.
final class ApiDifferences {

  /// One difference.
  ///
  /// @param breaks whether a program that works with the first document may fail with the second
  /// @param what where, and what
  record Difference(boolean breaks, String what) {}

  private enum Way {
    REQUEST,
    ANSWER
  }

  private final JsonNode before;
  private final JsonNode after;
  private final List<Difference> found = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private ApiDifferences(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  static List<Difference> between(JsonNode before, JsonNode after) {
    ApiDifferences both = new ApiDifferences(before, after);
    both.paths();
    return both.found;
  }

  private void breaks(String where, String what) {
    found.add(new Difference(true, where + ": " + what));
  }

  private void adds(String where, String what) {
    found.add(new Difference(false, where + ": " + what));
  }

  private void paths() {
    JsonNode first = before.path("paths");
    JsonNode second = after.path("paths");
    for (String path : names(first, second)) {
      for (String method : names(first.path(path), second.path(path))) {
        String where = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        JsonNode old = first.path(path).path(method);
        JsonNode fresh = second.path(path).path(method);
        if (fresh.isMissingNode()) {
          breaks(where, "the operation is gone");
        } else if (old.isMissingNode()) {
          adds(where, "a new operation");
        } else {
          operation(where, old, fresh);
        }
      }
    }
  }

  private void operation(String where, JsonNode old, JsonNode fresh) {
    String name = old.path("operationId").asString("");
    if (!name.equals(fresh.path("operationId").asString(""))) {
      breaks(where, "its operationId was " + name);
    }
    parameters(where, old.path("parameters"), fresh.path("parameters"));
    body(where, old.path("requestBody"), fresh.path("requestBody"));
    JsonNode answers = old.path("responses");
    for (String status : names(answers, fresh.path("responses"))) {
      String at = where + " " + status;
      JsonNode now = fresh.path("responses").path(status);
      if (now.isMissingNode()) {
        breaks(at, "the answer is gone");
      } else if (answers.path(status).isMissingNode()) {
        adds(at, "a new answer");
      } else {
        content(at, answers.path(status), now, Way.ANSWER);
      }
    }
  }

  private void body(String where, JsonNode old, JsonNode fresh) {
    if (old.isMissingNode() && fresh.path("required").asBoolean(false)) {
      breaks(where, "it needs a body now");
    } else if (fresh.path("required").asBoolean(false) && !old.path("required").asBoolean(false)) {
      breaks(where, "its body is required now");
    } else if (!old.isMissingNode() && fresh.isMissingNode()) {
      breaks(where, "it takes no body any more");
    }
    content(where + " request", old, fresh, Way.REQUEST);
  }

  private void parameters(String where, JsonNode old, JsonNode fresh) {
    Set<String> all = new TreeSet<>();
    old.forEach(each -> all.add(id(each)));
    fresh.forEach(each -> all.add(id(each)));
    for (String id : all) {
      JsonNode first = with(id, old);
      JsonNode second = with(id, fresh);
      String at = where + " " + id;
      boolean needed = second.path("required").asBoolean(false);
      if (second.isMissingNode()) {
        breaks(at, "the parameter is gone");
      } else if (first.isMissingNode()) {
        if (needed) {
          breaks(at, "a new required parameter");
        } else {
          adds(at, "a new parameter");
        }
      } else {
        if (needed && !first.path("required").asBoolean(false)) {
          breaks(at, "it is required now");
        }
        schema(at, first.path("schema"), second.path("schema"), Way.REQUEST);
      }
    }
  }

  private static String id(JsonNode parameter) {
    return parameter.path("in").asString("") + " " + parameter.path("name").asString("");
  }

  private static JsonNode with(String id, JsonNode parameters) {
    for (JsonNode each : parameters) {
      if (id(each).equals(id)) {
        return each;
      }
    }
    return parameters.path("none");
  }

  private void content(String where, JsonNode old, JsonNode fresh, Way way) {
    JsonNode first = old.path("content");
    JsonNode second = fresh.path("content");
    for (String type : names(first, second)) {
      if (second.path(type).isMissingNode()) {
        breaks(where, "it is not " + type + " any more");
      } else if (first.path(type).isMissingNode()) {
        adds(where, "also " + type);
      } else {
        schema(where, first.path(type).path("schema"), second.path(type).path("schema"), way);
      }
    }
  }

  private void schema(String where, JsonNode old, JsonNode fresh, Way way) {
    if (!old.path("$ref").isMissingNode() || !fresh.path("$ref").isMissingNode()) {
      String pair = old.path("$ref") + " " + fresh.path("$ref") + " " + way;
      if (compared.add(pair)) {
        schema(name(old, where), resolved(before, old), resolved(after, fresh), way);
      }
      return;
    }
    if (!types(old).equals(types(fresh))
        || !old.path("format").asString("").equals(fresh.path("format").asString(""))) {
      breaks(where, "was " + said(old) + ", is " + said(fresh));
      return;
    }
    values(where, old.path("enum"), fresh.path("enum"), way);
    if (!old.path("items").isMissingNode() && !fresh.path("items").isMissingNode()) {
      schema(where + "[]", old.path("items"), fresh.path("items"), way);
    }
    properties(where, old, fresh, way);
  }

  private static String name(JsonNode schema, String where) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? where : reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  /// A type, or several (OpenAPI 3.1); null beside another says nothing of an answer's shape.
  private static Set<String> types(JsonNode schema) {
    Set<String> all = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(each -> all.add(each.asString()));
    } else if (!type.isMissingNode()) {
      all.add(type.asString());
    }
    return all;
  }

  private static String said(JsonNode schema) {
    String format = schema.path("format").asString("");
    return types(schema) + (format.isEmpty() ? "" : " " + format);
  }

  private void values(String where, JsonNode old, JsonNode fresh, Way way) {
    Set<String> first = texts(old);
    Set<String> second = texts(fresh);
    if (first.isEmpty() && !second.isEmpty() && way == Way.REQUEST) {
      breaks(where, "only " + second + " is taken now");
    }
    for (String value : first) {
      if (!second.contains(value) && !second.isEmpty()) {
        breaks(where, "the value " + value + " is gone");
      }
    }
    for (String value : second) {
      if (!first.contains(value) && !first.isEmpty()) {
        adds(where, "a new value " + value);
      }
    }
  }

  private void properties(String where, JsonNode old, JsonNode fresh, Way way) {
    JsonNode first = old.path("properties");
    JsonNode second = fresh.path("properties");
    Set<String> needed = texts(fresh.path("required"));
    Set<String> neededBefore = texts(old.path("required"));
    for (String name : names(first, second)) {
      String at = where + "." + name;
      if (second.path(name).isMissingNode()) {
        breaks(at, "the field is gone");
        continue;
      }
      if (way == Way.REQUEST && needed.contains(name) && !neededBefore.contains(name)) {
        breaks(at, first.path(name).isMissingNode() ? "a new required field" : "required now");
      } else if (way == Way.ANSWER && neededBefore.contains(name) && !needed.contains(name)) {
        breaks(at, "may be absent now");
      } else if (first.path(name).isMissingNode()) {
        adds(at, "a new field");
      }
      if (!first.path(name).isMissingNode()) {
        schema(at, first.path(name), second.path(name), way);
      }
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> all = new TreeSet<>();
    list.forEach(each -> all.add(each.asString("null")));
    return all;
  }

  private static Set<String> names(JsonNode first, JsonNode second) {
    Set<String> all = new TreeSet<>(first.propertyNames());
    all.addAll(second.propertyNames());
    return all;
  }
}
