package dev.firebreak.scim.resource;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How JSON of a service provider is read: with limits, and with decimals kept as they were
/// written.
public final class ScimJson {
  /// Levels of nesting beyond which a body is refused.
  public static final int MAX_DEPTH = 64;

  /// Characters of one string beyond which a body is refused.
  public static final int MAX_STRING = 1_000_000;

  /// Digits of one number beyond which a body is refused.
  public static final int MAX_NUMBER = 100;

  /// Characters of one attribute name beyond which a body is refused; a URN is far shorter.
  public static final int MAX_NAME = 2_000;

  /// Powers of ten of one number beyond which a body is refused.
  public static final int MAX_EXPONENT = 10_000;

  /// Refuses bodies beyond the limits, and anything that follows the first value.
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxNumberLength(MAX_NUMBER)
                          .maxNameLength(MAX_NAME)
                          .build())
                  .build())
          .nodeFactory(new BoundedNumbers())
          .addModule(BoundedNumbers.module())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ScimJson() {}

  /// What is wrong with a text, as the end of "the answer is …". It quotes none of the text.
  public static String complaint(JacksonException cause) {
    if (cause instanceof StreamConstraintsException) {
      return "JSON beyond the limits of %d levels, %d characters a string, %d a name, %d digits and 1e%d a number"
          .formatted(MAX_DEPTH, MAX_STRING, MAX_NAME, MAX_NUMBER, MAX_EXPONENT);
    }
    var at = cause.getLocation();
    return at == null
        ? "not valid JSON"
        : "not valid JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  /// `text` as a JSON string with as few escapes as JSON allows, since some service providers
  /// compare filter values without decoding them. Half a surrogate pair has no UTF-8 form and is
  /// escaped.
  public static String quote(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        escape(out, c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        escape(out, c);
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u%04x".formatted((int) c));
  }
}
