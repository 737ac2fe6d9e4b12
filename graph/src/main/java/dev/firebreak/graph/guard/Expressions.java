package dev.firebreak.graph.guard;

import dev.firebreak.graph.guard.Token.Kind;
import java.util.Locale;
import java.util.Set;

/// The expressions of a query. What comes first does not matter here, only what is said: a function
/// that is not in the [Vocabulary] is refused, and so is what makes much out of little, which no
/// limit of the database would notice in time.
final class Expressions {

  /// How often texts and lists may be put together in one query.
  private static final int SUMS = 10;

  private static final int WIDEST_RANGE = 10_000;

  private static final Set<String> OPERATORS =
      Set.of("=", "<>", "<", ">", "<=", ">=", "+", "||", "-", "*", "/", "%", "^");

  private static final Set<String> CONSTANTS = Set.of("true", "false", "null", "inf", "nan");

  private static final Set<String> QUANTIFIERS = Set.of("all", "any", "none", "single");

  /// Words that begin a clause; as a variable they would let a clause pass for an expression.
  private static final Set<String> CLAUSES =
      Set.of(
          ("call create delete detach drop explain filter finish foreach insert let limit load match"
                  + " merge next offset optional order profile remove return set show skip terminate"
                  + " union unwind use using when where with yield")
              .split(" ", -1));

  private final Tokens tokens;
  private final ReadGrammar grammar;
  private final Patterns patterns;
  private final Scope scope;
  private int sums;
  private int loops;

  Expressions(Tokens tokens, ReadGrammar grammar, Scope scope) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.scope = scope;
    this.patterns = new Patterns(tokens, this, scope);
  }

  Patterns patterns() {
    return patterns;
  }

  void expression() {
    tokens.deeper();
    operand();
    while (true) {
      if (tokens.takesWord("IN")) {
        searched();
      } else if (operator()) {
        operand();
      } else {
        break;
      }
    }
    tokens.higher();
  }

  private boolean operator() {
    Token next = tokens.next();
    if (next.kind() == Kind.SIGN && OPERATORS.contains(next.text())) {
      tokens.take();
      count(next);
      return true;
    }
    if (next.is("=~")) {
      throw next.refused(
          "Queries match no regular expressions. Use CONTAINS, STARTS WITH or ENDS WITH.");
    }
    if (tokens.takesWord("STARTS") || tokens.takesWord("ENDS")) {
      tokens.needWord("WITH");
      return true;
    }
    return tokens.takesWord("AND")
        || tokens.takesWord("OR")
        || tokens.takesWord("XOR")
        || tokens.takesWord("CONTAINS");
  }

  private void count(Token sign) {
    if ((sign.is("+") || sign.is("||")) && ++sums > SUMS) {
      throw sign.refused("A query may add or join %d times at most.".formatted(SUMS));
    }
  }

  private void operand() {
    while (tokens.takesWord("NOT") || tokens.takes("-") || tokens.takes("+")) {}
    atom();
    while (postfix()) {}
  }

  private boolean postfix() {
    if (tokens.takes(".")) {
      tokens.needName("the name of a property");
      if (tokens.next().is("(")) {
        throw tokens.next().refused("Queries do not call this function.");
      }
      return true;
    }
    if (tokens.takes("[")) {
      if (!tokens.next().is("..")) {
        expression();
      }
      if (tokens.takes("..") && !tokens.next().is("]")) {
        expression();
      }
      tokens.need("]");
      return true;
    }
    if (tokens.takes(":")) {
      patterns.condition();
      return true;
    }
    if (tokens.takesWord("IS")) {
      tokens.takesWord("NOT");
      tokens.needWord("NULL");
      return true;
    }
    return false;
  }

  private void atom() {
    Token token = tokens.next();
    switch (token.kind()) {
      case TEXT, NUMBER, PARAMETER -> tokens.take();
      case QUOTED -> tokens.take();
      case WORD -> word(token);
      case SIGN -> sign(token);
      case END -> throw token.refused("The query ends in the middle of an expression.");
    }
  }

  private void sign(Token token) {
    switch (token.text()) {
      case "(" -> {
        if (patternAhead()) {
          pattern();
        } else {
          tokens.take();
          expression();
          tokens.need(")");
        }
      }
      case "[" -> list();
      case "{" -> map();
      default -> throw token.refused("%s cannot stand here.".formatted(token.shown()));
    }
  }

  /// Whether the bracket that comes next is the first node of a path.
  private boolean patternAhead() {
    int after = tokens.closing() + 1;
    Token one = tokens.ahead(after);
    Token two = tokens.ahead(after + 1);
    if (one.is("-")) {
      return two.is("[") || two.is("-");
    }
    Token three = tokens.ahead(after + 2);
    return one.is("<") && two.is("-") && (three.is("[") || three.is("-"));
  }

  private void pattern() {
    notInLoop("a path");
    Set<String> around = scope.hide();
    patterns.path(false);
    scope.show(around);
  }

  private void word(Token token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    if (CONSTANTS.contains(word)) {
      tokens.take();
    } else if (word.equals("case")) {
      caseOf();
    } else if (tokens.ahead(1).is("{") && Set.of("exists", "count", "collect").contains(word)) {
      subquery();
    } else if (tokens.ahead(1).is("(") && QUANTIFIERS.contains(word)) {
      tokens.take();
      tokens.take();
      loop();
      tokens.need(")");
    } else if (function() > 0) {
      call();
    } else if (CLAUSES.contains(word)) {
      throw token.refused("%s cannot stand here.".formatted(token.shown()));
    } else {
      tokens.take();
      projection();
    }
  }

  /// How many tokens the name of a function has that comes next; 0 for none.
  private int function() {
    int length = 1;
    while (tokens.ahead(length).is(".") && tokens.isName(length + 1)) {
      length += 2;
    }
    return tokens.ahead(length).is("(") ? length : 0;
  }

  private void call() {
    Token first = tokens.next();
    int length = function();
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < length; i++) {
      written.append(tokens.take().text());
    }
    String name = written.toString().toLowerCase(Locale.ROOT);
    if (!Vocabulary.FUNCTIONS.contains(name)) {
      throw first.refused(
          "Queries do not call %s. What they may call is listed in docs/operations/queries.md."
              .formatted(written));
    }
    tokens.need("(");
    if (name.equals("range")) {
      range();
    } else if (!tokens.next().is(")") && !tokens.takes("*")) {
      tokens.takesWord("DISTINCT");
      expressions();
    }
    tokens.need(")");
  }

  private void expressions() {
    do {
      expression();
    } while (tokens.takes(","));
  }

  private void range() {
    do {
      tokens.takes("-");
      Token number = tokens.take();
      if (number.kind() != Kind.NUMBER
          || !number.text().matches("\\d{1,5}")
          || Integer.parseInt(number.text()) > WIDEST_RANGE) {
        throw number.refused(
            "The ends of a range are whole numbers up to %,d, written out."
                .formatted(WIDEST_RANGE));
      }
    } while (tokens.takes(","));
  }

  private void caseOf() {
    tokens.take();
    if (!tokens.next().isWord("WHEN")) {
      expression();
    }
    while (tokens.takesWord("WHEN")) {
      expressions();
      tokens.needWord("THEN");
      expression();
    }
    if (tokens.takesWord("ELSE")) {
      expression();
    }
    tokens.needWord("END");
  }

  private void subquery() {
    notInLoop("a subquery");
    tokens.take();
    tokens.need("{");
    Set<String> around = scope.hide();
    grammar.inner();
    scope.show(around);
    tokens.need("}");
  }

  /// `[x IN list WHERE … | …]`, `[(a)-[:T]->(b) | …]` or a list of values.
  private void list() {
    tokens.need("[");
    if (tokens.takes("]")) {
      return;
    }
    if (tokens.isName(0) && tokens.ahead(1).isWord("IN")) {
      loop();
      tokens.need("]");
    } else if ((tokens.next().is("(") && patternAhead())
        || (tokens.isName(0) && tokens.ahead(1).is("=") && tokens.ahead(2).is("("))) {
      notInLoop("a path");
      Set<String> around = scope.hide();
      patterns.path(false);
      if (tokens.takesWord("WHERE")) {
        expression();
      }
      tokens.need("|");
      loops++;
      expression();
      loops--;
      scope.show(around);
      tokens.need("]");
    } else {
      expressions();
      tokens.need("]");
    }
  }

  /// What is asked or made of each element of a list, and the list.
  private void loop() {
    notInLoop("a list that is gone through");
    Set<String> around = scope.open();
    scope.learn(tokens.needName("a name"));
    tokens.needWord("IN");
    expression();
    loops++;
    if (tokens.takesWord("WHERE")) {
      expression();
    }
    if (tokens.takes("|")) {
      expression();
    }
    loops--;
    scope.close(around);
  }

  /// What IN searches. For each element of a list it is a list that is written out, or a parameter:
  /// to search a long list for each element of a long list takes as long as a loop in a loop.
  private void searched() {
    Token list = tokens.next();
    boolean written =
        list.is("[") ? !tokens.ahead(tokens.closing() + 1).is("[") : list.kind() == Kind.PARAMETER;
    if (!written) {
      notInLoop("IN with a list that is not written out");
    }
    operand();
    if (tokens.next().is("+") || tokens.next().is("||")) {
      notInLoop("IN with a list that is put together");
    }
  }

  /// Loops in loops can neither be bounded nor stopped: the database looks at its clock between
  /// rows only.
  private void notInLoop(String what) {
    if (loops > 0) {
      throw tokens
          .next()
          .refused(
              "%s%s cannot stand where each element of a list is gone through; use UNWIND."
                  .formatted(what.substring(0, 1).toUpperCase(Locale.ROOT), what.substring(1)));
    }
  }

  /// `{name: value, …}`.
  void map() {
    tokens.need("{");
    if (tokens.takes("}")) {
      return;
    }
    do {
      tokens.needName("the name of a property");
      tokens.need(":");
      expression();
    } while (tokens.takes(","));
    tokens.need("}");
  }

  /// `{.name, other: value}` after a variable.
  private void projection() {
    if (!tokens.takes("{")) {
      return;
    }
    do {
      if (tokens.takes(".")) {
        if (!tokens.takes("*")) {
          tokens.needName("the name of a property");
        }
      } else {
        tokens.needName("the name of a property");
        if (tokens.takes(":")) {
          expression();
        }
      }
    } while (tokens.takes(","));
    tokens.need("}");
  }
}
