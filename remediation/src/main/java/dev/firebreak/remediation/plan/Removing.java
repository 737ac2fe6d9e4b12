package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import java.util.List;
import java.util.SortedSet;

/// A change that takes one value away: the [Removal] as a source can carry it out.
public sealed interface Removing extends Taking permits RemoveMember, RemoveGrant, RemoveRight {

  /// What is taken.
  Removal removal();

  @Override
  default List<Removal> removals() {
    return List.of(removal());
  }

  /// Takes the value that a filter chooses.
  @Override
  default ScimWrite write() {
    return ScimWrite.Patch.of(
        PatchRequest.remove(ScimPath.valueEquals(attribute(), "value", value())));
  }

  @Override
  default boolean isDone(SortedSet<String> values) {
    return !values.contains(value());
  }

  @Override
  default String sentence() {
    return removal().sentence();
  }

  /// The change that makes a removal.
  static Removing of(Removal removal) {
    return switch (removal.kind()) {
      case MEMBER ->
          new RemoveMember(
              removal.resource(), removal.name(), removal.principal(), removal.principalName());
      case GRANT ->
          new RemoveGrant(
              removal.resource(),
              removal.attribute(),
              removal.value(),
              removal.name(),
              removal.principal(),
              removal.principalName());
      case RIGHT ->
          new RemoveRight(
              removal.resource(),
              removal.value(),
              removal.name(),
              removal.principal(),
              removal.principalName());
    };
  }
}
