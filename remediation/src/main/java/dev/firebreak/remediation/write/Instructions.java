package dev.firebreak.remediation.write;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.AddGrant;
import dev.firebreak.remediation.plan.AddMember;
import dev.firebreak.remediation.plan.AddRight;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Reactivate;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import java.util.List;

/// What a person is to do who makes a change by hand: where, what, with exact names and ids.
public final class Instructions {

  private Instructions() {}

  /// The steps, one sentence each.
  public static List<String> of(PlannedChange change) {
    NodeKey resource = change.resource();
    return List.of(
        "Open the %s %s in the source %s."
            .formatted(word(resource), named(change), resource.source()),
        what(change),
        "Change nothing else there.",
        "State here that it is done, when, and under which reference. It counts once the source shows it.");
  }

  private static String word(NodeKey resource) {
    return switch (resource.type()) {
      case "User" -> "account";
      case "Group" -> "group";
      case "ContainerPermission" -> "permission";
      default -> resource.type();
    };
  }

  private static String named(PlannedChange change) {
    String name =
        switch (change) {
          case RemoveMember each -> each.groupName();
          case AddMember each -> each.groupName();
          case RemoveRight each -> on(each.principalName(), each.containerName());
          case RemovePermission each -> on(each.principalName(), each.containerName());
          case AddRight each -> on(each.principalName(), each.containerName());
          case CreatePermission each -> on(each.principalName(), each.containerName());
          case RemoveGrant _,
              Deactivate _,
              SetEndDate _,
              AddGrant _,
              Reactivate _,
              RestoreEndDate _ ->
              change.principalName();
        };
    return "\"%s\" (id %s)".formatted(name, change.resource().id());
  }

  private static String on(String holder, String container) {
    return holder + " on " + container;
  }

  private static String what(PlannedChange change) {
    return switch (change) {
      case RemoveMember each -> "Take the member %s out.".formatted(who(each));
      case RemoveGrant each ->
          "Take \"%s\" (%s, value %s) from it."
              .formatted(each.entitlementName(), each.attribute(), each.value());
      case RemoveRight each when each.last() ->
          "Delete it: \"%s\" is its last right.".formatted(each.right());
      case RemoveRight each -> "Take the right \"%s\" from it.".formatted(each.right());
      case RemovePermission _ -> "Delete it, with all its rights.";
      case Deactivate _ -> "Switch it off.";
      case SetEndDate each ->
          "Let \"%s\"%s end at %s.".formatted(each.name(), held(each.where()), each.end());
      case AddMember each -> "Put %s in as a member.".formatted(who(each));
      case AddGrant each ->
          "Give it \"%s\" (%s, value %s) as it had it: %s"
              .formatted(each.entitlementName(), each.attribute(), each.value(), each.found());
      case AddRight each -> "Give it the right \"%s\".".formatted(each.right());
      case CreatePermission each -> "Make it again as it was: %s".formatted(each.found().get(0));
      case Reactivate _ -> "Switch it on again.";
      case RestoreEndDate each ->
          "Set the end of \"%s\"%s as it was: %s"
              .formatted(
                  each.name(), held(each.where()), each.value().isEmpty() ? "none." : each.value());
    };
  }

  private static String held(EndDate where) {
    return where.held().isEmpty() ? "" : " (value " + where.held() + ")";
  }

  private static String who(PlannedChange change) {
    return "\"%s\" (%s %s)"
        .formatted(change.principalName(), change.principal().type(), change.principal().id());
  }
}
