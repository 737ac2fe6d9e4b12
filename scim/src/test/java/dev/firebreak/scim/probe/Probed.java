package dev.firebreak.scim.probe;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.Patience;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import dev.firebreak.scim.resource.ResourceType;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A real service provider with a dozen users and two groups, and what a probe finds in front of
/// it.
final class Probed implements AutoCloseable {
  static final List<ResourceType> TYPES = List.of(ResourceType.USER, ResourceType.GROUP);

  final ScimProvider provider;
  final List<String> journal = new ArrayList<>();

  Probed() throws IOException {
    this(5, "u");
  }

  /// @param pageCap resources that a page holds at most
  /// @param prefix of the ids of its users, before a number
  Probed(int pageCap, String prefix) throws IOException {
    provider =
        ScimProvider.named("crew").bearer("t").pageCap(pageCap).types("User", "Group").start();
    provider.load(
        "/Users",
        IntStream.rangeClosed(1, 12).mapToObj(number -> user(prefix + number, number)).toList());
    provider.load(
        "/Groups",
        List.of(
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "g1",
             "displayName": "Pilots", "members": [{"value": "%1$s1"}, {"value": "%1$s2"}]}
            """
                .formatted(prefix),
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "g2",
             "displayName": "Cooks"}
            """));
  }

  /// A user without anything that a probe could mark.
  void loadBare() {
    provider.load(
        "/Users",
        List.of(
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "bare",
             "userName": "bare"}
            """));
  }

  private static String user(String id, int number) {
    return """
    {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "%2$s",
     "userName": "user%1$02d", "displayName": "User %1$d", "active": true}
    """
        .formatted(number, id);
  }

  ScimClient client(URI baseUri) {
    return new ScimClient(
        new Connection(
                "crew",
                baseUri,
                new Auth.Bearer(Secret.of("t")),
                Duration.ofSeconds(20),
                100,
                1 << 20,
                true)
            .with(
                new Patience(
                    1,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    null,
                    Duration.ofSeconds(1))),
        Clock.systemUTC());
  }

  CapabilityProfile read(Fault fault) throws IOException {
    try (var server = FaultyServer.inFrontOf(provider, fault);
        var client = client(server.baseUri())) {
      return new Prober(client, Clock.systemUTC()).read(TYPES);
    }
  }

  CapabilityProfile read(Liar.Lie lie) throws IOException {
    try (var liar = new Liar(provider.baseUri(), lie);
        var client = client(liar.baseUri())) {
      return new Prober(client, Clock.systemUTC()).read(TYPES);
    }
  }

  CapabilityProfile write(String target, Liar.Lie lie) throws IOException {
    try (var liar = new Liar(provider.baseUri(), lie);
        var client = client(liar.baseUri())) {
      CapabilityProfile profile =
          new Prober(client, Clock.systemUTC()).write(ProbeTarget.parse(target), keeping());
      sent = liar.requests.stream().filter(asked -> asked.method().equals("PATCH")).toList();
      return profile;
    }
  }

  /// The changes that went over the wire in the last probe.
  List<Liar.Asked> sent = List.of();

  private ProbeJournal keeping() {
    return new ProbeJournal() {
      @Override
      public void before(Write write) {
        journal.add(write.body().toString());
      }

      @Override
      public void after(Write write, String outcome) {}
    };
  }

  @Override
  public void close() {
    provider.close();
  }
}
