package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The format as package-info tells it, read a second time with none of the product's code: the
/// canonical form is recognised character by character instead of being written again.
final class SecondVerifier {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"actor\":(\".*\"),\"at\":\"([^\"]*)\",\"body\":(\\{.*\\}),"
              + "\"prevHash\":\"([0-9a-f]{64})\",\"seq\":([1-9][0-9]{0,15}),"
              + "\"type\":\"[A-Z][A-Z_]*\",\"v\":1\\}",
          Pattern.DOTALL);
  private static final Pattern HEAD =
      Pattern.compile("\\{\"hash\":\"([0-9a-f]{64})\",\"seq\":(0|[1-9][0-9]{0,15}),\"v\":1\\}\n");

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,15}");
  private static final Pattern CONTROL = Pattern.compile("u00([01][0-9a-f])");

  private final String text;
  private int at;

  private SecondVerifier(String text) {
    this.text = text;
  }

  /// The number of records of an intact log; -1 for any other.
  static long records(Path folder) throws IOException, GeneralSecurityException {
    Matcher head =
        HEAD.matcher(Files.readString(folder.resolve("HEAD"), StandardCharsets.ISO_8859_1));
    if (!head.matches()) {
      return -1;
    }
    List<String> hashes = new ArrayList<>(List.of("0".repeat(64)));
    TreeSet<Path> segments = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "evidence-*.jsonl")) {
      files.forEach(segments::add);
    }
    for (Path segment : segments) {
      byte[] bytes = Files.readAllBytes(segment);
      int start = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          if (!follows(ByteBuffer.wrap(bytes, start, i - start), hashes)) {
            return -1;
          }
          start = i + 1;
        }
      }
      if (start != bytes.length) {
        return -1;
      }
    }
    int records = hashes.size() - 1;
    long named = Long.parseLong(head.group(2));
    boolean agrees = named <= records && hashes.get((int) named).equals(head.group(1));
    return agrees && records - named <= 1000 ? records : -1;
  }

  private static boolean follows(ByteBuffer bytes, List<String> hashes)
      throws GeneralSecurityException {
    String line;
    try {
      line = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException invalid) {
      return false;
    }
    Matcher parts = LINE.matcher(line);
    if (!canonical(line) || !parts.matches()) {
      return false;
    }
    boolean inPlace =
        parts.group(5).equals(String.valueOf(hashes.size()))
            && parts.group(4).equals(hashes.getLast())
            && canonical(parts.group(1))
            && canonical(parts.group(3))
            && instant(parts.group(2));
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(bytes);
    hashes.add(HexFormat.of().formatHex(sha.digest()));
    return inPlace;
  }

  private static boolean instant(String text) {
    try {
      return Instant.parse(text).toString().equals(text);
    } catch (DateTimeException none) {
      return false;
    }
  }

  static boolean canonical(String text) {
    SecondVerifier reader = new SecondVerifier(text);
    return reader.value() && reader.at == text.length();
  }

  private boolean value() {
    char first = at < text.length() ? text.charAt(at) : 0;
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string() != null;
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> integer();
    };
  }

  private boolean object() {
    at++;
    if (word("}")) {
      return true;
    }
    String before = null;
    do {
      String name = string();
      if (name == null || (before != null && before.compareTo(name) >= 0)) {
        return false;
      }
      before = name;
      if (!word(":") || !value()) {
        return false;
      }
    } while (word(","));
    return word("}");
  }

  private boolean array() {
    at++;
    if (word("]")) {
      return true;
    }
    do {
      if (!value()) {
        return false;
      }
    } while (word(","));
    return word("]");
  }

  private boolean integer() {
    Matcher digits = INTEGER.matcher(text).region(at, text.length());
    if (!digits.lookingAt() || Math.abs(Long.parseLong(digits.group())) >= 1L << 53) {
      return false;
    }
    at = digits.end();
    return true;
  }

  /// The text of a string in its one form; null where it is not.
  private String string() {
    if (!word("\"")) {
      return null;
    }
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < 0x20) {
        return null;
      }
      if (c == '\\') {
        int form = at < text.length() ? "\"\\bfnrt".indexOf(text.charAt(at)) : -1;
        if (form >= 0) {
          c = "\"\\\b\f\n\r\t".charAt(form);
          at++;
        } else {
          Matcher hex = CONTROL.matcher(text).region(at, text.length());
          if (!hex.lookingAt()) {
            return null;
          }
          c = (char) Integer.parseInt(hex.group(1), 16);
          if ("\b\f\n\r\t".indexOf(c) >= 0) {
            return null;
          }
          at = hex.end();
        }
      }
      content.append(c);
    }
    return word("\"") ? content.toString() : null;
  }

  private boolean word(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }
}
