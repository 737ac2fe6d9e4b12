package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;

/// A change that takes access away: the [Removal] as a source can carry it out.
public sealed interface Removing extends PlannedChange
    permits RemoveMember, RemoveGrant, RemoveRight {

  /// What is taken.
  Removal removal();

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
