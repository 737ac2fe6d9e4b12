package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.quirk.Quirks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A real service provider with 23 users, itself or with a fault in front. Page size is 10.
@Timeout(60)
class RealProviderTest {
  private final List<String> ids = new ArrayList<>();
  private List<String> requests = List.of();

  @Test
  void itIsReadByIndexAndSaysWhatItIs() throws IOException {
    try (var provider = provider();
        var client = client(provider.baseUri(), Dialect.STANDARD)) {
      Discovery discovery = client.discover();
      assertThat(discovery.capabilities().patch()).isEqualTo(Support.YES);
      assertThat(discovery.type("User").orElseThrow().endpoint()).isEqualTo("/Users");
      assertThat(
              discovery
                  .schema(discovery.type("User").orElseThrow().schema())
                  .orElseThrow()
                  .attributes())
          .contains("userName", "active");
      assertThat(client.list("Users", Map.of(), each -> ids.add(each.id())).complete()).isTrue();
      assertThat(ids).hasSize(23).doesNotHaveDuplicates();
    }
  }

  @Test
  void aSearchFindsTheSame() throws IOException {
    try (var provider = provider();
        var client =
            client(
                provider.baseUri(),
                new Dialect(Pagination.INDEX, Search.ALWAYS, Map.of(), Quirks.GENERIC.all()))) {
      assertThat(client.list("Users", Map.of(), each -> ids.add(each.id())))
          .isEqualTo(new Listing("Users", 23, 23, 3, true, null));
      assertThat(
              client.list("Users", Map.of("filter", "userName eq \"user7\""), _ -> {}).distinct())
          .isEqualTo(1);
    }
  }

  @Test
  void cursorsAreFollowedToTheEnd() throws IOException {
    assertThat(list(new Fault.PagesByCursor(99)))
        .isEqualTo(new Listing("Users", 23, 23, 3, true, null));
    assertThat(ids).hasSize(23).doesNotHaveDuplicates();
    assertThat(requests.get(1)).startsWith("GET /scim/v2/Users?cursor=&count=10");
  }

  @Test
  void aForgottenCursorIsAnIncompleteListing() throws IOException {
    Listing listing = list(new Fault.PagesByCursor(2));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.distinct()).isEqualTo(20);
    assertThat(listing.problem()).contains("its cursor expired after 2 pages");
  }

  @Test
  void overlappingPagesAreReadToTheEnd() throws IOException {
    Listing listing = list(new Fault.OverlapsPages(4));
    assertThat(listing.complete()).isTrue();
    assertThat(ids).hasSize(23).doesNotHaveDuplicates();
  }

  private Listing list(Fault fault) throws IOException {
    try (var provider = provider();
        var server = FaultyServer.inFrontOf(provider, fault);
        var client = client(server.baseUri(), Dialect.STANDARD)) {
      Listing listing = client.list("Users", Map.of(), each -> ids.add(each.id()));
      requests = server.requests();
      return listing;
    }
  }

  private static ScimProvider provider() throws IOException {
    var provider = ScimProvider.named("hr").bearer("t").start();
    provider.load(
        "/Users",
        IntStream.rangeClosed(1, 23)
            .mapToObj(
                """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%1$d",\
                "userName":"user%1$d","active":true}\
                """
                    ::formatted)
            .toList());
    return provider;
  }

  private static ScimClient client(java.net.URI base, Dialect dialect) {
    return new ScimClient(
        new Connection(
                "hr",
                base,
                new Auth.Bearer(Secret.of("t")),
                Duration.ofSeconds(20),
                10,
                1 << 20,
                true)
            .with(dialect),
        Clock.systemUTC());
  }
}
