package dev.firebreak.graph.guard;

/// A word, a literal or a sign of a query.
///
/// @param text the word or sign as it is written, without the quotes of a name or a text
/// @param line where it begins, from 1
/// @param column where it begins in its line, from 1
record Token(Kind kind, String text, int line, int column) {

  enum Kind {
    WORD,
    QUOTED,
    TEXT,
    NUMBER,
    PARAMETER,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  CypherRefused refused(String why) {
    return new CypherRefused(why, line, column);
  }

  /// As a message shows it.
  String shown() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "a text";
      case PARAMETER -> "$" + text;
      case QUOTED -> "`" + text + "`";
      case WORD, NUMBER, SIGN -> text;
    };
  }
}
