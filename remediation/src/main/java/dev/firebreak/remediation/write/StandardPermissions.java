package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import java.util.List;

/// A vault that keeps to the draft: each permission is a resource of its own, patched like any.
record StandardPermissions(SourceTraits traits) implements ContainerPermissions {
  @Override
  public List<Fit> forms(PlannedChange change, Live live) {
    return WriteStrategy.isAboutTheResource(change)
        ? ContainerPermissions.whole(change)
        : List.of(
            ContainerPermissions.patch(change, traits),
            ContainerPermissions.put(change, live, traits));
  }
}
