package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// CyberArk Identity takes no PATCH of a ContainerPermission: a right goes by a PUT of the others,
/// the last one by a DELETE. Its ids are `safe:holder`, and what is written names the safe by
/// `container.name`.
record CyberArkPermissions(SourceTraits traits) implements ContainerPermissions {
  @Override
  public List<Fit> forms(PlannedChange change, Live live) {
    return WriteStrategy.isAboutTheResource(change)
        ? ContainerPermissions.whole(change)
        : List.of(
            new Fit.No("a PATCH of a ContainerPermission is never taken"),
            ContainerPermissions.put(change, live, traits));
  }

  /// With the name of the safe, which is its id.
  @Override
  public ObjectNode written(ObjectNode body) {
    if (body.get("container") instanceof ObjectNode container
        && !container.has("name")
        && container.has("value")) {
      container.set("name", container.get("value"));
    }
    return body;
  }
}
