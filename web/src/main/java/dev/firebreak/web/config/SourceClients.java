package dev.firebreak.web.config;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceOwner;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.ChosenQuirk;
import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.web.meter.SourceMeters;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One SCIM client for each configured source, made when it is first needed so that a secret that
/// is missing concerns its source alone. Each mends the quirks that its product is known for and
/// those that the last probe found.
public final class SourceClients implements Sources, AutoCloseable {

  private final Map<String, SourceConfig> sources = new LinkedHashMap<>();
  private final ConcurrentMap<String, ScimClient> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CapabilityClaim> profiles = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<ChosenQuirk>> quirks = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Optional<CapabilityProfile>> probed =
      new ConcurrentHashMap<>();
  private final Function<String, @Nullable CapabilityProfile> measured;
  private final Clock clock;
  private final SourceMeters meters;

  /// @param measured what the last probe of a source found; null before the first
  public SourceClients(
      List<SourceConfig> sources,
      Function<String, @Nullable CapabilityProfile> measured,
      Clock clock,
      SourceMeters meters) {
    this.measured = measured;
    sources.forEach(source -> this.sources.put(source.id(), source));
    this.clock = clock;
    this.meters = meters;
    sources.forEach(source ->
        meters.watch(
            source.id(),
            () -> called(source.id()).map(ScimClient::circuit).orElse(null),
            () -> called(source.id()).map(ScimClient::credentials).orElse(List.of())));
  }

  /// The client of a source, if it was needed already.
  public Optional<ScimClient> called(String source) {
    return Optional.ofNullable(clients.get(source));
  }

  /// Every source, in the order of the configuration.
  public List<SourceConfig> all() {
    return List.copyOf(sources.values());
  }

  /// The source with this id.
  public Optional<SourceConfig> find(String id) {
    return Optional.ofNullable(sources.get(id));
  }

  /// The client of a source.
  ///
  /// @throws ConfigInvalid if its secret cannot be read, its URL is not acceptable, or it is one of
  ///   files
  public ScimClient client(SourceConfig source) {
    return clients.computeIfAbsent(
        source.id(),
        id -> {
          try {
            return mending(source, new ScimClient(source.connection(), clock, meters.observer(id)));
          } catch (IllegalArgumentException e) {
            throw new ConfigInvalid("source " + id + ": " + e.getMessage(), e);
          }
        });
  }

  /// Has the client of a source mend what the last probe found, whoever made it, from the next call
  /// on. What is under way ends as it began.
  public void relearn(SourceConfig source) {
    probed.remove(source.id());
    List<ChosenQuirk> before = quirks.remove(source.id());
    List<ChosenQuirk> now = mended(source);
    if (before != null && !all(before).equals(all(now))) {
      profiles.remove(source.id());
      clients.computeIfPresent(source.id(), (_, client) -> mending(source, client));
    }
  }

  /// The quirks of a source that its client mends, in their order.
  public List<ChosenQuirk> mended(SourceConfig source) {
    return quirks.computeIfAbsent(
        source.id(),
        id -> source.quirks(measured.apply(id)).stream().filter(source::mends).toList());
  }

  private ScimClient mending(SourceConfig source, ScimClient client) {
    return client.speaking(client.dialect().mending(all(mended(source))));
  }

  private static List<Quirk> all(List<ChosenQuirk> chosen) {
    return chosen.stream().map(ChosenQuirk::quirk).toList();
  }

  /// Whether there is such a source with a service provider; files are never written to.
  @Override
  public boolean knows(String source) {
    return find(source).filter(found -> found.files() == null).isPresent();
  }

  @Override
  public ScimClient client(String source) {
    return client(
        find(source)
            .orElseThrow(() -> new IllegalArgumentException("there is no source " + source)));
  }

  @Override
  public Optional<CapabilityProfile> measured(String source) {
    return probed.computeIfAbsent(source, id -> Optional.ofNullable(measured.apply(id)));
  }

  @Override
  public Quirks product(String source) {
    return find(source).map(SourceConfig::product).orElse(Quirks.GENERIC);
  }

  @Override
  public Optional<String> owner(String source) {
    return find(source).map(SourceConfig::owner).map(SourceOwner::text);
  }

  /// Whether it is one of files, which only people change.
  @Override
  public boolean isByHand(String source) {
    return find(source).filter(found -> found.files() != null).isPresent();
  }

  @Override
  public CapabilityClaim capabilities(String source) {
    return profiles.computeIfAbsent(source, id -> client(id).capabilities());
  }

  @Override
  public void close() {
    clients.values().forEach(ScimClient::close);
  }
}
