package dev.firebreak.graph.guard;

import dev.firebreak.graph.guard.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a query into tokens. Whatever could be read in two ways is refused: escapes by code point,
/// which one version of Cypher resolves before it looks at quotes, and odd names between backticks.
final class Lexer {

  /// The longest query, in characters.
  static final int LONGEST = 16_000;

  private static final List<String> SIGNS =
      List.of(
          "::", "..", "<>", "<=", ">=", "=~", "||", "(", ")", "[", "]", "{", "}", ":", ",", ".",
          "|", "&", "!", "%", "+", "-", "*", "/", "^", "=", "<", ">");

  private final String text;
  private final StringBuilder plain;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
    this.plain = new StringBuilder(text);
  }

  /// The tokens of a text, the last of them its end.
  ///
  /// @throws CypherRefused for what is no token
  static List<Token> tokens(String text) {
    return List.copyOf(lexer(text).tokens);
  }

  /// The same text with blanks for comments and for white space other than ends of lines, so that
  /// nobody who reads it can find more in it than its tokens.
  ///
  /// @throws CypherRefused for what is no token
  static String plain(String text) {
    return lexer(text).plain.toString();
  }

  private static Lexer lexer(String text) {
    if (text.length() > LONGEST) {
      throw new CypherRefused(
          "The query is longer than %,d characters.".formatted(LONGEST), LONGEST, 0);
    }
    Lexer lexer = new Lexer(text);
    lexer.read();
    return lexer;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        newLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        plain.setCharAt(at++, ' ');
      } else if (text.startsWith("//", at)) {
        lineComment();
      } else if (text.startsWith("/*", at)) {
        blockComment();
      } else {
        token(c);
      }
    }
    tokens.add(new Token(Kind.END, "", line, column()));
  }

  private void token(char c) {
    if (c == '\'' || c == '"') {
      quoted(c);
    } else if (c == '`') {
      quotedName();
    } else if (c == '$') {
      int from = at++;
      String name = word();
      if (name.isEmpty()) {
        throw refused(from, "After $ comes the name of a parameter.");
      }
      add(Kind.PARAMETER, name, from);
    } else if (isDigit(c)) {
      number();
    } else if (isLetter(c)) {
      int from = at;
      add(Kind.WORD, word(), from);
    } else {
      sign();
    }
  }

  /// A comment up to the end of its line; a database may take a lone carriage return for one.
  private void lineComment() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      plain.setCharAt(at++, ' ');
    }
  }

  private void blockComment() {
    int from = at;
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw refused(from, "This comment has no end.");
    }
    for (; at < end + 2; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      } else {
        plain.setCharAt(at, ' ');
      }
    }
  }

  private void quoted(char quote) {
    int from = at;
    int column = column();
    int begun = line;
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        lineStart = at + 1;
      }
      if (c == '\\') {
        at++;
        if (at >= text.length()
            || "\\'\"`bfnrt".indexOf(text.charAt(at)) < 0
            || text.startsWith("\\u", at)) {
          throw refused(
              at - 1, "Write the character itself, or use a parameter; this escape is not known.");
        }
      }
    }
    if (at >= text.length()) {
      throw new CypherRefused("This text has no end.", begun, column);
    }
    at++;
    tokens.add(new Token(Kind.TEXT, text.substring(from + 1, at - 1), begun, column));
  }

  private void quotedName() {
    int from = at;
    int end = text.indexOf('`', at + 1);
    String name = end < 0 ? "" : text.substring(at + 1, end);
    if (name.isBlank() || !name.codePoints().allMatch(Lexer::isInQuotedName)) {
      throw refused(
          from, "Between backticks a name has letters, digits, spaces, dots, dashes and _ only.");
    }
    at = end + 1;
    add(Kind.QUOTED, name, from);
  }

  private static boolean isInQuotedName(int c) {
    return c < 0x10000 && (isLetter((char) c) || isDigit((char) c) || " .-".indexOf(c) >= 0);
  }

  private void number() {
    int from = at;
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      digits();
    }
    if (at < text.length() && isLetter(text.charAt(at))) {
      throw refused(from, "Write numbers with digits; a name does not begin with one.");
    }
    add(Kind.NUMBER, text.substring(from, at), from);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private String word() {
    int from = at;
    while (at < text.length()
        && (isLetter(text.charAt(at)) || (at > from && isDigit(text.charAt(at))))) {
      at++;
    }
    return text.substring(from, at);
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        int from = at;
        at += sign.length();
        add(Kind.SIGN, sign, from);
        return;
      }
    }
    throw refused(
        at,
        text.charAt(at) == ';'
            ? "Leave out the semicolon: a query is one statement."
            : "The character '%c' means nothing here.".formatted(text.charAt(at)));
  }

  private void add(Kind kind, String what, int from) {
    tokens.add(new Token(kind, what, line, from - lineStart + 1));
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private CypherRefused refused(int from, String why) {
    return new CypherRefused(why, line, from - lineStart + 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Letters of ASCII and the underscore: other letters have look-alikes and cases that databases
  /// fold in their own ways.
  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
