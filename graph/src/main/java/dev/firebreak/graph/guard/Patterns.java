package dev.firebreak.graph.guard;

import dev.firebreak.graph.guard.Token.Kind;
import java.util.Set;

/// The patterns of a query. Every label and every type is one of the [Vocabulary]; every edge names
/// its types; a node that no edge holds has a label, so that no pattern means all nodes. Where the
/// plan does not show how a pattern begins, it can begin nowhere but in the vocabulary: each of its
/// nodes that a condition could look at has a label, or is known from before.
final class Patterns {

  private static final String LABELLED =
      "Give this node a label, such as (n:Account): queries do not read nodes of every kind.";

  private static final String LABELLED_HERE =
      "Within an expression give each node of this path one label, such as (n:Account), or begin it at a node from before.";

  private static final String TYPED =
      "Name the types of this edge, such as -[:MEMBER_OF|HOLDS]->: queries do not follow every edge.";

  private final Tokens tokens;
  private final Expressions expressions;
  private final Scope scope;

  Patterns(Tokens tokens, Expressions expressions, Scope scope) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.scope = scope;
  }

  /// Paths with commas between.
  void list() {
    do {
      path(false);
    } while (tokens.takes(","));
  }

  /// One path, with or without a name and a word on which of the shortest are wanted.
  ///
  /// @param repeated whether it stands in a group that repeats
  void path(boolean repeated) {
    boolean named = tokens.isName(0) && tokens.ahead(1).is("=");
    if (named) {
      scope.learn(tokens.take());
      tokens.need("=");
    }
    boolean looked = named || repeated;
    selector();
    Token function = tokens.next();
    if (function.isWord("shortestPath") || function.isWord("allShortestPaths")) {
      tokens.take();
      tokens.need("(");
      chain(looked);
      tokens.need(")");
    } else {
      chain(looked);
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
  ///
  /// @param looked whether a condition could look at each of its nodes, also at those without names
  private void chain(boolean looked) {
    tokens.deeper();
    Token first = tokens.next();
    Held held = element();
    while (edgeAhead() || tokens.next().is("(")) {
      if (edgeAhead()) {
        held = held.and(edge() ? Held.BY_EDGE : Held.NOT);
      }
      held = held.and(element());
    }
    if (!held.label() && !held.edge()) {
      throw first.refused(LABELLED);
    }
    boolean anywhere = held.open() || (held.bare() && (looked || held.group()));
    if (scope.isHidden() && anywhere) {
      throw first.refused(LABELLED_HERE);
    }
    tokens.higher();
  }

  /// What keeps a path within the vocabulary.
  ///
  /// @param label a label of one of its nodes
  /// @param edge an edge that is there in any case
  /// @param open whether it has a node with a name or with conditions that could be any
  /// @param bare whether it has a node without either that could be any
  /// @param group whether it has a group that repeats
  private record Held(boolean label, boolean edge, boolean open, boolean bare, boolean group) {
    static final Held NOT = new Held(false, false, false, false, false);
    static final Held BY_EDGE = new Held(false, true, false, false, false);

    Held and(Held other) {
      return new Held(
          label || other.label,
          edge || other.edge,
          open || other.open,
          bare || other.bare,
          group || other.group);
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
    path(true);
    if (tokens.takesWord("WHERE")) {
      expressions.expression();
    }
    tokens.need(")");
    Repeats repeats = repeats();
    if (repeats == Repeats.NOT_SAID) {
      throw open.refused("Say how often this group repeats, such as {1,5}.");
    }
    return new Held(false, repeats == Repeats.AT_LEAST_ONCE, false, false, true);
  }

  private Held node() {
    tokens.need("(");
    boolean looked =
        tokens.isName(0) && !tokens.next().isWord("WHERE") && !tokens.next().isWord("IS");
    boolean before = looked && scope.learn(tokens.take());
    Labels labels =
        tokens.takes(":") || tokens.takesWord("IS") ? labels() : new Labels(false, false);
    looked |= properties();
    tokens.need(")");
    boolean any = !before && !labels.begins();
    return new Held(labels.held(), false, any && looked, any && !looked, false);
  }

  /// Answers whether there are conditions.
  private boolean properties() {
    boolean map = tokens.next().is("{");
    if (map) {
      expressions.map();
    }
    boolean where = tokens.takesWord("WHERE");
    if (where) {
      expressions.expression();
    }
    return map || where;
  }

  /// What a label expression says of a node.
  ///
  /// @param held whether only nodes with one of its labels match
  /// @param begins whether there is one label that each of them has, so that the database has no
  ///   reason to look at others
  private record Labels(boolean held, boolean begins) {}

  private Labels labels() {
    tokens.deeper();
    Labels labels = conjunction();
    while (tokens.takes("|")) {
      tokens.takes(":");
      labels = new Labels(conjunction().held() && labels.held(), false);
    }
    tokens.higher();
    return labels;
  }

  /// Labels that must all be there, as a condition.
  void condition() {
    conjunction();
  }

  private Labels conjunction() {
    Labels labels = label();
    while (tokens.takes("&") || tokens.takes(":")) {
      Labels other = label();
      labels = new Labels(labels.held() || other.held(), labels.begins() || other.begins());
    }
    return labels;
  }

  private Labels label() {
    if (tokens.takes("!")) {
      label();
      return new Labels(false, false);
    }
    if (tokens.takes("%")) {
      return new Labels(false, false);
    }
    if (tokens.takes("(")) {
      Labels labels = labels();
      tokens.need(")");
      return labels;
    }
    named(Vocabulary.LABELS, "label");
    return new Labels(true, true);
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
      scope.learn(tokens.take());
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
