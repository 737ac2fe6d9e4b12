package dev.firebreak.ingest.profile;

import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.ProbeJournal;
import dev.firebreak.scim.probe.ProbeTarget;
import dev.firebreak.scim.probe.Prober;
import java.time.Clock;

/// Probes sources and keeps what was measured. What one probe does not ask about stays as it was
/// measured last, with its date.
public final class SourceProbe {
  private final ProfileStore profiles;
  private final Clock clock;

  public SourceProbe(IdentityGraph graph, Clock clock) {
    this.profiles = new ProfileStore(graph);
    this.clock = clock;
  }

  /// What is known of a source.
  public Conformance of(String source) {
    return profiles.of(source);
  }

  /// Asks, and changes nothing in the source.
  ///
  /// @throws dev.firebreak.scim.resource.ScimFailure when the source cannot be read; then nothing
  ///   is kept
  public Conformance read(SourceConfig source, ScimClient client) {
    CapabilityProfile measured = new Prober(client, clock).read(source.reads());
    return keep(source, measured, true);
  }

  /// Asks, then changes the named resource, reads it back, and restores it, each time.
  ///
  /// @param target what an operator named
  /// @param journal hears of every change before it is sent
  /// @return with an alarm when the resource could not be restored
  /// @throws dev.firebreak.scim.resource.ScimFailure when the source or the resource cannot be
  ///   read; then nothing was changed
  public Conformance write(
      SourceConfig source, ScimClient client, ProbeTarget target, ProbeJournal journal) {
    var prober = new Prober(client, clock);
    CapabilityProfile read = prober.read(source.reads());
    return keep(source, prober.write(target, journal).over(read), false);
  }

  /// @param onlyRead whether nothing is known anew of a resource that was not restored before
  private Conformance keep(SourceConfig source, CapabilityProfile measured, boolean onlyRead) {
    CapabilityProfile earlier = profiles.of(source.id()).now();
    CapabilityProfile whole =
        earlier == null
            ? measured
            : new CapabilityProfile(
                measured.at(),
                measured.on(),
                measured.over(earlier).measurements(),
                onlyRead ? earlier.alarm() : measured.alarm());
    profiles.save(source.id(), whole);
    return new Conformance(whole, earlier);
  }
}
