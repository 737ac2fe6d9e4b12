package dev.firebreak.remediation.evidence;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  // Where it is: on each level the name of a member, or null and the index of an element.
  private final @Nullable String[] names = new String[MAX_DEPTH];
  private final int[] indexes = new int[MAX_DEPTH];

  private CanonicalJson() {}

  /// The canonical text of a value.
  public static String write(JsonNode value) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.value(value, 0);
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

  private void value(JsonNode node, int depth) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, depth);
      case ARRAY -> array(node, depth);
      case STRING -> string(node.stringValue(), depth);
      case NUMBER -> integer(node, depth);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO -> throw refused(depth, "is not a JSON value");
    }
  }

  private void object(JsonNode node, int depth) {
    requireLevel(depth);
    List<Map.Entry<String, JsonNode>> members =
        node.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
    char separator = '{';
    for (Map.Entry<String, JsonNode> member : members) {
      names[depth] = member.getKey();
      out.append(separator);
      string(member.getKey(), depth + 1);
      out.append(':');
      value(member.getValue(), depth + 1);
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node, int depth) {
    requireLevel(depth);
    names[depth] = null;
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      indexes[depth] = i;
      value(node.get(i), depth + 1);
    }
    out.append(']');
  }

  private void integer(JsonNode node, int depth) {
    if (!node.isIntegralNumber()) {
      throw refused(depth, "is a number with a fraction or exponent; write it as a string");
    }
    BigInteger integer = node.bigIntegerValue();
    if (integer.abs().compareTo(MAX_INTEGER) > 0) {
      throw refused(depth, "is an integer beyond ±(2^53 − 1); write it as a string");
    }
    out.append(integer);
  }

  private void string(String text, int depth) {
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
            throw refused(depth, "holds half a surrogate pair, which no UTF-8 text can");
          }
        }
      }
    }
    out.append('"');
  }

  private void requireLevel(int depth) {
    if (depth == MAX_DEPTH) {
      throw refused(depth, "is nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  private IllegalArgumentException refused(int depth, String why) {
    StringBuilder at = new StringBuilder();
    for (int level = 0; level < depth; level++) {
      String name = names[level];
      at.append('/')
          .append(name == null ? indexes[level] : name.replace("~", "~0").replace("/", "~1"));
    }
    return new IllegalArgumentException(
        "Not writable as canonical JSON: the value at "
            + (at.isEmpty() ? "the top" : at)
            + " "
            + why);
  }
}
