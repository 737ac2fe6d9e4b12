package dev.firebreak.scim.client;

import static dev.firebreak.scim.client.ProviderDouble.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Each quirk against a double that behaves so.
@Timeout(60)
class QuirksTest {
  private static final String GROUPS =
      """
      {"totalResults":2,"Resources":[{"id":"g1","displayName":"one"},{"id":"g2","displayName":"two"}]}\
      """;

  private final List<ScimResource> resources = new ArrayList<>();
  private List<Request> requests = List.of();

  @ParameterizedTest
  @EnumSource(Quirks.class)
  void everyProductReadsAWellBehavedListing(Quirks product) {
    Listing listing =
        list(
            product,
            "Users",
            request ->
                request.parameter("startIndex") == null
                    ? Reply.json(page(3, IntStream.range(1, 4)))
                    : ProviderDouble.users(3, request));
    assertThat(listing).isEqualTo(new Listing("Users", 3, 3, 1, true, null));
  }

  /// AWS IAM Identity Center
  @Test
  void membersThatNoGroupTellsAreAskedForUserByUser() {
    Listing listing = list(Quirks.AWS_IDENTITY_CENTER, "Groups", QuirksTest::likeAws);
    assertThat(listing.complete()).isTrue();
    assertThat(resources.get(0).texts("members.value")).containsExactly("1", "2");
    assertThat(resources.get(1).texts("members.value")).containsExactly("2");
    assertThat(requests.getFirst().parameter("cursor")).isEmpty();
  }

  @Test
  void withoutTheQuirkNobodyIsInAnyGroup() {
    list(Quirks.GENERIC, "Groups", QuirksTest::likeAws);
    assertThat(resources).noneMatch(group -> group.attribute("members").isPresent());
  }

  @Test
  void membersThatCannotAllBeAskedForMakeTheListingFail() {
    try (var provider =
            new ProviderDouble(request ->
                request.parameter("filter") == null
                    ? likeAws(request)
                    : Reply.error(400, "no such filter"));
        var client = client(provider, Quirks.AWS_IDENTITY_CENTER)) {
      assertThat(
              catchThrowableOfType(
                  ScimFailure.class, () -> client.list("Groups", Map.of(), resources::add)))
          .hasMessageContaining("400 (no such filter)");
      assertThat(resources).isEmpty();
    }
  }

  @Test
  void membersThatGroupsTellAreTakenAsTheyAre() {
    list(
        Quirks.AWS_IDENTITY_CENTER,
        "Groups",
        _ -> Reply.json("{\"Resources\":[{\"id\":\"g1\",\"members\":[{\"value\":\"7\"}]}]}"));
    assertThat(resources.getFirst().texts("members.value")).containsExactly("7");
    assertThat(requests).hasSize(1);
  }

  private static Reply likeAws(Request request) {
    if (request.uri().getPath().endsWith("/Users")) {
      return Reply.json(page(3, IntStream.range(1, 4)));
    }
    String filter = request.parameter("filter");
    if (filter == null) {
      return Reply.json(GROUPS);
    }
    return Reply.json(
        switch (filter) {
          case "members.value eq \"1\"" -> "{\"Resources\":[{\"id\":\"g1\"}]}";
          case "members.value eq \"2\"" -> "{\"Resources\":[{\"id\":\"g1\"},{\"id\":\"g2\"}]}";
          default -> "{\"Resources\":[]}";
        });
  }

  /// Databricks
  @Test
  void groupsThatAreListedInOutlineAreReadOneByOne() {
    Listing listing =
        list(
            Quirks.DATABRICKS,
            "Groups",
            request ->
                request.uri().getPath().endsWith("/Groups")
                    ? "id,displayName".equals(request.parameter("attributes"))
                        ? Reply.json(GROUPS)
                        : Reply.error(504, "took too long")
                    : Reply.json(
                        "{\"id\":\"%s\",\"members\":[{\"value\":\"7\"}]}"
                            .formatted(request.uri().getPath().replaceFirst(".*/", ""))));
    assertThat(listing.complete()).isTrue();
    assertThat(resources).extracting(ScimResource::id).containsExactly("g1", "g2");
    assertThat(resources)
        .allSatisfy(group -> assertThat(group.texts("members.value")).containsExactly("7"));
  }

  /// Keycloak
  @Test
  void membersThatOnlyComeOnRequestAreRequested() {
    Function<Request, Reply> likeKeycloak =
        request -> {
          String asked = request.parameter("attributes");
          String members =
              asked != null && List.of(asked.split(",")).contains("members")
                  ? ",\"members\":[{\"value\":\"7\"}]"
                  : "";
          String group = "{\"id\":\"g1\"" + members + "}";
          return Reply.json(
              request.uri().getPath().endsWith("/Groups")
                  ? "{\"totalResults\":1,\"Resources\":[" + group + "]}"
                  : group);
        };
    list(Quirks.KEYCLOAK, "Groups", likeKeycloak);
    assertThat(resources.getFirst().texts("members.value")).containsExactly("7");
    try (var provider = new ProviderDouble(likeKeycloak);
        var client = client(provider, Quirks.KEYCLOAK)) {
      assertThat(client.read("Groups", "g1"))
          .isInstanceOfSatisfying(
              ScimOutcome.Ok.class,
              ok -> assertThat(ok.resource().texts("members.value")).containsExactly("7"));
    }
  }

  @Test
  void whatTheSourceAsksForGoesBeforeWhatAQuirkAsksFor() {
    var own =
        new Dialect(
            Pagination.INDEX,
            Search.NEVER,
            Map.of(ResourceType.GROUP, new TypeDialect(null, List.of("members", "x"), null)),
            Quirks.KEYCLOAK.all());
    asked(own, client -> client.list("Groups", Map.of(), _ -> {}));
    assertThat(requests.getFirst().parameter("attributes")).isEqualTo("members,x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "urn:ietf:params:scim:schemas:core:2.0:User:active | active",
        "urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq \"7\"] | members[value eq \"7\"]",
        "members[value eq \"7\"] | members[value eq \"7\"]",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"
      })
  void pathsAreSentWithoutTheirOwnSchema(String path, String sent) {
    asked(
        Dialect.STANDARD.paging(Pagination.INDEX).mending(Quirks.KEYCLOAK.all()),
        client -> client.patch("Users", "1", PatchRequest.remove(ScimPath.parse(path)), null));
    assertThat(
            ScimJson.MAPPER
                .readTree(requests.getFirst().body())
                .at("/Operations/0/path")
                .asString())
        .isEqualTo(sent);
  }

  /// Salesforce
  @Test
  void aListingThatEndsAtAFixedNumberIsNotBelieved() {
    Function<Request, Reply> likeSalesforce = _ -> Reply.json(page(200, IntStream.range(0, 200)));
    Listing cut = list(Quirks.SALESFORCE, "Entitlements", likeSalesforce);
    assertThat(cut.complete()).isFalse();
    assertThat(cut.problem())
        .isEqualTo(
            "hr: Entitlements is not read completely: this service provider lists 200 at most and"
                + " does not say whether there are more");
    assertThat(list(Quirks.SALESFORCE, "Users", likeSalesforce).complete()).isTrue();
    assertThat(list(Quirks.GENERIC, "Entitlements", likeSalesforce).complete()).isTrue();
    assertThat(
            list(
                    Quirks.SALESFORCE,
                    "Entitlements",
                    _ -> Reply.json(page(199, IntStream.range(0, 199))))
                .complete())
        .isTrue();
  }

  @Test
  void theConfigurationPageMayHaveItsOldName() {
    asked(
        Dialect.STANDARD.mending(Quirks.SALESFORCE.all()),
        client -> client.list("Users", Map.of(), _ -> {}));
    assertThat(requests)
        .extracting(each -> each.uri().getPath())
        .containsExactly("/scim/v2/ServiceProviderConfigs", "/scim/v2/Users");
  }

  @ParameterizedTest
  @CsvSource({
    "SALESFORCE,200",
    "AWS_IDENTITY_CENTER,50",
    "KEYCLOAK,100",
    "GENERIC,500",
    "DATABRICKS,500"
  })
  void noLargerPagesAreAskedForThanTheProductTakes(Quirks product, int count) {
    try (var provider = new ProviderDouble(_ -> Reply.json(page(0, IntStream.empty())))) {
      var large =
          new Connection(
                  "hr",
                  provider.uri("/scim/v2"),
                  new Auth.None(),
                  java.time.Duration.ofSeconds(20),
                  500,
                  1 << 20,
                  true)
              .with(Dialect.STANDARD.paging(Pagination.INDEX).mending(product.all()));
      try (var client = new ScimClient(large, Clock.systemUTC())) {
        client.list("Users", Map.of(), _ -> {});
      }
      assertThat(provider.requests.getFirst().number("count")).isEqualTo(count);
    }
  }

  /// BeyondTrust
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "container.value eq \"27\" | container.value eq 27",
        "container.value eq \"27\" and user.value eq \"4\" | container.value eq 27 and user.value eq 4",
        "name eq \"a \\\"27\\\" b\" | name eq \"a \\\"27\\\" b\"",
        "name eq \"27a\" | name eq \"27a\"",
        "name eq \"\" | name eq \"\""
      })
  void numbersInFiltersAreSentBare(String filter, String sent) {
    asked(
        Dialect.STANDARD.paging(Pagination.INDEX).mending(Quirks.BEYONDTRUST.all()),
        client -> client.list("ContainerPermissions", Map.of("filter", filter), _ -> {}));
    assertThat(requests.getFirst().parameter("filter")).isEqualTo(sent);
  }

  /// CyberArk
  @Test
  void aPatchThatTheProductNeverTakesIsNotSent() {
    var path = PatchRequest.remove(ScimPath.valueEquals("rights", "value", "UseAccounts"));
    asked(
        Dialect.STANDARD.mending(Quirks.CYBERARK.all()),
        client -> {
          assertThat(client.patch("/ContainerPermissions", "safe:ana", path, null))
              .isInstanceOfSatisfying(
                  ScimOutcome.Refused.class,
                  refused ->
                      assertThat(refused.detail())
                          .contains("takes no PATCH of a ContainerPermission; nothing was sent"));
          client.patch("/Groups", "g1", path, null);
        });
    assertThat(requests)
        .extracting(each -> each.uri().getPath())
        .containsExactly("/scim/v2/Groups/g1");
  }

  /// Any vault
  @ParameterizedTest
  @EnumSource(Quirks.class)
  void aSecretInClearIsDroppedBeforeAnybodySeesIt(Quirks product) {
    String privileged =
        """
        {"id":"1","name":"root","password":"canary","passwordNeverExpires":true,"type":"password",
         "urn:x":{"Private-Key":"canary","properties":[{"key":"Password","value":"canary"},
         {"key":"Address","value":"10.0.0.1"}],"items":[{"fieldName":"apiKey","itemValue":"canary"}]}}
        """;
    Listing listing =
        list(
            product,
            "PrivilegedData",
            _ -> Reply.json("{\"totalResults\":1,\"Resources\":[" + privileged + "]}"));
    assertThat(listing.complete()).isTrue();
    ScimResource resource = resources.getFirst();
    assertThat(resource.body().toString()).doesNotContain("canary").contains("10.0.0.1");
    assertThat(resource.flag("passwordNeverExpires")).contains(true);
    assertThat(resource.text("type")).contains("password");
    try (var provider = new ProviderDouble(_ -> Reply.json(privileged));
        var client = client(provider, product)) {
      assertThat(client.read("PrivilegedData", "1"))
          .isInstanceOfSatisfying(
              ScimOutcome.Ok.class,
              ok -> assertThat(ok.resource().body().toString()).doesNotContain("canary"));
    }
  }

  private Listing list(Quirks product, String endpoint, Function<Request, Reply> answers) {
    resources.clear();
    try (var provider = new ProviderDouble(answers);
        var client = client(provider, product)) {
      requests = provider.requests;
      return client.list(endpoint, Map.of(), resources::add);
    }
  }

  private void asked(Dialect dialect, Consumer<ScimClient> calls) {
    try (var provider = new ProviderDouble(_ -> Reply.json(page(0, IntStream.empty())));
        var client = new ScimClient(provider.connection(dialect), Clock.systemUTC())) {
      requests = provider.requests;
      calls.accept(client);
    }
  }

  /// By index, unless the product has it otherwise.
  private static ScimClient client(ProviderDouble provider, Quirks product) {
    Pagination by = product == Quirks.AWS_IDENTITY_CENTER ? Pagination.AUTO : Pagination.INDEX;
    return new ScimClient(
        provider.connection(Dialect.STANDARD.paging(by).mending(product.all())), Clock.systemUTC());
  }
}
