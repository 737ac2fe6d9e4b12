package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;

/// What a service provider claims of itself (RFC 7643 §5). A claim, not a measurement.
///
/// @param maxResults the most resources that one answer to a filter holds, or null when unknown
public record CapabilityProfile(
    Support patch,
    Support etag,
    Support filter,
    Support sort,
    Support bulk,
    @Nullable Integer maxResults) {

  /// Of a service provider that says nothing about itself.
  public static final CapabilityProfile UNKNOWN =
      new CapabilityProfile(
          Support.UNKNOWN,
          Support.UNKNOWN,
          Support.UNKNOWN,
          Support.UNKNOWN,
          Support.UNKNOWN,
          null);

  static CapabilityProfile of(ScimResource config) {
    return new CapabilityProfile(
        claim(config, "patch"),
        claim(config, "etag"),
        claim(config, "filter"),
        claim(config, "sort"),
        claim(config, "bulk"),
        config.text("filter.maxResults").map(PageReader::count).orElse(null));
  }

  private static Support claim(ScimResource config, String feature) {
    return config
        .flag(feature + ".supported")
        .map(supported -> supported ? Support.YES : Support.NO)
        .orElse(Support.UNKNOWN);
  }
}
