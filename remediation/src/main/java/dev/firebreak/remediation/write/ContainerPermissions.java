package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import dev.firebreak.scim.quirk.BareFilterValues;
import dev.firebreak.scim.quirk.NoPatchOf;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// How the permissions on containers of one vault are written (draft-grizzle-scim-pam-ext-01). A
/// product that differs has a class of its own.
public sealed interface ContainerPermissions
    permits StandardPermissions, CyberArkPermissions, BeyondTrustPermissions, DelineaPermissions {

  /// The forms to try, in order.
  List<Fit> forms(PlannedChange change, Live live);

  /// A permission as it is sent.
  default ObjectNode written(ObjectNode body) {
    return body;
  }

  /// The way of a source: by its product, else by a quirk that was configured or found by a probe.
  static ContainerPermissions of(SourceTraits traits) {
    if (traits.product() == Quirks.DELINEA) {
      return new DelineaPermissions(traits);
    }
    if (traits.product() == Quirks.CYBERARK
        || traits.quirks().contains(new NoPatchOf(ResourceType.CONTAINER_PERMISSION))) {
      return new CyberArkPermissions(traits);
    }
    return traits.product() == Quirks.BEYONDTRUST
            || traits.quirks().stream().anyMatch(BareFilterValues.class::isInstance)
        ? new BeyondTrustPermissions(traits)
        : new StandardPermissions(traits);
  }

  /// A POST or a DELETE, for a change that is about the permission itself.
  static List<Fit> whole(PlannedChange change) {
    return List.of(
        change instanceof CreatePermission
            ? new Fit.Yes(WriteForm.POST, "the permission is no longer there")
            : new Fit.Yes(WriteForm.DELETE, "all of it is to go"));
  }

  /// The narrow PATCH.
  static Fit patch(PlannedChange change, SourceTraits traits) {
    return new Patches(ResourceType.CONTAINER_PERMISSION, traits).narrow(change);
  }

  /// The PUT under a version.
  static Fit put(PlannedChange change, Live live, SourceTraits traits) {
    return WholeResource.put(change, ResourceType.CONTAINER_PERMISSION, live, traits);
  }
}
