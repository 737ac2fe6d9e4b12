package dev.firebreak.scim.client;

import static dev.firebreak.scim.client.ProviderDouble.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class DialectTest {
  private static final TypeDialect ELSEWHERE =
      new TypeDialect("/v2/People", List.of("userName", "groups.value"), null);

  @Test
  void aTypeIsReadAndChangedWhereItsOverrideSays() {
    List<Request> asked =
        asked(
            dialect(Search.LONG, ELSEWHERE),
            client -> {
              client.list("/Users", Map.of(), _ -> {});
              client.read("Users", "7");
              client.patch("/Users", "7", PatchRequest.remove(ScimPath.parse("title")), null);
              client.delete("Users", "7", null);
              client.list("Groups", Map.of(), _ -> {});
            });
    assertThat(asked)
        .extracting(each -> each.method() + " " + each.uri().getPath())
        .containsExactly(
            "GET /scim/v2/v2/People",
            "GET /scim/v2/v2/People/7",
            "PATCH /scim/v2/v2/People/7",
            "DELETE /scim/v2/v2/People/7",
            "GET /scim/v2/Groups");
    assertThat(asked.get(0).parameter("attributes")).isEqualTo("userName,groups.value");
    assertThat(asked.get(1).parameter("attributes")).isEqualTo("userName,groups.value");
    assertThat(asked.get(2).uri().getQuery()).isNull();
    assertThat(asked.get(4).parameter("attributes")).isNull();
  }

  @Test
  void attributesCanBeLeftOut() {
    var without = new TypeDialect(null, null, List.of("photos", "groups"));
    List<Request> asked =
        asked(dialect(Search.LONG, without), client -> client.list("Users", Map.of(), _ -> {}));
    assertThat(asked.getFirst().parameter("excludedAttributes")).isEqualTo("photos,groups");
  }

  @Test
  void aSearchCarriesTheQueryInItsBody() {
    String filter = "userName eq \"a\\\"b\"";
    List<Request> asked =
        asked(
            dialect(Search.ALWAYS, ELSEWHERE),
            client -> client.list("Users", Map.of("filter", filter), _ -> {}));
    assertThat(asked).hasSize(1);
    Request search = asked.getFirst();
    assertThat(search.method()).isEqualTo("POST");
    assertThat(search.uri().getRawPath()).isEqualTo("/scim/v2/v2/People/.search");
    assertThat(search.uri().getRawQuery()).isNull();
    assertThat(search.header("Content-Type")).isEqualTo("application/scim+json");
    JsonNode body = ScimJson.MAPPER.readTree(search.body());
    assertThat(body)
        .isEqualTo(
            ScimJson.MAPPER.readTree(
                """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
                 "attributes":["userName","groups.value"],"filter":"userName eq \\"a\\\\\\"b\\"",
                 "startIndex":1,"count":10}
                """));
  }

  @Test
  void onlyALongQueryIsASearchUnlessSaidOtherwise() {
    String filter = "userName eq \"" + "x".repeat(4_000) + "\"";
    assertThat(method(Search.LONG, "userName pr")).isEqualTo("GET");
    assertThat(method(Search.LONG, filter)).isEqualTo("POST");
    assertThat(method(Search.NEVER, filter)).isEqualTo("GET");
  }

  @Test
  void aSearchIsPagedLikeAListing() {
    try (var provider =
            new ProviderDouble(request -> {
              JsonNode body = ScimJson.MAPPER.readTree(request.body());
              int start = body.get("startIndex").asInt();
              return Reply.json(page(23, IntStream.range(start, Math.min(start + 10, 24))));
            });
        var client =
            new ScimClient(
                provider.connection(dialect(Search.ALWAYS, ELSEWHERE)), Clock.systemUTC())) {
      assertThat(client.list("Users", Map.of(), _ -> {}))
          .isEqualTo(new Listing("Users", 23, 23, 3, true, null));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example.org/Users", "//evil", "/a?b", "/a#b", "/../x", "a/./b", ""})
  void anEndpointThatIsNoPathIsRefused(String endpoint) {
    assertThatThrownBy(() -> new TypeDialect(endpoint, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a path below the base URL");
  }

  @Test
  void attributesAreEitherAskedForOrLeftOut() {
    assertThatThrownBy(() -> new TypeDialect(null, List.of("a"), List.of("b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RFC 7644 §3.9");
  }

  private static String method(Search search, String filter) {
    return asked(
            dialect(search, ELSEWHERE),
            client -> client.list("Users", Map.of("filter", filter), _ -> {}))
        .getFirst()
        .method();
  }

  private static Dialect dialect(Search search, TypeDialect users) {
    return new Dialect(
        Pagination.INDEX, search, Map.of(ResourceType.USER, users), Quirks.GENERIC.all());
  }

  private static List<Request> asked(Dialect dialect, Consumer<ScimClient> calls) {
    try (var provider = new ProviderDouble(_ -> Reply.json(page(0, IntStream.empty())));
        var client = new ScimClient(provider.connection(dialect), Clock.systemUTC())) {
      calls.accept(client);
      return provider.requests;
    }
  }
}
