package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.TestServer.Mapping;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody may do who only approves.
class ApproverTest {

  private final TestServer server = TestServer.running();
  private final Browser person = new Browser();

  @BeforeEach
  void signIn() {
    person.signIn("ada", server.accounts().add("ada"));
  }

  @AfterEach
  void remove() {
    if (server.accounts().find("ada").isPresent()) {
      server.accounts().remove("ada");
    }
  }

  @Test
  void anApproverLooksAtEverythingAndSendsNothingButApprovalsAndQuestions() {
    String token = person.token("/remediation");
    Set<Mapping> refused = new TreeSet<>();
    Set<Mapping> allowed = new TreeSet<>();
    for (Mapping mapping : server.mappings()) {
      var answer =
          person.send(
              person
                  .request(mapping.path().replaceAll("\\{[^}]*}", "1"))
                  .header("X-CSRF-TOKEN", token)
                  .method(mapping.method(), BodyPublishers.noBody()));
      (answer.statusCode() == 403 ? refused : allowed).add(mapping);
    }
    assertThat(refused).noneMatch(mapping -> mapping.method().equals("GET"));
    assertThat(allowed)
        .filteredOn(mapping -> !mapping.method().equals("GET"))
        .extracting(Mapping::path)
        .isSubsetOf(
            "/api/v1/cut-plans",
            "/api/v1/remediation/pause",
            "/remediation/pause",
            "/api/v1/policies/{id}/approvals",
            "/api/v1/remediations/{id}/approval",
            "/api/v1/remediations/{id}/dry-run",
            "/api/v1/simulate",
            "/api/v1/sod/check",
            "/api/v1/sod/rulesets/check",
            "/api/v1/usage/{feed}/events",
            "/api/v1/what-if",
            "/remediation/unattended/{id}/approve",
            "/remediation/{id}/approve",
            "/remediation/{id}/dry-run",
            "/sod/judge",
            "/workbench/basket")
        .contains("/remediation/{id}/approve", "/api/v1/policies/{id}/approvals");
    assertThat(refused)
        .extracting(Mapping::path)
        .contains("/remediation", "/remediation/{id}/start", "/api/v1/remediations");
  }

  @Test
  void whatIsNotAllowedIsSaid() {
    var answer =
        person.send(
            person
                .request("/api/v1/analyses")
                .header("X-CSRF-TOKEN", person.token("/remediation"))
                .POST(BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Your account may look at everything and approve");
  }

  @Test
  void whoeverIsRemovedIsOutAtTheNextRequest() {
    assertThat(person.get("/findings").statusCode()).isEqualTo(200);
    server.accounts().remove("ada");
    assertThat(person.get("/findings").statusCode()).isEqualTo(403);
    assertThat(person.get("/api/v1/findings").statusCode()).isEqualTo(403);
  }

  @Test
  void aWrongPasswordLetsNobodyIn() {
    Browser other = new Browser();
    other.signIn("ada", "not it");
    assertThat(other.get("/findings").statusCode()).isEqualTo(302);
  }
}
