package dev.firebreak.ingest.source;

import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.Dialect;
import dev.firebreak.scim.client.Pagination;
import dev.firebreak.scim.client.Patience;
import dev.firebreak.scim.client.Search;
import dev.firebreak.scim.client.Tls;
import dev.firebreak.scim.client.TypeDialect;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a source's service provider is called, where the usual will not do.
///
/// @param preset the product behind, for its known quirks: generic, entra, okta, cyberark,
///   beyondtrust, delinea, salesforce, aws-identity-center, databricks or keycloak
/// @param pagination auto (as the service provider says of itself), index or cursor
/// @param search when a listing is a POST to `.search`: never, long (for long queries) or always
/// @param types resource types read in another way: at another endpoint, with or without attributes
/// @param attempts how often one read is sent in all when the service provider stumbles; 3
/// @param callTime the longest that one read may take with all its repetitions and waits; 2 minutes
/// @param listingTime the longest that one endpoint may take to list; 2 hours
/// @param requestsPerSecond the most requests of any kind; no limit when absent
/// @param rest how long a source that keeps failing is left alone; 30 seconds
/// @param maxBodyBytes the size beyond which an answer is refused; 64 MiB
/// @param caBundle a PEM file of the only authorities that may vouch for this source; those of the
///   Java platform when absent
/// @param allowPrivate whether its host may have a private address, such as 10.0.0.0/8; yes when
///   absent
/// @param foundQuirks whether the deviations that a probe measures are mended, besides those that
///   the preset is known for; yes when absent
public record ScimConfig(
    @Nullable Quirks preset,
    @Nullable Pagination pagination,
    @Nullable Search search,
    @Nullable Map<ResourceType, TypeDialect> types,
    @Nullable Integer attempts,
    @Nullable Duration callTime,
    @Nullable Duration listingTime,
    @Nullable Double requestsPerSecond,
    @Nullable Duration rest,
    @Nullable Long maxBodyBytes,
    @Nullable Path caBundle,
    @Nullable Boolean allowPrivate,
    @Nullable Boolean foundQuirks) {

  /// Nothing but defaults.
  public static final ScimConfig USUAL =
      new ScimConfig(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /// @throws IllegalArgumentException when a value is out of its range, naming its key
  public ScimConfig {
    Patience usual = Patience.USUAL;
    preset = preset == null ? Quirks.GENERIC : preset;
    pagination = pagination == null ? Dialect.STANDARD.pagination() : pagination;
    search = search == null ? Dialect.STANDARD.search() : search;
    types = types == null ? Map.of() : Map.copyOf(types);
    attempts = attempts == null ? usual.attempts() : attempts;
    callTime = callTime == null ? usual.callTime() : callTime;
    listingTime = listingTime == null ? usual.listingTime() : listingTime;
    rest = rest == null ? usual.rest() : rest;
    maxBodyBytes = maxBodyBytes == null ? Connection.MAX_BODY_BYTES : maxBodyBytes;
    allowPrivate = allowPrivate == null || allowPrivate;
    foundQuirks = foundQuirks == null || foundQuirks;
    patience(attempts, callTime, listingTime, requestsPerSecond, rest);
    if (maxBodyBytes < 1024 || maxBodyBytes > 1L << 30) {
      throw new IllegalArgumentException("max-body-bytes must be 1024 to 1073741824 (1 GiB)");
    }
  }

  /// The dialect that the client speaks.
  Dialect dialect() {
    return new Dialect(
        Objects.requireNonNull(pagination),
        Objects.requireNonNull(search),
        Objects.requireNonNull(types),
        product().all());
  }

  /// The product behind, never null.
  public Quirks product() {
    return preset == null ? Quirks.GENERIC : preset;
  }

  /// How hard the client tries.
  Patience patience() {
    return patience(
        Objects.requireNonNull(attempts),
        Objects.requireNonNull(callTime),
        Objects.requireNonNull(listingTime),
        requestsPerSecond,
        Objects.requireNonNull(rest));
  }

  /// Whom the client trusts.
  ///
  /// @throws IllegalArgumentException if the CA bundle cannot be read
  Tls tls() {
    if (caBundle == null) {
      return Tls.USUAL;
    }
    try {
      return Tls.USUAL.trusting(Files.readString(caBundle));
    } catch (IOException e) {
      throw new IllegalArgumentException("the CA bundle " + caBundle + " cannot be read", e);
    }
  }

  ScimConfig relativeTo(Path folder) {
    return caBundle == null
        ? this
        : new ScimConfig(
            preset,
            pagination,
            search,
            types,
            attempts,
            callTime,
            listingTime,
            requestsPerSecond,
            rest,
            maxBodyBytes,
            folder.resolve(caBundle).normalize(),
            allowPrivate,
            foundQuirks);
  }

  private static Patience patience(
      int attempts,
      Duration callTime,
      Duration listingTime,
      @Nullable Double requestsPerSecond,
      Duration rest) {
    return new Patience(attempts, callTime, listingTime, requestsPerSecond, rest);
  }
}
