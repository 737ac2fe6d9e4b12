package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// A service provider that says everything it was told, against a client that must not pass it on.
class SecrecyTest {
  private static final String MARK = "canary-5f1c";
  private static final String BASIC =
      Base64.getEncoder().encodeToString(("me:" + MARK).getBytes(StandardCharsets.UTF_8));

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.firebreak.scim");
  private final ListAppender<ILoggingEvent> loggedByLibraries = new ListAppender<>();
  private final Logger libraries = (Logger) LoggerFactory.getLogger("org.apache.hc");
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.ALL);
    logger.setAdditive(false);
    logged.start();
    logger.addAppender(logged);
    libraries.setLevel(Level.ALL);
    libraries.setAdditive(false);
    loggedByLibraries.start();
    libraries.addAppender(loggedByLibraries);
  }

  @AfterEach
  void hush() {
    logger.detachAppender(logged);
    logger.setLevel(null);
    logger.setAdditive(true);
    libraries.detachAppender(loggedByLibraries);
    libraries.setLevel(null);
    libraries.setAdditive(true);
  }

  @Test
  void noSecretIsInAnyMessageOutcomeOrLogLine() {
    for (Function<Request, Reply> answers : echoes()) {
      exercise(answers, _ -> new Auth.Bearer(Secret.of(MARK)));
      exercise(answers, _ -> new Auth.Basic("me", Secret.of(MARK)));
      exercise(answers, SecrecyTest::credentials);
      exercise(
          request ->
              request.uri().getPath().equals("/token")
                  ? Reply.of(200, "application/json", "{\"access_token\":\"" + MARK + "\"}")
                  : answers.apply(request),
          SecrecyTest::credentials);
    }
    assertThat(said).hasSizeGreaterThan(40).noneMatch(SecrecyTest::leaks);
    assertThat(String.join("\n", said)).contains("***");
    assertThat(logged.list).isNotEmpty();
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(SecrecyTest::leaks)
        .noneMatch(line -> line.contains("secret-filter") || line.contains("detail"));
    assertLibrariesKeepQuiet();
  }

  /// Someone may turn everything on.
  private void assertLibrariesKeepQuiet() {
    assertThat(loggedByLibraries.list).isNotEmpty();
    assertThat(loggedByLibraries.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(SecrecyTest::leaks)
        .noneMatch(line -> line.contains("Authorization"));
  }

  @Test
  void theCheckWouldSeeALeak() {
    assertThat(leaks("Bearer " + MARK)).isTrue();
    assertThat(leaks("Basic " + BASIC)).isTrue();
  }

  private static boolean leaks(String text) {
    return text.contains(MARK) || text.contains(BASIC);
  }

  private static List<Function<Request, Reply>> echoes() {
    return List.of(
        request -> Reply.error(400, "got " + request.header("Authorization")),
        request -> Reply.error(401, "x".repeat(290) + request.header("Authorization")),
        request -> Reply.error(500, "got " + request.header("Authorization")),
        request -> Reply.bare(302).with("Location", "https://a.example.org/" + MARK),
        request -> Reply.of(200, "text/html " + MARK, "<html>" + request.headers().values()),
        request -> Reply.json("{\"access_token\": " + MARK));
  }

  private static Auth credentials(ProviderDouble provider) {
    return new Auth.ClientCredentials(provider.uri("/token"), "me", Secret.of(MARK), null);
  }

  private void exercise(Function<Request, Reply> answers, Function<ProviderDouble, Auth> auth) {
    try (var provider = new ProviderDouble(answers)) {
      var connection = provider.connection(auth.apply(provider));
      said.add(connection.toString());
      try (var client = new ScimClient(connection, Clock.systemUTC())) {
        said.add(client.read("Users", "1").toString());
        var deactivate = PatchRequest.remove(ScimPath.parse("active"));
        said.add(client.patch("Users", "1", deactivate, null).toString());
        try {
          client.list("Users", Map.of("filter", "secret-filter"), _ -> {});
        } catch (ScimFailure failure) {
          var trace = new StringWriter();
          failure.printStackTrace(new PrintWriter(trace));
          said.add(trace.toString());
        }
      }
    }
  }
}
