package dev.firebreak.remediation.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Recognises the UTF-8 bytes of canonical JSON without building anything of them: exactly what
/// [CanonicalJson] writes, and nothing else. Each method reads on from where the one before ended
/// and tells whether it found what it is named after.
final class CanonicalScan {
  private static final int INTEGER_DIGITS = 16;
  private static final long MAX_INTEGER = (1L << 53) - 1;

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final byte[] bytes;
  private int at;
  private boolean ascii = true;

  CanonicalScan(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Where it is, in bytes.
  int at() {
    return at;
  }

  /// Whether all was read, and is UTF-8.
  boolean end() {
    if (at != bytes.length) {
      return false;
    }
    try {
      return ascii || StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }

  boolean literal(byte[] expected) {
    int end = at + expected.length;
    if (end > bytes.length || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /// @param depth how many objects and arrays it is in
  boolean value(int depth) {
    if (at == bytes.length) {
      return false;
    }
    return switch (bytes[at]) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal(TRUE);
      case 'f' -> literal(FALSE);
      case 'n' -> literal(NULL);
      default -> integer();
    };
  }

  boolean object(int depth) {
    if (depth == CanonicalJson.MAX_DEPTH || !next('{')) {
      return false;
    }
    if (next('}')) {
      return true;
    }
    int before = -1;
    int beforeEnd = -1;
    do {
      int name = at;
      if (!string() || (before >= 0 && !inOrder(before, beforeEnd, name, at))) {
        return false;
      }
      before = name;
      beforeEnd = at;
      if (!next(':') || !value(depth + 1)) {
        return false;
      }
    } while (next(','));
    return next('}');
  }

  private boolean array(int depth) {
    if (depth == CanonicalJson.MAX_DEPTH || !next('[')) {
      return false;
    }
    if (next(']')) {
      return true;
    }
    do {
      if (!value(depth + 1)) {
        return false;
      }
    } while (next(','));
    return next(']');
  }

  boolean integer() {
    int start = at;
    boolean negative = next('-');
    int digits = at;
    long value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      if (at - digits == INTEGER_DIGITS) {
        return false;
      }
      value = value * 10 + (bytes[at++] - '0');
    }
    boolean padded = bytes.length > digits && bytes[digits] == '0' && at - start > 1;
    return at > digits && !padded && value <= MAX_INTEGER && !(negative && value == 0);
  }

  boolean string() {
    if (!next('"')) {
      return false;
    }
    while (at < bytes.length) {
      byte b = bytes[at++];
      if (b == '"') {
        return true;
      }
      if (b < 0) {
        ascii = false;
      } else if (b < 0x20 || (b == '\\' && !escape())) {
        return false;
      }
    }
    return false;
  }

  /// After a backslash: only where JSON demands one, and in the short form where there is one.
  private boolean escape() {
    byte form = at < bytes.length ? bytes[at++] : 0;
    return switch (form) {
      case '"', '\\', 'b', 't', 'n', 'f', 'r' -> true;
      case 'u' -> {
        if (bytes.length - at < 4 || bytes[at] != '0' || bytes[at + 1] != '0') {
          yield false;
        }
        int high = bytes[at + 2] - '0';
        int low = lowerHex(bytes[at + 3]);
        at += 4;
        int code = high * 16 + low;
        boolean shortForm = code == 8 || code == 9 || code == 10 || code == 12 || code == 13;
        yield (high == 0 || high == 1) && low >= 0 && !shortForm;
      }
      default -> false;
    };
  }

  private static int lowerHex(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
  }

  private boolean next(char expected) {
    if (at < bytes.length && bytes[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /// Whether one name comes before another by UTF-16 code units (RFC 8785 §3.2.3). Bytes of UTF-8
  /// have the same order, but for what follows U+DFFF and for escapes.
  private boolean inOrder(int first, int firstEnd, int second, int secondEnd) {
    int differ = Arrays.mismatch(bytes, first, firstEnd, bytes, second, secondEnd);
    if (differ < 0) {
      return false;
    }
    if (plain(first, firstEnd) && plain(second, secondEnd)) {
      return rank(first + differ, firstEnd) < rank(second + differ, secondEnd);
    }
    return unescaped(first, firstEnd).compareTo(unescaped(second, secondEnd)) < 0;
  }

  private boolean plain(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0 || bytes[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  /// The closing quote is the end of the name, and so before all else.
  private int rank(int place, int end) {
    return place == end - 1 ? -1 : bytes[place];
  }

  private String unescaped(int from, int to) {
    String quoted = new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        c = quoted.charAt(++i);
        if (c == 'u') {
          c = (char) Integer.parseInt(quoted, i + 1, i + 5, 16);
          i += 4;
        } else {
          int control = "btnfr".indexOf(c);
          c = control < 0 ? c : "\b\t\n\f\r".charAt(control);
        }
      }
      text.append(c);
    }
    return text.toString();
  }
}
