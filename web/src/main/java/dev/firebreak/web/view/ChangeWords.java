package dev.firebreak.web.view;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.AddGrant;
import dev.firebreak.remediation.plan.AddMember;
import dev.firebreak.remediation.plan.AddRight;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Reactivate;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import org.jspecify.annotations.Nullable;

/// What a principal loses or gets by a change, in the words of a line.
///
/// @param verb what stands between the two
/// @param thing what it is about, where it is a node
/// @param name what it is about, in words
record ChangeWords(String verb, @Nullable NodeRef thing, String name) {

  static ChangeWords of(GraphSnapshot snapshot, PlannedChange change, SourceNames names) {
    String source = names.of(change.source());
    return switch (change) {
      case RemoveMember each -> group(snapshot, "removed from", each.resource(), each.groupName());
      case AddMember each -> group(snapshot, "put into", each.resource(), each.groupName());
      case RemoveGrant each -> new ChangeWords("loses", null, each.entitlementName());
      case AddGrant each -> new ChangeWords("gets", null, each.entitlementName());
      case RemoveRight each ->
          new ChangeWords("loses", null, each.right() + " on " + each.containerName());
      case AddRight each ->
          new ChangeWords("gets", null, each.right() + " on " + each.containerName());
      case RemovePermission each ->
          new ChangeWords("loses", null, "the permission on " + each.containerName());
      case CreatePermission each ->
          new ChangeWords("gets", null, "the permission on " + each.containerName());
      case SetEndDate each -> new ChangeWords("loses", null, each.name() + " at " + each.end());
      case RestoreEndDate each ->
          new ChangeWords(
              "keeps",
              null,
              each.value().isEmpty() ? each.name() : each.name() + " until " + each.value());
      case Deactivate _ -> new ChangeWords("switched off in", null, source);
      case Reactivate _ -> new ChangeWords("switched on in", null, source);
    };
  }

  private static ChangeWords group(
      GraphSnapshot snapshot, String verb, NodeKey group, String name) {
    return new ChangeWords(verb, NodeRef.of(snapshot, group.value(), NodeKind.GROUP, name), name);
  }
}
