package dev.firebreak.remediation.evidence;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The one way to write a JSON value: the JSON Canonicalization Scheme of RFC 8785, for values made
/// of objects, arrays, strings, integers within ±(2^53 − 1), booleans and null.
///
/// No white space; members sorted by the UTF-16 code units of their names (§3.2.3); strings escaped
/// only where JSON demands it (§3.2.2.2); integers in plain digits, which is what ECMAScript writes
/// for them (§3.2.2.3). Numbers with a fraction, integers that an IEEE double cannot hold exactly,
/// text with half a surrogate pair and more than [#MAX_DEPTH] levels are refused with an
/// [IllegalArgumentException] that names the place (never the value) as a JSON Pointer.
public final class CanonicalJson {
  /// How deep objects and arrays may be nested.
  public static final int MAX_DEPTH = 64;

  private static final BigInteger MAX_INTEGER = BigInteger.valueOf((1L << 53) - 1);
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder out = new StringBuilder(256);

  private CanonicalJson() {}

  /// The canonical text of a value.
  public static String write(JsonNode value) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.value(value, "", 0);
    return canonical.out.toString();
  }

  /// SHA-256 of the UTF-8 bytes of the canonical text, as 64 lower-case hexadecimal digits.
  public static String sha256(JsonNode value) {
    return sha256(write(value).getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every Java platform has SHA-256", absent);
    }
  }

  private void value(JsonNode node, String at, int depth) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, at, deeper(at, depth));
      case ARRAY -> array(node, at, deeper(at, depth));
      case STRING -> string(node.stringValue(), at);
      case NUMBER -> integer(node, at);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO -> throw refused(at, "is not a JSON value");
    }
  }

  private void object(JsonNode node, String at, int depth) {
    List<Map.Entry<String, JsonNode>> members =
        node.properties().stream().sorted(Comparator.comparing(Map.Entry::getKey)).toList();
    char separator = '{';
    for (Map.Entry<String, JsonNode> member : members) {
      String place = at + '/' + member.getKey().replace("~", "~0").replace("/", "~1");
      out.append(separator);
      string(member.getKey(), place);
      out.append(':');
      value(member.getValue(), place, depth);
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node, String at, int depth) {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(node.get(i), at + '/' + i, depth);
    }
    out.append(']');
  }

  private void integer(JsonNode node, String at) {
    if (!node.isIntegralNumber()) {
      throw refused(at, "is a number with a fraction or exponent; write it as a string");
    }
    BigInteger integer = node.bigIntegerValue();
    if (integer.abs().compareTo(MAX_INTEGER) > 0) {
      throw refused(at, "is an integer beyond ±(2^53 − 1); write it as a string");
    }
    out.append(integer);
  }

  private void string(String text, String at) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HEX.toHexDigits((byte) c));
          } else if (!Character.isSurrogate(c)) {
            out.append(c);
          } else if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else {
            throw refused(at, "holds half a surrogate pair, which no UTF-8 text can");
          }
        }
      }
    }
    out.append('"');
  }

  private static int deeper(String at, int depth) {
    if (depth == MAX_DEPTH) {
      throw refused(at, "is nested deeper than " + MAX_DEPTH + " levels");
    }
    return depth + 1;
  }

  private static IllegalArgumentException refused(String at, String why) {
    return new IllegalArgumentException(
        "Not writable as canonical JSON: the value at "
            + (at.isEmpty() ? "the top" : at)
            + " "
            + why);
  }
}
