package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Dialect;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.quirk.MembersByAsking;
import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What decides how something is sent to a source.
///
/// @param byHand whether it has no interface to write to
/// @param claim what it says of itself
/// @param measured what was seen of it, null before it was probed
/// @param quirks what is known of it
/// @param product what it is known to be
/// @param readInPart types of which only chosen attributes are read
public record SourceTraits(
    boolean byHand,
    CapabilityClaim claim,
    @Nullable CapabilityProfile measured,
    List<Quirk> quirks,
    Quirks product,
    Set<ResourceType> readInPart) {

  public SourceTraits {
    quirks = List.copyOf(quirks);
    readInPart = Set.copyOf(readInPart);
  }

  /// The traits of a source.
  public static SourceTraits of(Sources sources, String source) {
    if (sources.isByHand(source)) {
      return new SourceTraits(
          true, CapabilityClaim.UNKNOWN, null, List.of(), Quirks.GENERIC, Set.of());
    }
    Dialect dialect = sources.client(source).dialect();
    return new SourceTraits(
        false,
        sources.capabilities(source),
        sources.measured(source).orElse(null),
        dialect.quirks(),
        sources.product(source),
        Arrays.stream(ResourceType.values())
            .filter(type -> !dialect.readsWhole(type))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResourceType.class))));
  }

  /// What was seen of a point.
  Verdict verdict(Point point) {
    return measured == null ? Verdict.UNKNOWN : measured.verdict(point);
  }

  /// Why a PATCH of a type is not worth sending; what was seen weighs more than what is said.
  Optional<String> refusesPatch(ResourceType type) {
    Optional<String> known =
        quirks.stream()
            .filter(quirk -> quirk.refusesPatch(type) != null)
            .map(Quirk::behaviour)
            .findFirst();
    if (known.isPresent()) {
      return known;
    }
    Verdict seen = patched(type);
    if (seen == Verdict.NO) {
      return Optional.of("it was seen to take no PATCH of a " + type.typeName());
    }
    return seen == Verdict.UNKNOWN && claim.patch() == Support.NO
        ? Optional.of("it says that it has no PATCH")
        : Optional.empty();
  }

  private Verdict patched(ResourceType type) {
    return switch (type) {
      case USER -> verdict(Point.PATCH_USER);
      case GROUP -> verdict(Point.PATCH_GROUP);
      case ROLE,
          ENTITLEMENT,
          CONTAINER,
          PRIVILEGED_DATA,
          CONTAINER_PERMISSION,
          PRIVILEGED_DATA_PERMISSION ->
          Verdict.UNKNOWN;
    };
  }

  /// Whether groups are known to come without all their members.
  boolean hidesMembers() {
    return verdict(Point.LISTED_MEMBERS) != Verdict.YES
        || quirks.stream().anyMatch(MembersByAsking.class::isInstance);
  }

  /// When the probe was, as a day; empty before there was one.
  Optional<String> probedOn() {
    return Optional.ofNullable(measured)
        .map(profile -> Objects.toString(profile.at()).substring(0, 10));
  }
}
