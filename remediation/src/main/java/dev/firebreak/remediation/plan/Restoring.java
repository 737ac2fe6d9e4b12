package dev.firebreak.remediation.plan;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.patch.PatchRequest;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;

/// A change that gives access: what an earlier change took, or a grant for a time. It has no
/// inverse: what was given is taken by a change of its own.
public sealed interface Restoring extends PlannedChange
    permits AddMember, AddGrant, AddRight, CreatePermission, Reactivate, RestoreEndDate {

  /// The elements that are given, as they were found before they were taken; empty where there was
  /// no value. Never changed.
  ArrayNode found();

  /// Appends what was found.
  @Override
  default ScimWrite write() {
    return ScimWrite.Patch.of(
        new PatchRequest(List.of(new PatchOp.Add(ScimPath.parse(attribute()), found()))));
  }

  @Override
  default SortedSet<String> applyTo(SortedSet<String> before) {
    TreeSet<String> after = new TreeSet<>(before);
    after.add(value());
    return Collections.unmodifiableSortedSet(after);
  }

  @Override
  default SortedSet<String> assumed() {
    return Collections.emptySortedSet();
  }
}
