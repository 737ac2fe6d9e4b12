package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Recursive descent over RFC 7644's grammar: `()` and `not` bind before `and`, `and` before `or`.
///
/// Spaces may be missing next to a quote, a parenthesis or a bracket, where nothing is ambiguous.
final class FilterParser {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TERMS = 1000;
  private static final int MAX_LENGTH = 100_000;

  private final String text;
  private int at;
  private int depth;
  private int terms;
  private boolean inValueFilter;

  FilterParser(String text) {
    this.text = text;
    if (text.length() > MAX_LENGTH) {
      throw wrong(MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
    }
  }

  ScimFilter wholeFilter() {
    ScimFilter filter = or();
    skipSpaces();
    if (at < text.length()) {
      throw wrong(at, "expected \"and\" or \"or\" or the end");
    }
    return filter;
  }

  ScimPath wholePath() {
    int start = 0;
    AttributePath attribute = attribute();
    ScimFilter filter = null;
    String sub = attribute.sub();
    if (peek() == '[') {
      filter = valueFilter(attribute, start).filter();
      sub = null;
      if (peek() == '.') {
        at++;
        start = at;
        sub = token();
      }
    }
    if (at < text.length()) {
      throw wrong(at, "expected the end of the path");
    }
    try {
      return new ScimPath(new AttributePath(attribute.urn(), attribute.name(), null), filter, sub);
    } catch (IllegalArgumentException e) {
      throw wrong(start, e.getMessage());
    }
  }

  private ScimFilter or() {
    ScimFilter left = and();
    while (word("or")) {
      left = new ScimFilter.Or(left, and());
    }
    return left;
  }

  private ScimFilter and() {
    ScimFilter left = term();
    while (word("and")) {
      left = new ScimFilter.And(left, term());
    }
    return left;
  }

  private ScimFilter term() {
    skipSpaces();
    if (++terms > MAX_TERMS) {
      throw wrong(at, "more than " + MAX_TERMS + " terms");
    }
    if (peek() == '(') {
      return inside(')');
    }
    int start = at;
    if (word("not")) {
      skipSpaces();
      if (peek() == '(') {
        return new ScimFilter.Not(inside(')'));
      }
      at = start;
    }
    AttributePath attribute = attribute();
    if (peek() == '[') {
      return valueFilter(attribute, start);
    }
    skipSpaces();
    int operatorAt = at;
    String operator = token();
    if (operator.equalsIgnoreCase("pr")) {
      return new ScimFilter.Present(attribute);
    }
    Op op =
        Op.of(operator)
            .orElseThrow(() ->
                wrong(
                    operatorAt,
                    "expected eq, ne, co, sw, ew, gt, ge, lt, le or pr after an attribute"));
    skipSpaces();
    JsonNode value = value();
    try {
      return new ScimFilter.Compare(attribute, op, value);
    } catch (IllegalArgumentException e) {
      throw wrong(operatorAt, e.getMessage());
    }
  }

  private ScimFilter.ValuePath valueFilter(AttributePath attribute, int start) {
    if (inValueFilter) {
      throw wrong(at, "a value filter cannot stand inside another");
    }
    inValueFilter = true;
    ScimFilter filter = inside(']');
    inValueFilter = false;
    try {
      return new ScimFilter.ValuePath(attribute, filter);
    } catch (IllegalArgumentException e) {
      throw wrong(start, e.getMessage());
    }
  }

  private ScimFilter inside(char close) {
    if (++depth > MAX_DEPTH) {
      throw wrong(at, "nested deeper than " + MAX_DEPTH + " levels");
    }
    at++;
    ScimFilter filter = or();
    skipSpaces();
    if (peek() != close) {
      throw wrong(at, "expected \"" + close + "\"");
    }
    at++;
    depth--;
    return filter;
  }

  private AttributePath attribute() {
    int start = at;
    String token = token();
    if (token.isEmpty()) {
      throw wrong(start, "expected an attribute");
    }
    try {
      return AttributePath.parse(token);
    } catch (IllegalArgumentException e) {
      throw wrong(start, e.getMessage());
    }
  }

  private JsonNode value() {
    int start = at;
    if (peek() == '"') {
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      if (at >= text.length()) {
        throw wrong(start, "the string has no closing quote");
      }
      at++;
      return json(start).orElseThrow(() -> wrong(start, "the string is not valid JSON"));
    }
    token();
    return json(start)
        .filter(node -> !node.isContainer())
        .orElseThrow(() ->
            wrong(start, "expected a string in double quotes, a number, true, false or null"));
  }

  private Optional<JsonNode> json(int start) {
    if (start == at) {
      return Optional.empty();
    }
    try {
      return Optional.of(ScimJson.MAPPER.readTree(text.substring(start, at)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// Steps over `word`, in any case, when it stands here and ends here; else stays.
  private boolean word(String word) {
    int start = at;
    skipSpaces();
    if (token().equalsIgnoreCase(word)) {
      return true;
    }
    at = start;
    return false;
  }

  private String token() {
    int start = at;
    while (at < text.length() && !AttributePath.endsPath(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipSpaces() {
    while (peek() == ' ') {
      at++;
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private FilterSyntaxException wrong(int position, @Nullable String why) {
    return new FilterSyntaxException(text, Math.min(position, text.length()), String.valueOf(why));
  }
}
