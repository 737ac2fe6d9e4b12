package dev.firebreak.graph.guard;

import dev.firebreak.graph.guard.Token.Kind;
import java.util.List;

/// The tokens of a query and the place that was reached.
final class Tokens {

  private static final int DEEPEST = 60;

  private final List<Token> all;
  private int at;
  private int depth;

  Tokens(String text) {
    this.all = Lexer.tokens(text);
  }

  Token next() {
    return all.get(at);
  }

  Token ahead(int by) {
    return all.get(Math.min(at + by, all.size() - 1));
  }

  Token take() {
    Token token = next();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean takes(String sign) {
    boolean is = next().is(sign);
    if (is) {
      at++;
    }
    return is;
  }

  boolean takesWord(String word) {
    boolean is = next().isWord(word);
    if (is) {
      at++;
    }
    return is;
  }

  void need(String sign) {
    if (!takes(sign)) {
      throw next().refused("Here '%s' is expected, not %s.".formatted(sign, next().shown()));
    }
  }

  void needWord(String word) {
    if (!takesWord(word)) {
      throw next().refused("Here %s is expected, not %s.".formatted(word, next().shown()));
    }
  }

  /// A name that is not a sign, a literal or a parameter.
  Token needName(String what) {
    Token token = next();
    if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED) {
      throw token.refused("Here %s is expected, not %s.".formatted(what, token.shown()));
    }
    return take();
  }

  boolean isName(int ahead) {
    Kind kind = ahead(ahead).kind();
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /// How far ahead the bracket is that closes the one which comes next.
  int closing() {
    int open = 0;
    for (int i = at; i < all.size(); i++) {
      Token token = all.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        open++;
      } else if ((token.is(")") || token.is("]") || token.is("}")) && --open == 0) {
        return i - at;
      }
    }
    throw next().refused("This bracket is never closed.");
  }

  void deeper() {
    if (++depth > DEEPEST) {
      throw next().refused("The query is nested too deeply.");
    }
  }

  void higher() {
    depth--;
  }
}
