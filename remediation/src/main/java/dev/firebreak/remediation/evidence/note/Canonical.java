package dev.firebreak.remediation.evidence.note;

import java.util.Base64;
import java.util.regex.Pattern;

/// Base64 (RFC 4648 §4) and names in the one form that is accepted.
final class Canonical {
  private static final Pattern NAME = Pattern.compile("[!-*,-~]{1,200}");

  private Canonical() {}

  static byte[] base64(String text) throws MalformedNote {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("is not base64 throughout");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new MalformedNote("is not base64 in its one form");
    }
    return bytes;
  }

  /// Visible ASCII without a plus, so that no two names look alike.
  static String name(String text) throws MalformedNote {
    if (!NAME.matcher(text).matches()) {
      throw new MalformedNote("has a name that is not visible ASCII without a plus");
    }
    return text;
  }
}
