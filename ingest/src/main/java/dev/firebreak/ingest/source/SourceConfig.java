package dev.firebreak.ingest.source;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.Tls;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.ChosenQuirk;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One source as declared in the configuration.
///
/// @param id the short name that keys of its nodes begin with; never changes
/// @param name what screens call it; the id when absent
/// @param kind what it is, which decides the endpoints that are read
/// @param baseUrl the SCIM base URL, up to and including the version; null for a source of files
/// @param allowHttp whether plain http and loopback addresses are accepted
/// @param auth how to sign in; null for a source of files
/// @param authoritative whether its users are the people: each becomes an identity
/// @param pageSize resources asked for per page
/// @param timeout the longest that one call may take, body included
/// @param resources the resource types to read, in place of those that `kind` implies
/// @param maxDrop how many percent of the resources of one type may be missing from one harvest to
///   the next; when more are, the harvest is put in quarantine and removes nothing before somebody
///   accepts it. 5 when absent; 100 switches the check off
/// @param mapping where in its resources the graph's properties are
/// @param scim how its service provider is called
/// @param files where an application without SCIM writes what it has, in place of `baseUrl` and
///   `auth`
/// @param schedule when the server harvests it by itself: a duration or a cron expression; never
///   when absent
/// @param updates when the server reads by itself what changed since the last harvest, likewise;
///   what only a harvest of everything can tell is left to `schedule`
/// @param owner who answers for it; null while nobody is named
public record SourceConfig(
    String id,
    @Nullable String name,
    Kind kind,
    @Nullable URI baseUrl,
    boolean allowHttp,
    @Nullable AuthConfig auth,
    boolean authoritative,
    @Nullable Integer pageSize,
    @Nullable Duration timeout,
    @Nullable List<ResourceType> resources,
    @Nullable Double maxDrop,
    @Nullable SourceMapping mapping,
    @Nullable ScimConfig scim,
    @Nullable FilesConfig files,
    @Nullable String schedule,
    @Nullable String updates,
    @Nullable SourceOwner owner) {

  /// What a source is.
  public enum Kind {
    DIRECTORY,
    APPLICATION,
    VAULT
  }

  public SourceConfig {
    if (id == null) {
      throw new IllegalArgumentException(
          "a source needs an id of lower-case letters, digits, '.', '_' and '-'");
    }
    if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "a source id is lower-case letters, digits, '.', '_' and '-', but got '" + id + "'");
    }
    if (id.equals(NodeKey.FIREBREAK)) {
      throw new IllegalArgumentException(
          "a source cannot have the id 'firebreak', which names what Firebreak itself concludes");
    }
    name = name == null || name.isBlank() ? id : name;
    pageSize = pageSize == null ? 100 : pageSize;
    timeout = timeout == null ? Duration.ofSeconds(30) : timeout;
    maxDrop = maxDrop == null ? 5.0 : maxDrop;
    mapping = mapping == null ? SourceMapping.DEFAULT : mapping;
    schedule = schedule == null || schedule.isBlank() ? null : schedule.strip();
    updates = updates == null || updates.isBlank() ? null : updates.strip();
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("source " + id + ": timeout must be more than zero");
    }
    if (!(maxDrop >= 0 && maxDrop <= 100)) {
      throw new IllegalArgumentException("source " + id + ": max-drop must be 0 to 100 (percent)");
    }
    if (pageSize < 1 || pageSize > 10_000) {
      throw new IllegalArgumentException("source " + id + ": page-size must be 1 to 10000");
    }
    if (resources != null && resources.isEmpty()) {
      throw new IllegalArgumentException(
          "source " + id + ": resources is empty; leave it out to read what its kind implies");
    }
    require(kind, id, "kind (directory, application or vault)");
    if (files == null) {
      requireAddress(baseUrl, id);
      require(auth, id, "auth");
      resources = resources == null ? implied(kind) : resources.stream().distinct().toList();
    } else {
      requireNothingElse(id, kind, baseUrl, auth, scim, resources);
      if (updates != null) {
        throw new IllegalArgumentException(
            "source %s: files do not tell what changed; take out updates".formatted(id));
      }
      mapping = mapping.alsoGrantedBy(FilesConfig.GROUP_GRANTS);
      resources = files.holds();
    }
    scim = scim == null ? ScimConfig.USUAL : scim;
  }

  /// A source that is called over SCIM.
  public SourceConfig(
      String id,
      @Nullable String name,
      Kind kind,
      @Nullable URI baseUrl,
      boolean allowHttp,
      @Nullable AuthConfig auth,
      boolean authoritative,
      @Nullable Integer pageSize,
      @Nullable Duration timeout,
      @Nullable List<ResourceType> resources,
      @Nullable Double maxDrop,
      @Nullable SourceMapping mapping,
      @Nullable ScimConfig scim) {
    this(
        id,
        name,
        kind,
        baseUrl,
        allowHttp,
        auth,
        authoritative,
        pageSize,
        timeout,
        resources,
        maxDrop,
        mapping,
        scim,
        null,
        null,
        null,
        null);
  }

  private static void requireAddress(@Nullable URI baseUrl, String id) {
    if (baseUrl == null) {
      throw new IllegalArgumentException(
          "source %s has no base-url, and no files in its place".formatted(id));
    }
  }

  /// A source of files has no service provider, and says by its files which resources it has.
  private static void requireNothingElse(
      String id,
      Kind kind,
      @Nullable URI baseUrl,
      @Nullable AuthConfig auth,
      @Nullable ScimConfig scim,
      @Nullable List<ResourceType> resources) {
    String extra =
        baseUrl != null
            ? "base-url"
            : auth != null
                ? "auth"
                : scim != null && !scim.equals(ScimConfig.USUAL) ? "scim" : null;
    if (extra != null) {
      throw new IllegalArgumentException(
          "source %s is read from files or over SCIM, not both: take out files or its %s"
              .formatted(id, extra));
    }
    if (kind == Kind.VAULT) {
      throw new IllegalArgumentException(
          "source %s: files hold accounts, groups and entitlements, so its kind is directory or application"
              .formatted(id));
    }
    if (resources != null
        && resources.stream().anyMatch(type -> !FilesConfig.TYPES.contains(type))) {
      throw new IllegalArgumentException(
          "source %s: files hold no other resources than users, groups and entitlements"
              .formatted(id));
    }
  }

  private static void require(@Nullable Object value, String id, String what) {
    if (value == null) {
      throw new IllegalArgumentException("source " + id + " has no " + what);
    }
  }

  private static List<ResourceType> implied(Kind kind) {
    return switch (kind) {
      case DIRECTORY -> List.of(ResourceType.USER, ResourceType.GROUP);
      case APPLICATION ->
          List.of(
              ResourceType.ENTITLEMENT, ResourceType.ROLE, ResourceType.GROUP, ResourceType.USER);
      case VAULT ->
          List.of(
              ResourceType.CONTAINER,
              ResourceType.PRIVILEGED_DATA,
              ResourceType.CONTAINER_PERMISSION,
              ResourceType.GROUP,
              ResourceType.USER);
    };
  }

  /// What screens call the source.
  public String displayName() {
    return name == null ? id : name;
  }

  /// The percentage of `maxDrop`, never null.
  public double dropLimit() {
    return Objects.requireNonNull(maxDrop);
  }

  /// The mapping, never null.
  public SourceMapping map() {
    return mapping == null ? SourceMapping.DEFAULT : mapping;
  }

  /// The resource types to read, never null.
  public List<ResourceType> reads() {
    return resources == null ? implied(kind) : resources;
  }

  /// The quirks that its service provider is known for, and those that were measured, whether or
  /// not they are used; none of a source of files.
  ///
  /// @param measured what a probe measured last; null before the first
  public List<ChosenQuirk> quirks(@Nullable CapabilityProfile measured) {
    return files != null || scim == null ? List.of() : ChosenQuirk.all(scim.product(), measured);
  }

  /// The product that its service provider is known to be.
  public Quirks product() {
    return scim == null ? Quirks.GENERIC : scim.product();
  }

  /// Whether one of its quirks is mended: what was only measured, unless the configuration says
  /// otherwise.
  public boolean mends(ChosenQuirk quirk) {
    return quirk.because() == null || (scim != null && !Boolean.FALSE.equals(scim.foundQuirks()));
  }

  /// The same, with the paths of files seen from `folder`.
  public SourceConfig relativeTo(Path folder) {
    return new SourceConfig(
        id,
        name,
        kind,
        baseUrl,
        allowHttp,
        auth == null ? null : auth.relativeTo(folder),
        authoritative,
        pageSize,
        timeout,
        resources,
        maxDrop,
        mapping,
        scim == null ? null : scim.relativeTo(folder),
        files == null ? null : files.relativeTo(folder),
        schedule,
        updates,
        owner);
  }

  /// Where it is: its base URL, or the names of its files.
  public String address() {
    return files != null ? files.text() : String.valueOf(baseUrl);
  }

  /// What screens may show of how Firebreak signs in: the kind, never a secret.
  public String signIn() {
    return auth == null ? "nothing, it is read from files" : auth.kind();
  }

  /// The connection for a SCIM client, with secrets and certificates read.
  ///
  /// @throws IllegalArgumentException if one cannot be read, the URL is not acceptable, or the
  ///   source is one of files
  public Connection connection() {
    if (baseUrl == null || auth == null) {
      throw new IllegalArgumentException(
          displayName() + " is read from files; it has no service provider that could be called");
    }
    ScimConfig calls = scim == null ? ScimConfig.USUAL : scim;
    CertificateConfig certificate = auth.certificate();
    Tls tls = calls.tls();
    return new Connection(
        displayName(),
        baseUrl,
        auth.resolve(),
        Objects.requireNonNull(timeout),
        Objects.requireNonNull(pageSize),
        Objects.requireNonNull(calls.maxBodyBytes()),
        allowHttp,
        calls.dialect(),
        calls.patience(),
        certificate == null ? tls : tls.presenting(certificate.resolve()),
        Objects.requireNonNull(calls.allowPrivate()));
  }
}
