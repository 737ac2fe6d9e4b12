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
  private final Scope scope = new Scope();
  private final Expressions expressions;
  private final Set<String> parameters = new LinkedHashSet<>();

  private ReadGrammar(String text) {
    this.tokens = new Tokens(text);
    this.expressions = new Expressions(tokens, this, scope);
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

  /// A query as the database is to see it: without comments, and with no other white space than
  /// blanks and ends of lines, all of it at the same place as before.
  ///
  /// @throws CypherRefused for what is no query
  public static String plain(String text) {
    return Lexer.plain(text);
  }

  /// Answers the columns.
  private List<Token> query() {
    List<Token> columns;
    do {
      tokens.takesWord("ALL");
      tokens.takesWord("DISTINCT");
      Set<String> around = scope.open();
      columns = single(false);
      scope.close(around);
    } while (tokens.takesWord("UNION"));
    return columns;
  }

  /// What stands between the braces of EXISTS, COUNT and COLLECT: paths, or a query.
  void inner() {
    if (tokens.next().kind() == Kind.WORD && !tokens.ahead(1).is("=")) {
      single(true);
    } else {
      expressions.patterns().list();
      where();
    }
  }

  /// Clauses up to RETURN. Answers the columns.
  ///
  /// @param inner whether they stand in an expression, where RETURN may be missing
  private List<Token> single(boolean inner) {
    tokens.deeper();
    List<Token> columns = List.of();
    while (true) {
      if (tokens.takesWord("RETURN")) {
        columns = results(!inner);
        break;
      }
      if (inner && tokens.next().is("}")) {
        break;
      }
      clause();
    }
    tokens.higher();
    return columns;
  }

  private void clause() {
    Token first = tokens.next();
    if (tokens.takesWord("OPTIONAL")) {
      tokens.needWord("MATCH");
      expressions.patterns().list();
      where();
    } else if (tokens.takesWord("MATCH")) {
      expressions.patterns().list();
      where();
    } else if (tokens.takesWord("WITH")) {
      results(false);
      where();
    } else if (tokens.takesWord("UNWIND")) {
      expressions.expression();
      tokens.needWord("AS");
      scope.learn(tokens.needName("a name"));
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
    Set<String> around = scope.open();
    if (!tokens.takes("*")) {
      List<Token> names = new ArrayList<>();
      while (!tokens.next().is(")")) {
        names.add(tokens.needName("a name"));
        if (!tokens.takes(",")) {
          break;
        }
      }
      names.removeIf(name -> !around.contains(name.text()));
      scope.only(names);
    }
    tokens.need(")");
    tokens.need("{");
    List<Token> columns = query();
    tokens.need("}");
    scope.close(around);
    columns.forEach(scope::learn);
    if (tokens.next().isWord("IN")) {
      throw tokens.next().refused("A query has no transactions of its own.");
    }
  }

  /// What WITH and RETURN list, its order and its limits. Only that is known afterwards. Answers
  /// the columns that are written out.
  ///
  /// @param named whether each column must have a name
  private List<Token> results(boolean named) {
    tokens.takesWord("DISTINCT");
    List<Token> columns = new ArrayList<>();
    boolean all = false;
    do {
      if (tokens.takes("*")) {
        all = true;
      } else {
        columns.add(column(named));
      }
    } while (tokens.takes(","));
    if (all) {
      columns.forEach(scope::learn);
    } else {
      scope.only(columns);
    }
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
    return columns;
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
