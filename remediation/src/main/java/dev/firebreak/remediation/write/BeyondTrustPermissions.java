package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import java.util.List;

/// BeyondTrust Password Safe keeps permissions for groups, never for single users. It documents a
/// PUT of a permission; whether a PATCH works nobody has seen, so the PUT goes first where a
/// version guards it. Its filters take numbers without quotes, see
/// [dev.firebreak.scim.quirk.BareFilterValues].
record BeyondTrustPermissions(SourceTraits traits) implements ContainerPermissions {
  @Override
  public List<Fit> forms(PlannedChange change, Live live) {
    if (!change.principal().type().equals("Group")) {
      return List.of(
          new Fit.No(
              "Password Safe keeps permissions for groups only, and this one is for a single user"));
    }
    return WriteStrategy.isAboutTheResource(change)
        ? ContainerPermissions.whole(change)
        : List.of(
            ContainerPermissions.put(change, live, traits),
            ContainerPermissions.patch(change, traits));
  }
}
