package dev.firebreak.analytics.cut;

import dev.firebreak.graph.snapshot.Node;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// What [RemovableEdges] must know beside the graph.
///
/// @param changeable whether the source with this id may be changed
/// @param guarded the name under which a node is never touched, if it is
/// @param managing whether a right on a container lets its holder decide who gets in; the last such
///   right of a container is left alone
/// @param spared why the edge with this index is left alone, if it is; a removal that would take it
///   is not made
public record RemovalRules(
    Predicate<String> changeable,
    Function<Node, Optional<String>> guarded,
    Predicate<Node> managing,
    IntFunction<Optional<String>> spared) {

  /// Rules that spare nothing.
  public RemovalRules(
      Predicate<String> changeable,
      Function<Node, Optional<String>> guarded,
      Predicate<Node> managing) {
    this(changeable, guarded, managing, _ -> Optional.empty());
  }

  /// These rules, sparing some edges.
  public RemovalRules sparing(IntFunction<Optional<String>> edges) {
    return new RemovalRules(changeable, guarded, managing, edges);
  }

  /// Nobody is protected.
  public static final Function<Node, Optional<String>> NOBODY = _ -> Optional.empty();

  /// Every source may be changed, and nobody is protected.
  public static final RemovalRules OPEN = new RemovalRules(_ -> true, NOBODY, _ -> false);
}
