package dev.firebreak.graph.guard;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Which names stand for something at a place of a query, and whether the plan shows that place.
/// Where the two could be seen in more than one way, a name counts as unknown.
final class Scope {

  private Set<String> known = new HashSet<>();
  private int hidden;

  /// Adds a name. Answers whether it was known before.
  boolean learn(Token name) {
    return !known.add(name.text());
  }

  /// Forgets all but these.
  void only(Collection<Token> names) {
    known = new HashSet<>();
    names.forEach(this::learn);
  }

  /// Begins a part whose names end with it. Answers the names around it.
  Set<String> open() {
    Set<String> around = known;
    known = new HashSet<>(known);
    return around;
  }

  void close(Set<String> around) {
    known = around;
  }

  /// Begins a part of an expression that is a query or a path: the plan may show it as text only.
  Set<String> hide() {
    hidden++;
    return open();
  }

  void show(Set<String> around) {
    hidden--;
    close(around);
  }

  boolean isHidden() {
    return hidden > 0;
  }
}
