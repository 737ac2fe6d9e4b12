package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import org.junit.jupiter.api.Test;

/// What the page of a service, of an agent and of a person says about who answers for whom.
class OwnershipTest {

  private static final String GRAPH =
      """
      source hr name=Personnel authoritative
      identity ana name="Ana Costa" kind=PERSON active
      identity ben name="Ben Left" kind=PERSON inactive
      identity cleo name="Cleo Costa" kind=PERSON
      identity payrun name=svc-payrun kind=SERVICE
      identity bot name=helpdesk-bot kind=AGENT
      identity stale name=svc-stale kind=SERVICE owner=u9
      identity lost name=svc-lost kind=SERVICE
      payrun -REPORTS_TO-> ana
      cleo -REPORTS_TO-> ana
      bot -REPORTS_TO-> ben
      """;

  private final Browser person = Browser.signedIn();

  private String page(String identity) {
    return person
        .get("/identities?tab=accounts&key=firebreak/Identity/" + identity)
        .body()
        .replaceAll("<[^>]*>", "")
        .replaceAll("\\s+", " ");
  }

  @Test
  void whoAnswersForAServiceIsShownAndThatNobodyDoes() {
    TestServer.running().load(GRAPH);
    assertThat(page("payrun")).contains("owned by").doesNotContain("nobody answers");
    assertThat(page("bot"))
        .contains("owned by")
        .contains("nobody answers for it: its owner is inactive");
    assertThat(page("stale"))
        .contains("nobody answers for it: its source names u9 as its owner, who is not there");
    assertThat(page("lost")).contains("nobody answers for it: its source names no owner");
    assertThat(page("cleo")).contains("reports to").doesNotContain("nobody answers");
    assertThat(page("ana"))
        .contains("1 person reports here")
        .contains("Answers for 1 service or agent");
    assertThat(person.get("/api/v1/identities?key=firebreak/Identity/bot").body())
        .contains("\"owned\":true")
        .contains("\"lacking\":\"nobody answers for it: its owner is inactive\"");
  }
}
