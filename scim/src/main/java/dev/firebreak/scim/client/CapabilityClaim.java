package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;

/// What a service provider claims of itself (RFC 7643 §5). A claim, not a measurement.
///
/// @param maxResults the most resources that one answer to a filter holds, or null when unknown
/// @param pagination what it says of its pages (RFC 9865)
public record CapabilityClaim(
    Support patch,
    Support etag,
    Support filter,
    Support sort,
    Support bulk,
    @Nullable Integer maxResults,
    PaginationClaim pagination) {

  /// Of a service provider that says nothing about itself.
  public static final CapabilityClaim UNKNOWN =
      new CapabilityClaim(
          Support.UNKNOWN,
          Support.UNKNOWN,
          Support.UNKNOWN,
          Support.UNKNOWN,
          Support.UNKNOWN,
          null);

  /// Of a service provider that says nothing about its pages.
  public CapabilityClaim(
      Support patch,
      Support etag,
      Support filter,
      Support sort,
      Support bulk,
      @Nullable Integer maxResults) {
    this(patch, etag, filter, sort, bulk, maxResults, PaginationClaim.UNKNOWN);
  }

  static CapabilityClaim of(ScimResource config) {
    return new CapabilityClaim(
        claim(config, "patch"),
        claim(config, "etag"),
        claim(config, "filter"),
        claim(config, "sort"),
        claim(config, "bulk"),
        config.text("filter.maxResults").map(PageReader::count).orElse(null),
        PaginationClaim.of(config));
  }

  private static Support claim(ScimResource config, String feature) {
    return Support.of(config.flag(feature + ".supported"));
  }
}
