package dev.firebreak.graph.guard;

import dev.firebreak.graph.guard.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The part of Cypher that a query may be written in: MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND,
/// CALL (…) { … }, UNION and RETURN. A recogniser: it makes nothing of a query but says where it
/// leaves what is known. There is no list of what is forbidden; whatever is not known is.
public final class ReadGrammar {

  private final Tokens tokens;
  private final Expressions expressions;
  private final Set<String> parameters = new LinkedHashSet<>();

  private ReadGrammar(String text) {
    this.tokens = new Tokens(text);
    this.expressions = new Expressions(tokens, this);
  }

  /// The names of the parameters that a query uses, in the order of their first use.
  ///
  /// @throws CypherRefused where the text leaves what a query may say
  public static List<String> parameters(String text) {
    ReadGrammar grammar = new ReadGrammar(text);
    for (Token token : Lexer.tokens(text)) {
      if (token.kind() == Kind.PARAMETER) {
        grammar.parameters.add(token.text());
      }
    }
    grammar.query();
    Token rest = grammar.tokens.next();
    if (rest.kind() != Kind.END) {
      throw rest.refused("%s cannot stand here.".formatted(rest.shown()));
    }
    return List.copyOf(grammar.parameters);
  }

  private void query() {
    do {
      tokens.takesWord("ALL");
      tokens.takesWord("DISTINCT");
      single(false);
    } while (tokens.takesWord("UNION"));
  }

  /// What stands between the braces of EXISTS, COUNT and COLLECT: paths, or a query.
  void inner() {
    if (tokens.next().kind() == Kind.WORD && !tokens.ahead(1).is("=")) {
      single(true);
    } else {
      expressions.patterns().list(true);
      where();
    }
  }

  /// Clauses up to RETURN.
  ///
  /// @param inner whether they stand in an expression, where RETURN may be missing
  private void single(boolean inner) {
    tokens.deeper();
    while (true) {
      if (tokens.takesWord("RETURN")) {
        results(!inner);
        break;
      }
      if (inner && tokens.next().is("}")) {
        break;
      }
      clause(inner);
    }
    tokens.higher();
  }

  private void clause(boolean inner) {
    Token first = tokens.next();
    if (tokens.takesWord("OPTIONAL")) {
      tokens.needWord("MATCH");
      expressions.patterns().list(inner);
      where();
    } else if (tokens.takesWord("MATCH")) {
      expressions.patterns().list(inner);
      where();
    } else if (tokens.takesWord("WITH")) {
      results(false);
      where();
    } else if (tokens.takesWord("UNWIND")) {
      expressions.expression();
      tokens.needWord("AS");
      expressions.patterns().learn(tokens.needName("a name"));
    } else if (tokens.takesWord("CALL")) {
      call();
    } else {
      throw first.refused(
          first.kind() == Kind.END
              ? "A query ends with RETURN."
              : "%s cannot stand here. A query is made of MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, CALL (…) { … }, UNION and RETURN."
                  .formatted(first.shown()));
    }
  }

  private void where() {
    if (tokens.takesWord("WHERE")) {
      expressions.expression();
    }
  }

  private void call() {
    if (!tokens.next().is("(")) {
      throw tokens.next().refused("Queries call no procedures. A subquery is CALL (names) { … }.");
    }
    tokens.need("(");
    if (!tokens.takes("*") && !tokens.next().is(")")) {
      do {
        tokens.needName("a name");
      } while (tokens.takes(","));
    }
    tokens.need(")");
    tokens.need("{");
    query();
    tokens.need("}");
    if (tokens.next().isWord("IN")) {
      throw tokens.next().refused("A query has no transactions of its own.");
    }
  }

  /// What WITH and RETURN list, its order and its limits.
  ///
  /// @param named whether each column must have a name
  private void results(boolean named) {
    tokens.takesWord("DISTINCT");
    List<Token> columns = new ArrayList<>();
    do {
      if (!tokens.takes("*")) {
        columns.add(column(named));
      }
    } while (tokens.takes(","));
    columns.forEach(expressions.patterns()::learn);
    if (tokens.takesWord("ORDER")) {
      tokens.needWord("BY");
      order();
    }
    if (tokens.takesWord("SKIP") || tokens.takesWord("OFFSET")) {
      expressions.expression();
    }
    if (tokens.takesWord("LIMIT")) {
      expressions.expression();
    }
  }

  private Token column(boolean named) {
    Token first = tokens.next();
    Token after = tokens.ahead(1);
    boolean variable =
        tokens.isName(0)
            && (after.kind() == Kind.END
                || after.is(",")
                || after.is("}")
                || (after.kind() == Kind.WORD && !after.isWord("IS") && !after.isWord("IN")));
    expressions.expression();
    if (tokens.takesWord("AS")) {
      Token name = tokens.needName("a name");
      if (name.text().startsWith(Weighed.RESERVED)) {
        throw name.refused("Names that begin with %s are taken.".formatted(Weighed.RESERVED));
      }
      return name;
    }
    if (named && !variable) {
      throw first.refused("Give this column a name: … AS name.");
    }
    return first;
  }

  private void order() {
    do {
      expressions.expression();
      for (String word : new String[] {"ASC", "DESC", "ASCENDING", "DESCENDING"}) {
        tokens.takesWord(word);
      }
    } while (tokens.takes(","));
  }
}
