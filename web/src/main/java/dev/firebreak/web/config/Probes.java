package dev.firebreak.web.config;

import dev.firebreak.ingest.profile.Conformance;
import dev.firebreak.ingest.profile.SourceProbe;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.scim.probe.ProbeJournal;
import dev.firebreak.scim.probe.ProbeTarget;
import org.jspecify.annotations.Nullable;

/// The probes of one installation. What a probe finds, the next harvest mends.
public final class Probes {

  private final SourceProbe probe;
  private final SourceClients clients;

  public Probes(Firebreak firebreak) {
    this.probe = new SourceProbe(firebreak.graph(), firebreak.clock());
    this.clients = firebreak.sources();
  }

  /// What was measured of a source so far.
  public Conformance of(String source) {
    return probe.of(source);
  }

  /// Asks a source, and changes nothing in it.
  ///
  /// @throws dev.firebreak.scim.resource.ScimFailure when it cannot be read
  /// @throws NothingToProbe when it is one of files
  /// @throws ConfigInvalid when its secret cannot be read
  public Conformance read(SourceConfig source) {
    requireCalled(source);
    Conformance found = probe.read(source, clients.client(source));
    clients.relearn(source);
    return found;
  }

  /// Asks a source, then changes and restores one resource of it.
  ///
  /// @param by who named the resource
  /// @param evidence where each change is kept before it is sent
  /// @throws dev.firebreak.scim.resource.ScimFailure when the source or the resource cannot be read
  /// @throws NothingToProbe when it is one of files
  /// @throws ConfigInvalid when its secret cannot be read
  public Conformance write(
      SourceConfig source, ProbeTarget target, String by, EvidenceLog evidence) {
    requireCalled(source);
    Conformance found =
        probe.write(
            source, clients.client(source), target, new Evidenced(source.id(), by, evidence));
    clients.relearn(source);
    return found;
  }

  private static void requireCalled(SourceConfig source) {
    if (source.files() != null) {
      throw new NothingToProbe(
          "The source %s is read from files: there is no service provider to probe."
              .formatted(source.id()));
    }
  }

  private record Evidenced(String source, String by, EvidenceLog evidence) implements ProbeJournal {
    @Override
    public void before(Write write) {
      evidence.append(record(write, null));
    }

    @Override
    public void after(Write write, String outcome) {
      evidence.append(record(write, outcome));
    }

    private Evidence record(Write write, @Nullable String outcome) {
      return new Evidence.ProbeWrite(
          source,
          write.type().typeName(),
          write.id(),
          write.body(),
          write.ifMatch(),
          write.what(),
          by,
          outcome);
    }
  }
}
