package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.TestServer.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document says all that the API does, and the API does what it says.
class OpenApiTest {

  private static final String DOCUMENT = "/api/v1/openapi.json";

  private static final Program program = new Program();
  private static JsonNode document = new JsonMapper().createObjectNode();

  @BeforeAll
  static void read() {
    TestServer.running().show(Larkspur.GRAPH);
    document = Program.good(program.get(DOCUMENT), 200);
  }

  private static Set<Mapping> answered() {
    return TestServer.running().mappings().stream()
        .filter(mapping -> mapping.path().startsWith("/api/"))
        .filter(mapping -> !mapping.path().startsWith(DOCUMENT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Mapping> documented() {
    Set<Mapping> all = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    all.add(
                        new Mapping(method.toUpperCase(java.util.Locale.ROOT), path.getKey()))));
    return all;
  }

  private static JsonNode operation(Mapping mapping) {
    return document
        .get("paths")
        .get(mapping.path())
        .get(mapping.method().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void itHasATitleAVersionAndAllWaysToSignIn() {
    assertThat(document.at("/info/title").asString()).isEqualTo("Firebreak");
    assertThat(document.at("/info/version").asString()).isNotBlank();
    assertThat(document.at("/info/description").asString()).contains("X-CSRF-TOKEN");
    assertThat(document.at("/components/securitySchemes/basic/scheme").asString())
        .isEqualTo("basic");
    assertThat(document.at("/components/securitySchemes/session/in").asString())
        .isEqualTo("cookie");
    assertThat(document.at("/components/securitySchemes/session/name").asString())
        .isEqualTo("firebreak");
    assertThat(document.at("/components/securitySchemes/key/scheme").asString())
        .isEqualTo("bearer");
    assertThat(document.get("security").size()).isEqualTo(3);
  }

  @Test
  void everyAddressOfTheApiIsInItAndNoOther() {
    assertThat(documented()).isEqualTo(answered()).contains(new Mapping("GET", "/api/v1/overview"));
  }

  @Test
  void everyLineOfTheTableOfAccessIsInItAndNoOther() throws IOException {
    Set<Mapping> lines =
        Files.readAllLines(Path.of("src/main/resources/access.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(cells -> new Mapping(cells[0], cells[1]))
            .filter(mapping -> mapping.path().startsWith("/api/v1/"))
            .filter(mapping -> !mapping.path().startsWith(DOCUMENT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented()).isEqualTo(lines);
  }

  @Test
  void everyOperationHasANameThatStaysAndOneSubject() {
    Set<String> subjects = new TreeSet<>();
    document
        .get("tags")
        .forEach(tag -> {
          assertThat(tag.get("description").asString()).endsWith(".");
          subjects.add(tag.get("name").asString());
        });
    Set<String> names = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    for (Mapping mapping : documented()) {
      JsonNode operation = operation(mapping);
      assertThat(operation.get("operationId").asString())
          .as("%s", mapping)
          .matches("[a-z][A-Za-z]+")
          .matches(names::add, "is the name of no other operation");
      assertThat(operation.get("tags").size()).as("%s", mapping).isEqualTo(1);
      used.add(operation.at("/tags/0").asString());
    }
    assertThat(used).isEqualTo(subjects);
  }

  @Test
  void everyOperationSaysWhichScopeAKeyNeedsAndWhoMay() {
    JsonNode accept = operation(new Mapping("POST", "/api/v1/findings/{id}/acceptance"));
    assertThat(accept.at("/security/0/key/0").asString()).isEqualTo("decide");
    assertThat(accept.get("x-roles").valueStream().map(JsonNode::asString))
        .containsExactly("analyst", "reviewer", "admin");
    JsonNode approve = operation(new Mapping("POST", "/api/v1/remediations/{id}/approval"));
    assertThat(approve.get("security").valueStream().flatMap(each -> each.propertyNames().stream()))
        .containsExactly("basic", "session");
    assertThat(operation(new Mapping("POST", "/api/v1/usage/{feed}/events")).get("security"))
        .isEmpty();
  }

  /// Two records of one name would be one schema, and one of them wrong.
  @Test
  void noTwoAnswersShareASchemaByChance() {
    assertThat(document.at("/components/schemas").propertyNames())
        .contains("FindingAnswer.Stretch", "ApiKeyRequest", "UserAnswer");
    JsonNode answer = document.at("/components/schemas/ApiKeyAnswer");
    assertThat(answer.get("required").valueStream().map(JsonNode::asString))
        .contains("id", "scopes", "expiresAt")
        .doesNotContain("revokedAt");
    assertThat(answer.at("/properties/revokedAt/type").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("string", "null");
  }

  /// Everywhere as a problem detail, but for a pushed event, as RFC 8935 has it.
  @Test
  void everyOperationSaysWhatItDoesAndHowItFails() {
    List<String> faults = new ArrayList<>();
    for (Mapping mapping : documented()) {
      JsonNode operation = operation(mapping);
      if (operation.at("/summary").asString("").isBlank()
          || operation.at("/description").asString("").length() < 20) {
        faults.add(mapping + " has no summary or no description");
      }
      Set<String> wanted = new TreeSet<>(Set.of("401", "429"));
      if (!mapping.method().equals("GET")) {
        wanted.add("403");
      }
      if (mapping.path().contains("{") || operation.toString().contains("\"name\":\"key\"")) {
        wanted.add("404");
      }
      for (JsonNode parameter : operation.path("parameters")) {
        if (parameter.path("description").asString("").isBlank()) {
          faults.add(mapping + " does not say what " + parameter.get("name") + " is");
        }
      }
      for (String code : wanted) {
        if (operation.at("/responses/" + code).isMissingNode()) {
          faults.add(mapping + " does not say that it may answer " + code);
        }
      }
      operation
          .get("responses")
          .properties()
          .forEach(response -> {
            boolean failure = response.getKey().charAt(0) >= '4';
            Set<String> types = Set.copyOf(response.getValue().path("content").propertyNames());
            boolean pushed = mapping.path().endsWith("/events") && response.getKey().equals("400");
            Set<String> wantedTypes =
                Set.of(pushed ? "application/json" : "application/problem+json");
            if (failure && !types.equals(wantedTypes)) {
              faults.add(mapping + " fails with " + response.getKey() + " as " + types);
            }
            if (!failure
                && types.contains("application/json")
                && response.getValue().at("/content/application~1json/schema").isEmpty()) {
              faults.add(mapping + " does not say what its answer is made of");
            }
            if (!failure && response.getKey().equals("204") && !types.isEmpty()) {
              faults.add(mapping + " has an answer without content that has content");
            }
            if (!failure && types.contains("*/*")) {
              faults.add(mapping + " does not say what type its answer has");
            }
          });
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyAddressAnswersAsTheDocumentSays() {
    for (Mapping mapping : documented()) {
      String path = mapping.path().replaceAll("\\{[^}]*}", "1");
      StringBuilder query = new StringBuilder();
      for (JsonNode parameter : operation(mapping).path("parameters")) {
        if (parameter.path("required").asBoolean(false)
            && parameter.get("in").asString().equals("query")) {
          query
              .append(query.isEmpty() ? "?" : "&")
              .append(parameter.get("name").asString())
              .append("=x");
        }
      }
      if (path.endsWith("/harvests")) {
        query.append("?source=nowhere");
      }
      var answer =
          program.send(mapping.method(), path + query, mapping.method().equals("POST") ? "{}" : "");
      assertThat(operation(mapping).get("responses").propertyNames())
          .as("%s: %s", mapping, answer.body())
          .contains(Integer.toString(answer.statusCode()));
      assertThat(answer.body())
          .as(mapping.toString())
          .doesNotContain("There is nothing at this address");
    }
  }

  @Test
  void theOverviewSaysWhatThePageShows() {
    TestServer.running().show(Larkspur.GRAPH);
    JsonNode overview = Program.good(program.get("/api/v1/overview"), 200);
    String page = Browser.signedIn().get("/").body();
    assertThat(page).contains("<h1>" + overview.get("sentence").asString());
    assertThat(overview.at("/standing/jewelCount").asInt()).isEqualTo(1);
    assertThat(overview.get("open").asInt()).isPositive();
  }

  @Test
  void everyPageLinksToIt() {
    assertThat(Browser.signedIn().get("/sources").body()).contains("href=\"" + DOCUMENT + "\"");
  }

  @Test
  void whoIsNotSignedInDoesNotSeeIt() {
    assertThat(new Browser().get(DOCUMENT).statusCode()).isEqualTo(401);
  }
}
