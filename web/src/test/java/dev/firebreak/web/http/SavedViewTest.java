package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Lists of findings that people keep under a name.
class SavedViewTest {

  private final Browser person = Browser.signedIn();
  private final Program program = new Program();

  @BeforeEach
  void show() {
    TestServer.running().show(Larkspur.GRAPH);
  }

  private JsonNode views() {
    return Program.good(program.get("/api/v1/finding-views"), 200);
  }

  @Test
  void aListIsSavedHasATabWithItsCountAndIsDeleted() {
    var saved =
        person.post(
            "/findings/views",
            Map.of("name", "Leavers", "query", "state=OPEN&kind=LEAVER&sort=age"));
    assertThat(saved.statusCode()).isEqualTo(302);
    String address = "/findings?state=OPEN&kind=LEAVER&sort=age";
    assertThat(saved.headers().firstValue("Location").orElseThrow()).endsWith(address);
    String page = person.get(address).body();
    assertThat(page)
        .contains("Saved, for you alone.")
        .contains("aria-current=\"true\">Leavers <span class=\"note\">1</span>")
        .contains("Delete Leavers")
        .contains("Share Leavers");
    JsonNode view = views().get(0);
    assertThat(view.get("findings").asInt()).isEqualTo(1);
    assertThat(view.at("/view/shared").asBoolean()).isFalse();
    String id = view.at("/view/id").asString();

    person.post("/findings/views/" + id + "/sharing", Map.of("shared", "true"));
    assertThat(views().get(0).at("/view/shared").asBoolean()).isTrue();
    assertThat(person.get(address).body())
        .contains("Everybody sees this view now.")
        .contains("Stop sharing Leavers");

    person.post("/findings/views/" + id + "/delete", Map.of());
    assertThat(person.get(address).body()).doesNotContain("Leavers <span");
    assertThat(views()).isEmpty();
  }

  @Test
  void savingUnderTheSameNamePutsTheNewListInPlaceOfTheOld() {
    for (String query : new String[] {"state=OPEN", "severity=HIGH"}) {
      Program.good(
          program.post(
              "/api/v1/finding-views", "{\"name\":\"Mornings\",\"query\":\"%s\"}".formatted(query)),
          200);
    }
    assertThat(views()).hasSize(1);
    assertThat(views().get(0).at("/view/query").asString()).isEqualTo("state=OPEN&severity=HIGH");
  }

  @Test
  void whatIsSharedIsSeenByAllAndChangedByItsOwnerOnlyAndTheRestIsSeenByNobodyElse() {
    TestServer.running().user("vera", Role.APPROVER);
    String own =
        Program.good(
                program.post("/api/v1/finding-views", "{\"name\":\"Own\",\"query\":\"state=ALL\"}"),
                200)
            .get("id")
            .asString();
    String shared =
        Program.good(
                program.post(
                    "/api/v1/finding-views",
                    "{\"name\":\"<b>All</b> of us\",\"query\":\"kind=TOXIC\",\"shared\":true}"),
                200)
            .get("id")
            .asString();
    Browser vera = Browser.signedIn("vera");
    String page = vera.get("/findings").body();
    assertThat(page)
        .contains(
            "&lt;b&gt;All&lt;/b&gt; of us <span class=\"note\">1</span><span class=\"note\"> by admin</span>")
        .doesNotContain("<b>All</b>")
        .doesNotContain(">Own <");
    assertThat(own).isNotEqualTo(shared);
  }

  @Test
  void namesAndQueriesThatSayNothingAreRefused() {
    for (String name : new String[] {" ", "x".repeat(61), "a\\u0007b", "a\\u202eb", "Mine"}) {
      assertThat(
              Program.problem(
                  program.post(
                      "/api/v1/finding-views",
                      "{\"name\":\"%s\",\"query\":\"state=OPEN\"}".formatted(name)),
                  400))
          .containsAnyOf("Give the view a name", "There is a list called Mine already");
    }
    assertThat(
            Program.problem(
                program.post(
                    "/api/v1/finding-views", "{\"name\":\"Blue\",\"query\":\"colour=blue\"}"),
                400))
        .contains("Findings cannot be narrowed by 'colour'.");
    assertThat(Program.problem(program.send("DELETE", "/api/v1/finding-views/nope", ""), 404))
        .isEqualTo("You have no saved view nope.");
    var typed = person.post("/findings/views", Map.of("name", "Open", "query", "state=OPEN"));
    assertThat(typed.statusCode()).isEqualTo(302);
    assertThat(person.get("/findings?state=OPEN").body())
        .contains("Nothing was saved. There is a list called Open already.")
        .contains("value=\"Open\"");
  }
}
