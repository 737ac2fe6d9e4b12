package dev.firebreak.remediation.write;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Changes and resources to choose a form for.
final class Samples {
  static final RemoveMember OUT =
      new RemoveMember(
          new NodeKey("s", "Group", "g1"), "Finance", new NodeKey("s", "User", "u0"), "marta");
  static final RemoveRight RIGHT =
      new RemoveRight(
          new NodeKey("s", "ContainerPermission", "SAFE:g1"),
          "Retrieve",
          "SAFE",
          new NodeKey("s", "Group", "g1"),
          "Finance");

  private Samples() {}

  /// A group with so many members, the first of them `u0`.
  static Live group(int members, @Nullable String version) {
    return new Live(
        ScimResource.parse(
            "{\"id\":\"g1\",\"displayName\":\"Finance\",\"x\":{\"kept\":1.5}%s}"
                .formatted(
                    members == 0
                        ? ""
                        : IntStream.range(0, members)
                            .mapToObj("{\"value\":\"u%d\"}"::formatted)
                            .collect(Collectors.joining(",", ",\"members\":[", "]")))),
        version);
  }

  static Live permission(String id, String container, String holder) {
    return new Live(
        ScimResource.parse(
            """
            {"id":"%s","container":{"value":"%s"},"group":{"value":"%s"},
             "rights":["Use","Retrieve"]}\
            """
                .formatted(id, container, holder)),
        "W/\"1\"");
  }

  static SourceTraits traits(@Nullable CapabilityProfile measured) {
    return traits(measured, Quirks.GENERIC);
  }

  static SourceTraits traits(@Nullable CapabilityProfile measured, Quirks product) {
    return new SourceTraits(
        false, CapabilityClaim.UNKNOWN, measured, product.all(), product, Set.of());
  }

  static SourceTraits inPart(SourceTraits traits) {
    return new SourceTraits(
        false,
        traits.claim(),
        traits.measured(),
        traits.quirks(),
        traits.product(),
        Set.copyOf(List.of(ResourceType.values())));
  }
}
