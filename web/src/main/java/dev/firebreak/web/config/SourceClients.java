package dev.firebreak.web.config;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.web.meter.SourceMeters;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// One SCIM client for each configured source, made when it is first needed so that a secret that
/// is missing concerns its source alone.
public final class SourceClients implements Sources, AutoCloseable {

  private final Map<String, SourceConfig> sources = new LinkedHashMap<>();
  private final ConcurrentMap<String, ScimClient> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CapabilityClaim> profiles = new ConcurrentHashMap<>();
  private final Clock clock;
  private final SourceMeters meters;

  public SourceClients(List<SourceConfig> sources, Clock clock, SourceMeters meters) {
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
            return new ScimClient(source.connection(), clock, meters.observer(id));
          } catch (IllegalArgumentException e) {
            throw new ConfigInvalid("source " + id + ": " + e.getMessage(), e);
          }
        });
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
  public CapabilityClaim capabilities(String source) {
    return profiles.computeIfAbsent(source, id -> client(id).capabilities());
  }

  @Override
  public void close() {
    clients.values().forEach(ScimClient::close);
  }
}
