package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;

/// Delinea Secret Server may call a permission by the id of its container: then one id can stand
/// for the permissions of several holders. Such a one is changed only where it is seen to be that
/// of the holder in question, and never deleted: its rights are `Owner` and `View`, and nobody
/// knows whose would go.
record DelineaPermissions(SourceTraits traits) implements ContainerPermissions {
  @Override
  public List<Fit> forms(PlannedChange change, Live live) {
    ScimResource shown = live.resource();
    boolean shared = shown.text("container").equals(Optional.of(change.resource().id()));
    if (WriteStrategy.isAboutTheResource(change)) {
      return shared && change.takesResource()
          ? List.of(
              new Fit.No(
                  "the permission has the id of its container, so a DELETE may take everybody's"))
          : ContainerPermissions.whole(change);
    }
    if (shared && !isFor(change, shown)) {
      return List.of(
          new Fit.No(
              "the permission has the id of its container and is that of another holder now"));
    }
    return List.of(
        ContainerPermissions.patch(change, traits), ContainerPermissions.put(change, live, traits));
  }

  private static boolean isFor(PlannedChange change, ScimResource permission) {
    String attribute = change.principal().type().equals("Group") ? "group" : "user";
    return permission.text(attribute).equals(Optional.of(change.principal().id()));
  }
}
