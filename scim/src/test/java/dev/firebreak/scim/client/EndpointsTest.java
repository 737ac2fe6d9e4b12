package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where resource types are read.
class EndpointsTest {
  private static final String OFFER =
      """
      {"Resources": [
        {"name": "User", "endpoint": "/People", "schema": "urn:ietf:params:scim:schemas:core:2.0:User"},
        {"name": "Safe", "endpoint": "/Safes", "schema": "urn:ietf:params:scim:schemas:pam:1.0:Container"}]}
      """;

  private static Reply answer(Request request) {
    String path = request.uri().getPath();
    if (path.endsWith("/ResourceTypes")) {
      return Reply.json(OFFER);
    }
    return path.matches(".*/(People|Safes|Elsewhere)")
        ? Reply.json("{\"totalResults\":1,\"Resources\":[{\"id\":\"1\"}]}")
        : path.endsWith("/People/1")
            ? Reply.json("{\"id\":\"1\"}")
            : Reply.error(404, "no such endpoint");
  }

  private static List<String> paths(ProviderDouble provider) {
    return provider.requests.stream()
        .map(request -> request.uri().getPath().replace("/scim/v2", ""))
        .toList();
  }

  @Test
  void theServiceProviderSaysWhereItsTypesAre() {
    try (var provider = new ProviderDouble(EndpointsTest::answer);
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThat(client.list(ResourceType.USER, Map.of(), _ -> {}))
          .isEqualTo(new Listing("/Users", 1, 1, 1, true, null));
      assertThat(client.list(ResourceType.CONTAINER, Map.of(), _ -> {}).complete()).isTrue();
      assertThat(client.read("/Users", "1")).isInstanceOf(ScimOutcome.Ok.class);
      assertThat(paths(provider))
          .containsExactly("/ResourceTypes", "/People", "/Safes", "/People/1");
    }
  }

  @Test
  void aTypeThatIsNotOfferedIsAProblemThatNamesIt() {
    try (var provider = new ProviderDouble(EndpointsTest::answer);
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      Listing listing = client.list(ResourceType.GROUP, Map.of(), _ -> {});
      assertThat(listing.complete()).isFalse();
      assertThat(listing.problem())
          .isEqualTo(
              "hr: /Groups is not read: the service provider offers no Group, only User, Safe; take"
                  + " it out of the resources of this source, or set its endpoint under scim.types"
                  + " to read it all the same");
    }
  }

  @Test
  void theConfigurationHasTheLastWord() {
    var dialect =
        new Dialect(
            Pagination.INDEX,
            Search.LONG,
            Map.of(ResourceType.GROUP, new TypeDialect("/Elsewhere", null, null)),
            Dialect.STANDARD.quirks());
    try (var provider = new ProviderDouble(EndpointsTest::answer);
        var client = new ScimClient(provider.connection(dialect), Clock.systemUTC())) {
      assertThat(client.list(ResourceType.GROUP, Map.of(), _ -> {}).complete()).isTrue();
      assertThat(paths(provider)).containsExactly("/Elsewhere");
    }
  }

  @Test
  void aReadThatFindsNothingAsksOnceWhereElseItMayBe() {
    try (var provider = new ProviderDouble(EndpointsTest::answer);
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThat(client.read("/Users", "1")).isInstanceOf(ScimOutcome.Ok.class);
      assertThat(client.read("/Users", "2")).isInstanceOf(ScimOutcome.NotFound.class);
      assertThat(paths(provider))
          .containsExactly("/Users/1", "/ResourceTypes", "/People/1", "/People/2");
    }
  }

  @Test
  void oneThatDoesNotSayIsReadAtTheUsualEndpoints() {
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().endsWith("/ResourceTypes")
                    ? Reply.of(200, "text/html", "<p>Sign in")
                    : ProviderDouble.users(3, request));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThat(client.list(ResourceType.USER, Map.of(), _ -> {}).distinct()).isEqualTo(3);
    }
  }

  @Test
  void secretsThatWereDroppedAreCountedByAttribute() {
    String page =
        """
        {"totalResults": 3, "Resources": [
          {"id": "1", "password": "hush-1"},
          {"id": "2", "password": "hush-2", "keys": [{"privateKey": "hush-3"}, {"privateKey": "hush-4"}]},
          {"id": "3"}]}
        """;
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().endsWith("/Users")
                    ? Reply.json(page)
                    : Reply.error(404, "no"));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      Listing listing = client.list(ResourceType.USER, Map.of(), _ -> {});
      assertThat(listing.secrets()).isEqualTo(Map.of("password", 2, "keys.privateKey", 2));
      assertThat(listing.toString()).doesNotContain("hush");
    }
  }

  @Test
  void whatComesTwiceIsReceivedTwiceAndHandedOutOnce() {
    try (var provider =
            new ProviderDouble(request -> {
              int start = request.number("startIndex");
              int from = Math.max(1, start - 1);
              return Reply.json(
                  ProviderDouble.page(
                      12, java.util.stream.IntStream.range(from, Math.min(from + 10, 13))));
            });
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      Listing listing = client.list("Users", Map.of(), _ -> {});
      assertThat(listing.complete()).isTrue();
      assertThat(listing.distinct()).isEqualTo(12);
      assertThat(listing.received()).isEqualTo(13);
    }
  }
}
