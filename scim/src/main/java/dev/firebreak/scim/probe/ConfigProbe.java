package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.quirk.ConfigsInPlural;
import dev.firebreak.scim.resource.ScimFailure;
import java.util.List;

/// Where does it say what it supports, and what does it say there?
///
/// @param claim what it says; all unknown when it has no such page
/// @param judged whether the page is where it belongs
record ConfigProbe(CapabilityClaim claim, Judged judged) {
  /// The name of SCIM 1.1, as a measurement names it.
  static final String PLURAL = "in plural";

  static ConfigProbe of(ScimClient client) {
    CapabilityClaim claim;
    try {
      claim = client.capabilities();
    } catch (ScimFailure failure) {
      return new ConfigProbe(CapabilityClaim.UNKNOWN, failed(failure));
    }
    if (!claim.equals(CapabilityClaim.UNKNOWN)) {
      return new ConfigProbe(claim, Judged.yes("asked for /ServiceProviderConfig; it came"));
    }
    CapabilityClaim old = inPlural(client);
    return old.equals(CapabilityClaim.UNKNOWN)
        ? new ConfigProbe(
            old,
            Judged.no(
                "asked for /ServiceProviderConfig and /ServiceProviderConfigs; nothing of use came"))
        : new ConfigProbe(
            old,
            Judged.no(
                    "asked for /ServiceProviderConfig; nothing of use came, but /ServiceProviderConfigs did")
                .with(PLURAL));
  }

  private static Judged failed(ScimFailure failure) {
    return switch (failure.kind()) {
      case REFUSED, NOT_SCIM, MALFORMED, TOO_LARGE ->
          Judged.no("asked for /ServiceProviderConfig; nothing of use came");
      case UNREACHABLE, TIMEOUT, UNAUTHORIZED, TRUNCATED, THROTTLED ->
          Judged.unknown("%s", String.valueOf(failure.getMessage()));
    };
  }

  private static CapabilityClaim inPlural(ScimClient client) {
    try {
      return client
          .speaking(client.dialect().mending(List.of(new ConfigsInPlural())))
          .capabilities();
    } catch (ScimFailure failure) {
      return CapabilityClaim.UNKNOWN;
    }
  }
}
