package dev.firebreak.analytics.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The resources that weigh more or less than before, or were marked otherwise.
final class ValueChanges {

  /// One of them.
  ///
  /// @param cause its number
  /// @param difference what the resource counts more where it is applied
  record ValueChange(int cause, RadiusSums difference) {}

  private final Map<Integer, List<ValueChange>> of = new HashMap<>();

  void add(int node, ValueChange change) {
    of.merge(
        node,
        List.of(change),
        (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
  }

  /// The changes of a node's value, none for most.
  List<ValueChange> of(int node) {
    return of.isEmpty() ? List.of() : of.getOrDefault(node, List.of());
  }
}
