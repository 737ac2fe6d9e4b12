package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/// Reads a ListResponse (RFC 7644 §3.4.2) resource by resource; the totals are known at its end.
final class PageReader implements AutoCloseable {
  /// A resource inside `Resources` is followed by others.
  private static final ObjectReader ELEMENT =
      ScimJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Answer answer;
  private final JsonParser parser;
  private boolean inResources;
  private boolean isList;
  private int length;
  private @Nullable Integer total;
  private @Nullable String nextCursor;

  PageReader(Answer answer) {
    answer.requireJson();
    this.answer = answer;
    this.parser = ELEMENT.createParser(answer.body());
    try {
      parser.nextToken();
    } catch (JacksonException e) {
      throw answer.unreadable(e);
    }
  }

  /// The next resource, or null at the end of the page.
  ///
  /// @throws ScimFailure when the page is no valid ListResponse
  @Nullable ScimResource next() {
    try {
      while (true) {
        if (!inResources) {
          findResources();
        }
        if (!inResources) {
          return null;
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
          length++;
          return element();
        }
        inResources = false;
      }
    } catch (JacksonException e) {
      throw answer.unreadable(e);
    }
  }

  /// Resources so far, repeated ones included.
  int length() {
    return length;
  }

  /// `totalResults`, or null when absent or no number.
  @Nullable Integer total() {
    return total;
  }

  /// What asks for the page after this one (RFC 9865 §2), or null on the last page and on pages by
  /// index.
  @Nullable String nextCursor() {
    return nextCursor;
  }

  @Override
  public void close() {
    parser.close();
  }

  /// A count that may come as a number or as a string; null when it is neither or negative.
  static @Nullable Integer count(String text) {
    try {
      int value = new BigDecimal(text.strip()).intValueExact();
      return value < 0 ? null : value;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private void findResources() {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      JsonToken value = parser.nextToken();
      switch (name) {
        case "resources" -> {
          isList = true;
          if (value == JsonToken.START_ARRAY) {
            inResources = true;
            return;
          }
          if (value != JsonToken.VALUE_NULL) {
            throw answer.malformed("\"Resources\" that is no array");
          }
        }
        case "totalresults" -> {
          isList = true;
          total = value.isScalarValue() ? count(parser.getString()) : null;
          parser.skipChildren();
        }
        case "nextcursor" -> {
          if (value.isStructStart()) {
            throw answer.malformed("\"nextCursor\" that is no string");
          }
          nextCursor =
              value == JsonToken.VALUE_NULL || parser.getString().isBlank()
                  ? null
                  : parser.getString();
        }
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw answer.malformed("more text after the end of its JSON");
    }
    if (!isList) {
      throw answer.notScim("a JSON object without \"Resources\" and \"totalResults\"");
    }
  }

  private ScimResource element() {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      JsonNode tree = ELEMENT.readTree(parser);
      if (tree instanceof ObjectNode object) {
        return new ScimResource(object);
      }
    }
    throw answer.malformed("\"Resources\" whose element " + length + " is no object");
  }
}
