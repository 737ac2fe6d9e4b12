package dev.firebreak.analytics.toxic;

import java.util.List;
import java.util.stream.Stream;

/// What must be held to do a task: an entitlement that a [Selector] picks, any of several
/// requirements, or all of them.
public sealed interface Requirement permits Selector, Requirement.AnyOf, Requirement.AllOf {

  /// At least one of them.
  record AnyOf(List<Requirement> of) implements Requirement {
    public AnyOf {
      of = some(of);
    }
  }

  /// Every one of them.
  record AllOf(List<Requirement> of) implements Requirement {
    public AllOf {
      of = some(of);
    }
  }

  /// Every selector in it, in order.
  default Stream<Selector> selectors() {
    return switch (this) {
      case Selector selector -> Stream.of(selector);
      case AnyOf(List<Requirement> of) -> of.stream().flatMap(Requirement::selectors);
      case AllOf(List<Requirement> of) -> of.stream().flatMap(Requirement::selectors);
    };
  }

  private static List<Requirement> some(List<Requirement> of) {
    if (of.isEmpty()) {
      throw new IllegalArgumentException("a requirement of nothing");
    }
    return List.copyOf(of);
  }
}
