package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/// One service provider that may be changed.
record OneSource(String id, ScimClient client, CapabilityClaim claim, Versioning versioning)
    implements Sources {

  static OneSource at(
      String id, URI baseUri, Versioning versioning, Duration timeout, Clock clock) {
    ScimClient client =
        new ScimClient(
            new Connection(
                id, baseUri, new Auth.Bearer(Secret.of("t")), timeout, 100, 1 << 20, true),
            clock);
    return new OneSource(id, client, client.capabilities(), versioning);
  }

  @Override
  public boolean knows(String source) {
    return source.equals(id);
  }

  @Override
  public ScimClient client(String source) {
    return client;
  }

  @Override
  public CapabilityClaim capabilities(String source) {
    return claim;
  }

  @Override
  public Versioning versions(String source) {
    return versioning;
  }

  /// Reads a resource again, into no graph.
  static Reharvest reharvest(Sources sources) {
    LiveReader reader = new LiveReader(sources);
    return resource ->
        switch (reader.read(resource)) {
          case LiveReader.Reading.Shown(var live) ->
              new Reharvest.Observation(live.resource(), live.version());
          case LiveReader.Reading.Gone _ -> new Reharvest.Observation(null, null);
          case LiveReader.Reading.Unauthorized(var detail) ->
              throw new IllegalStateException(detail);
          case LiveReader.Reading.Unanswered(var detail) -> throw new IllegalStateException(detail);
        };
  }
}
