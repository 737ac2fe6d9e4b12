package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.WebServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An act of weight takes a password, at a server that asks for it each time.
class ProveAgainTest {

  @TempDir private static Path folder;

  private static WebServer server;

  @BeforeAll
  static void start() throws IOException {
    Path config = folder.resolve("firebreak.yaml");
    Files.writeString(
        config,
        """
        data-dir: data
        graph: {uri: %s}
        server: {port: 0}
        sign-in: {prove-again-minutes: 0}
        """
            .formatted(SharedNeo4j.uri()));
    server = TestServer.admit(WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Browser person() {
    Browser browser = new Browser(server.address());
    browser.signIn("admin", TestServer.PASSWORD);
    return browser;
  }

  private static Map<String, String> key(String label) {
    return Map.of("label", label, "scope", "read", "days", "7");
  }

  private static Map<String, String> with(Map<String, String> form, String password) {
    Map<String, String> all = new java.util.LinkedHashMap<>(form);
    all.put("proof", password);
    return all;
  }

  @Test
  void theFormWaitsOnThePageThatAsksAndGoesOnWithThePassword() {
    Browser admin = person();
    HttpResponse<String> asked = admin.post("/settings/account/keys", key("a \"key\" <b>"));
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body())
        .contains("Is it you?")
        .contains("You are about to make an API key, as admin.")
        .contains("action=\"/settings/account/keys\"")
        .contains("name=\"label\" value=\"a &quot;key&quot; &lt;b&gt;\"")
        .contains("name=\"days\" value=\"7\"")
        .doesNotContain("name=\"proof\" value");
    assertThat(admin.get("/api/v1/api-keys").body()).doesNotContain("&lt;b&gt;", "<b>");

    HttpResponse<String> wrong =
        admin.post("/settings/account/keys", with(key("mine"), "not the password"));
    assertThat(wrong.body())
        .contains("This is not your password.", "name=\"label\" value=\"mine\"")
        .doesNotContain("not the password");

    HttpResponse<String> done =
        admin.post("/settings/account/keys", with(key("mine"), TestServer.PASSWORD));
    assertThat(done.body()).doesNotContain("Is it you?");
    assertThat(admin.get("/api/v1/api-keys").body()).contains("\"label\":\"mine\"");
    assertThat(admin.get("/evidence").body()).contains("admin: proved again who they are.");
    assertThat(admin.post("/settings/account/keys", key("another")).body())
        .as("each time")
        .contains("Is it you?");
  }

  @Test
  void tooManyWrongPasswordsWaitAsAtTheSignIn() {
    Browser approver = new Browser(server.address());
    approver.signIn(TestServer.APPROVER, TestServer.PASSWORD);
    String body = "";
    for (int i = 0; i < 6; i++) {
      body = approver.post("/settings/account/keys", with(key("k"), "wrong " + i)).body();
    }
    assertThat(body).contains("Too many wrong passwords. Wait ");
    assertThat(approver.post("/settings/account/keys", with(key("k"), TestServer.PASSWORD)).body())
        .as("also the right one")
        .contains("Too many wrong passwords.");
  }

  @Test
  void aProgramWithASessionIsToldSoAndOneWithItsPasswordGoesOn() {
    Browser admin = person();
    String body = "{\"label\": \"program\", \"scopes\": [\"read\"], \"days\": 3}";
    HttpResponse<String> refused =
        admin.send(
            admin
                .request("/api/v1/api-keys")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", admin.token("/sources"))
                .POST(BodyPublishers.ofString(body)));
    assertThat(Program.problem(refused, 403)).startsWith("This takes a password that was entered");
    Browser program = new Browser(server.address());
    HttpResponse<String> made =
        program.send(
            program
                .request("/api/v1/api-keys")
                .header("Authorization", SignInTest.basic("admin", TestServer.PASSWORD))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    HttpResponse<String> pretended =
        admin.send(
            admin
                .request("/api/v1/api-keys")
                .header("Authorization", SignInTest.basic("admin", "not the password"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(pretended.statusCode())
        .as("a session with a wrong password beside it")
        .isIn(401, 403);
  }

  @Test
  void nobodyAsksWhoDidNothing() {
    Browser admin = person();
    assertThat(admin.get("/prove").headers().firstValue("Location").orElse("")).endsWith("/");
    assertThat(admin.post("/prove/ask", Map.of()).statusCode()).isEqualTo(302);
    assertThat(admin.post("/remediation/pause", Map.of("reason", "a test")).body())
        .as("to stop takes no proof")
        .doesNotContain("Is it you?");
  }
}
