package dev.firebreak.remediation.write;

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
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.resource.ResourceType;
import java.util.Optional;

/// Which forms of a PATCH a source takes for resources of one type.
record Patches(ResourceType type, SourceTraits traits) {

  /// The form of the RFC that names one value. It can do no harm where it is not understood, so it
  /// is sent unless it was seen not to work.
  Fit narrow(PlannedChange change) {
    Optional<String> refused = traits.refusesPatch(type);
    if (refused.isPresent()) {
      return new Fit.No(refused.get());
    }
    Point point = decides(change);
    return switch (traits.verdict(point)) {
      case YES ->
          new Fit.Yes(
              WriteForm.PATCH,
              "the source was seen" + on() + " to do so: it " + does(change, point));
      case UNKNOWN ->
          new Fit.Yes(
              WriteForm.PATCH,
              "that is the narrowest form, and what it does is read back (it was never seen whether the source "
                  + does(change, point)
                  + ")");
      case NO -> new Fit.No("it was not seen" + on() + " that the source " + does(change, point));
    };
  }

  /// What is asked of the source, in words: what a probe tries with a member of a group says it of
  /// every list.
  private static String does(PlannedChange change, Point point) {
    return switch (change) {
      case RemoveGrant _, RemoveRight _, RemovePermission _ ->
          "removes one value by a filter, which is tried with a member of a group";
      case AddGrant _, AddRight _, CreatePermission _ ->
          "adds one value, which is tried with a member of a group";
      case RemoveMember _,
          AddMember _,
          Deactivate _,
          SetEndDate _,
          Reactivate _,
          RestoreEndDate _ ->
          point.does();
    };
  }

  /// A replacement without a path, where that was seen to work.
  Fit withoutPath(PlannedChange change) {
    if (!(change instanceof Deactivate)) {
      return new Fit.No("a PATCH without a path takes no single value");
    }
    return seen(Point.PATCH_MERGE)
        ? new Fit.Yes(WriteForm.PATCH_WITHOUT_PATH, "the source was seen" + on() + " to do so")
        : new Fit.No("a PATCH without a path was not seen to work");
  }

  /// The value beside the path: who ignores it removes every member. Only for a source that was
  /// seen to remove just the one, and never on a guess.
  Fit byValue(PlannedChange change) {
    if (!(change instanceof RemoveMember)) {
      return new Fit.No("naming the value beside the path is only ever tried with members");
    }
    return seen(Point.PATCH_REMOVE_BY_VALUE)
        ? new Fit.Yes(
            WriteForm.PATCH_BY_VALUE, "the source was seen" + on() + " to remove just that one")
        : new Fit.No(
            "a source that ignores the value beside the path clears the group, and this one was not seen to heed it");
  }

  private boolean seen(Point point) {
    return traits.refusesPatch(type).isEmpty() && traits.verdict(point) == Verdict.YES;
  }

  private String on() {
    return traits.probedOn().map(day -> " on " + day).orElse("");
  }

  /// What was measured that tells whether the narrow form of a change works.
  private static Point decides(PlannedChange change) {
    return switch (change) {
      case RemoveMember _, RemoveGrant _, RemoveRight _, RemovePermission _ ->
          Point.PATCH_REMOVE_BY_FILTER;
      case Deactivate _, SetEndDate _, Reactivate _, RestoreEndDate _ -> Point.PATCH_REPLACE;
      case AddMember _, AddGrant _, AddRight _, CreatePermission _ -> Point.PATCH_ADD_MEMBER;
    };
  }
}
