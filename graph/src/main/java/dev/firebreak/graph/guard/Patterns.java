package dev.firebreak.graph.guard;

import dev.firebreak.graph.guard.Token.Kind;
import java.util.HashSet;
import java.util.Set;

/// The patterns of a query. Every label and every type is one of the [Vocabulary]; every edge names
/// its types; a node that no edge holds has a label, so that no pattern means all nodes.
final class Patterns {

  private static final String LABELLED =
      "Give this node a label, such as (n:Account): queries do not read nodes of every kind.";

  private static final String TYPED =
      "Name the types of this edge, such as -[:MEMBER_OF|HOLDS]->: queries do not follow every edge.";

  private final Tokens tokens;
  private final Expressions expressions;
  private final Set<String> known = new HashSet<>();

  Patterns(Tokens tokens, Expressions expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  void learn(Token name) {
    known.add(name.text());
  }

  /// Paths with commas between.
  ///
  /// @param inner whether they stand in an expression, where the plan does not show how they begin
  void list(boolean inner) {
    do {
      path(inner);
    } while (tokens.takes(","));
  }

  /// One path, with or without a name and a word on which of the shortest are wanted.
  void path(boolean inner) {
    if (tokens.isName(0) && tokens.ahead(1).is("=")) {
      learn(tokens.take());
      tokens.need("=");
    }
    selector();
    Token function = tokens.next();
    if (function.isWord("shortestPath") || function.isWord("allShortestPaths")) {
      tokens.take();
      tokens.need("(");
      chain(inner);
      tokens.need(")");
    } else {
      chain(inner);
    }
  }

  private void selector() {
    if (tokens.takesWord("ANY") || tokens.takesWord("ALL")) {
      tokens.takesWord("SHORTEST");
    } else if (!tokens.takesWord("SHORTEST")) {
      return;
    }
    if (tokens.next().kind() == Kind.NUMBER) {
      tokens.take();
    }
    for (String word : new String[] {"PATHS", "PATH", "GROUPS", "GROUP"}) {
      tokens.takesWord(word);
    }
  }

  /// Nodes and edges by turns, or groups of them that repeat. What an edge holds is of the
  /// [Vocabulary], since its types lead nowhere else; an edge that may be left out holds nothing.
  void chain(boolean inner) {
    tokens.deeper();
    Token first = tokens.next();
    Held held = element();
    while (edgeAhead() || tokens.next().is("(")) {
      if (edgeAhead()) {
        held = held.and(edge() ? Held.BY_EDGE : Held.NOT);
      }
      held = held.and(element());
    }
    if (!held.label() && (!held.edge() || (inner && !held.known()))) {
      throw first.refused(LABELLED);
    }
    tokens.higher();
  }

  /// What keeps a path within the vocabulary.
  ///
  /// @param label a label of one of its nodes
  /// @param edge an edge that is there in any case
  /// @param known the name of a node from before, so that it does not begin anywhere
  private record Held(boolean label, boolean edge, boolean known) {
    static final Held NOT = new Held(false, false, false);
    static final Held BY_EDGE = new Held(false, true, false);

    Held and(Held other) {
      return new Held(label || other.label, edge || other.edge, known || other.known);
    }
  }

  private boolean edgeAhead() {
    return tokens.next().is("-") || tokens.next().is("<");
  }

  /// A node, or a group in brackets that repeats.
  private Held element() {
    Token next = tokens.next();
    if (!next.is("(")) {
      throw next.refused(
          "Here a node such as (n:Group) is expected, not %s.".formatted(next.shown()));
    }
    return tokens.ahead(1).is("(") || pathInside() ? group() : node();
  }

  /// Whether the bracket that comes next holds a named path: `(p = (a)-->(b))`.
  private boolean pathInside() {
    return tokens.isName(1) && tokens.ahead(2).is("=");
  }

  private Held group() {
    Token open = tokens.next();
    tokens.need("(");
    path(false);
    if (tokens.takesWord("WHERE")) {
      expressions.expression();
    }
    tokens.need(")");
    Repeats repeats = repeats();
    if (repeats == Repeats.NOT_SAID) {
      throw open.refused("Say how often this group repeats, such as {1,5}.");
    }
    return repeats == Repeats.AT_LEAST_ONCE ? Held.BY_EDGE : Held.NOT;
  }

  private Held node() {
    tokens.need("(");
    boolean label = false;
    boolean before = false;
    if (tokens.isName(0) && !tokens.next().isWord("WHERE") && !tokens.next().isWord("IS")) {
      before = !known.add(tokens.take().text());
    }
    if (tokens.takes(":") || tokens.takesWord("IS")) {
      label = labels();
    }
    properties();
    tokens.need(")");
    return new Held(label, false, before);
  }

  private void properties() {
    if (tokens.next().is("{")) {
      expressions.map();
    }
    if (tokens.takesWord("WHERE")) {
      expressions.expression();
    }
  }

  /// A label expression. Answers whether only nodes with one of its labels match.
  boolean labels() {
    tokens.deeper();
    boolean held = conjunction();
    while (tokens.takes("|")) {
      tokens.takes(":");
      held &= conjunction();
    }
    tokens.higher();
    return held;
  }

  /// Labels that must all be there.
  boolean conjunction() {
    boolean held = label();
    while (tokens.takes("&") || tokens.takes(":")) {
      held |= label();
    }
    return held;
  }

  private boolean label() {
    if (tokens.takes("!")) {
      label();
      return false;
    }
    if (tokens.takes("%")) {
      return false;
    }
    if (tokens.takes("(")) {
      boolean held = labels();
      tokens.need(")");
      return held;
    }
    named(Vocabulary.LABELS, "label");
    return true;
  }

  private void named(Set<String> allowed, String what) {
    Token name = tokens.needName("a " + what);
    if (!allowed.contains(name.text())) {
      throw name.refused(
          "Queries do not read the %s %s. There are %s."
              .formatted(what, name.text(), String.join(", ", allowed)));
    }
  }

  /// An edge with its types. Answers whether it is there in any case.
  private boolean edge() {
    boolean fromRight = tokens.takes("<");
    tokens.need("-");
    if (!tokens.takes("[")) {
      throw tokens.next().refused(TYPED);
    }
    if (tokens.isName(0) && !tokens.next().isWord("WHERE")) {
      learn(tokens.take());
    }
    if (!tokens.takes(":")) {
      throw tokens.next().refused(TYPED);
    }
    do {
      tokens.takes(":");
      named(Vocabulary.TYPES, "type");
    } while (tokens.takes("|"));
    boolean certain = !tokens.takes("*") || bounds("..", 1) != Repeats.MAYBE_NEVER;
    properties();
    tokens.need("]");
    tokens.need("-");
    if (!fromRight) {
      tokens.takes(">");
    }
    return repeats() != Repeats.MAYBE_NEVER && certain;
  }

  private enum Repeats {
    NOT_SAID,
    MAYBE_NEVER,
    AT_LEAST_ONCE
  }

  private Repeats repeats() {
    if (tokens.takes("+")) {
      return Repeats.AT_LEAST_ONCE;
    }
    if (tokens.takes("*")) {
      return Repeats.MAYBE_NEVER;
    }
    if (!tokens.takes("{")) {
      return Repeats.NOT_SAID;
    }
    Repeats repeats = bounds(",", 0);
    tokens.need("}");
    return repeats;
  }

  /// @param least how often it repeats at least where that is left out
  private Repeats bounds(String between, int least) {
    boolean once = least > 0;
    if (tokens.next().kind() == Kind.NUMBER) {
      once = tokens.take().text().matches("0*[1-9]\\d*");
    }
    if (tokens.takes(between) && tokens.next().kind() == Kind.NUMBER) {
      tokens.take();
    }
    return once ? Repeats.AT_LEAST_ONCE : Repeats.MAYBE_NEVER;
  }
}
