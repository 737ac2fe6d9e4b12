package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A policy from its approval to what it did, by the forms of the screens.
class UnattendedFlowTest {

  private static final String PAGE = "/remediation/unattended";

  private final TestServer server = TestServer.running();
  private final Browser admin = Browser.signedIn();
  private final Browser ben = new Browser();

  @BeforeEach
  void aSecondApprover() {
    server.user("ben", Role.APPROVER);
    ben.signIn("ben", TestServer.PASSWORD);
  }

  /// The account is one that no other test gives back: a policy leaves alone what is fought over.
  @Test
  void aLeaverIsSwitchedOffByAPolicyThatPeopleApproved() {
    Leaver.harvested(server, new Program(), "Ben Left", "u9");

    String page = admin.get(PAGE).body();
    assertThat(page)
        .contains("Nothing acts without a person.", "leavers-off", "Not in force", "never");
    String hash = group(ben.get(PAGE).body(), "name=\"hash\" value=\"([0-9a-f]{64})\"");
    assertThat(admin.get(PAGE + "?preview=leavers-off").body())
        .contains("Ben Left has left", "Deactivate ");
    assertThat(active("u9")).isTrue();
    admin.post(PAGE + "/leavers-off/start", Map.of());
    assertThat(admin.get(PAGE).body()).contains("1 more person must approve");

    admin.post(PAGE + "/leavers-off/approve", Map.of("hash", hash, "note", "agreed with HR"));
    ben.post(
        PAGE + "/leavers-off/approve", Map.of("hash", hash, "note", "read it"), ben.token(PAGE));
    assertThat(admin.get(PAGE).body()).contains("1 policy acts without a person.", "In force");

    admin.post(PAGE + "/leavers-off/start", Map.of());
    String acted =
        until("/api/v1/policies", body -> body.contains("1 of 1 findings were acted on"));
    assertThat(acted).contains("\"changes\":1", "\"notInForce\":null");
    assertThat(active("u9")).isFalse();
    String run = group(acted, "\"runs\":\\[\"(R-[0-9]+)\"");
    assertThat(admin.get("/remediation/" + run).body())
        .contains("policy:leavers-off", "approved by ada on", "and ben on");
    assertThat(admin.get("/api/v1/remediations/rechecks").statusCode()).isEqualTo(200);

    admin.post(PAGE + "/leavers-off/stop", Map.of("reason", "enough"));
    assertThat(admin.get(PAGE).body()).contains("Not in force");
    assertThat(admin.get("/evidence").body()).contains("admin stopped policy leavers-off: enough");
  }

  private boolean active(String id) {
    return server
        .application()
        .get("/Users", id)
        .orElseThrow()
        .replaceAll("\\s", "")
        .contains("\"active\":true");
  }

  private String until(String path, Predicate<String> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    String body = admin.get(path).body();
    while (!wanted.test(body)) {
      assertThat(Instant.now()).as("%s still says %s", path, body).isBefore(deadline);
      Thread.onSpinWait();
      body = admin.get(path).body();
    }
    return body;
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
