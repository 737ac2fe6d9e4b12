package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers that a listing cannot use: each gives one sentence that names the source and the
/// address.
@Timeout(60)
class UnusableAnswerTest {
  private static final Patience ONCE =
      new Patience(1, Duration.ofSeconds(1), Duration.ofMinutes(1), null, Duration.ofSeconds(30));

  private final List<String> handedOut = new ArrayList<>();

  static Stream<Arguments> answers() {
    String half = "{\"totalResults\": 2, \"Resources\": [{\"id\": \"1\"}, {\"id\"";
    return Stream.of(
        answer(
            "wrong token", Reply.error(401, "no such token"), Kind.UNAUTHORIZED, "check the token"),
        answer("no right", Reply.error(403, "not yours"), Kind.UNAUTHORIZED, "403 (not yours)"),
        answer("bare 401", Reply.bare(401), Kind.UNAUTHORIZED, "401 (no explanation)"),
        answer(
            "login page", html(200), Kind.NOT_SCIM, "answered text/html instead of a SCIM message"),
        answer(
            "HTML that claims to be JSON",
            Reply.json(" <!doctype html>"),
            Kind.NOT_SCIM,
            "text/html"),
        answer("empty body", Reply.json(""), Kind.NOT_SCIM, "an empty body"),
        answer("no content", Reply.bare(204), Kind.NOT_SCIM, "an empty body"),
        answer("plain text", Reply.of(200, "text/plain", "OK"), Kind.NOT_SCIM, "text/plain"),
        answer("array", Reply.json("[]"), Kind.NOT_SCIM, "no JSON object"),
        answer(
            "another API", Reply.json("{\"items\": []}"), Kind.NOT_SCIM, "without \"Resources\""),
        answer(
            "compressed",
            Reply.json("{}").with("Content-Encoding", "br"),
            Kind.NOT_SCIM,
            "compressed"),
        answer("half a page", Reply.json(half), Kind.TRUNCATED, "stops in its middle"),
        answer("no end", Reply.json("{\"Resources\": []"), Kind.TRUNCATED, "stops in its middle"),
        answer("broken JSON", Reply.json("{\"Resources\": [}"), Kind.MALFORMED, "line 1, column"),
        answer("two pages", Reply.json("{\"Resources\": []} {}"), Kind.MALFORMED, "after the end"),
        answer("no array", Reply.json("{\"Resources\": {}}"), Kind.MALFORMED, "no array"),
        answer(
            "no object",
            Reply.json("{\"Resources\": [{\"id\": \"1\"}, 7]}"),
            Kind.MALFORMED,
            "element 2 is no object"),
        answer(
            "deep nesting",
            Reply.json("{\"Resources\": [{\"a\": " + "[".repeat(99) + "]".repeat(99) + "}]}"),
            Kind.TOO_LARGE,
            "64 levels"),
        answer(
            "endless number",
            Reply.json("{\"Resources\": [{\"a\": " + "1".repeat(101) + "}]}"),
            Kind.TOO_LARGE,
            "100 digits and"),
        answer(
            "endless name",
            Reply.json("{\"" + "x".repeat(2001) + "\": 1}"),
            Kind.TOO_LARGE,
            "2000 a name"),
        answer(
            "too long",
            Reply.json("{\"x\": \"" + "y".repeat(2 << 20) + "\"}"),
            Kind.TOO_LARGE,
            "more than the 1048576 bytes allowed"),
        answer(
            "bad filter", Reply.error(400, "invalid filter"), Kind.REFUSED, "400 (invalid filter)"),
        answer(
            "error without words",
            Reply.of(400, "application/scim+json", "{\"scimType\":\"tooMany\",\"status\":\"400\"}"),
            Kind.REFUSED,
            "400 (tooMany)"),
        answer(
            "server error", html(500), Kind.REFUSED, "500 (text/html in place of an explanation)"),
        answer(
            "redirect",
            Reply.bare(302).with("Location", "https://login.example.org/?token=abc"),
            Kind.REFUSED,
            "redirects to https://login.example.org, and redirects are never followed"),
        answer(
            "throttled",
            Reply.error(429, "slow down").with("Retry-After", "7000"),
            Kind.THROTTLED,
            "try again in 7000 s"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void anAnswerThatIsNoUseSaysWhatCameInstead(String name, Reply reply, Kind kind, String what) {
    try (var provider = new ProviderDouble(_ -> reply)) {
      ScimFailure failure = listing(provider.connection(new Auth.None()).with(ONCE));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure)
          .hasMessageStartingWith("hr: GET " + provider.uri("/scim/v2/Users") + " ")
          .hasMessageContaining(what)
          .message()
          .doesNotContain("token=abc", "startIndex", "\n");
      assertThat(provider.requests).hasSize(1);
    }
  }

  @Test
  void aPortWhereNobodyListensIsUnreachable() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ScimFailure failure = listing(connection(URI.create("http://localhost:" + port), 20_000));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("could not connect; check that");
  }

  @Test
  void aHostThatDoesNotExistIsUnreachable() {
    ScimFailure failure = listing(connection(URI.create("http://nowhere.invalid"), 20_000));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("host name that nobody knows");
  }

  @Test
  void plainHttpBehindAnHttpsAddressIsATlsFailure() throws IOException {
    try (var server = new RawServer(RawServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      URI secure = URI.create(server.uri().toString().replace("http:", "https:"));
      ScimFailure failure = listing(connection(secure, 20_000));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining("failed to agree on TLS");
    }
  }

  @Test
  void aConnectionCutBeforeAnyAnswerIsUnreachable() throws IOException {
    ScimFailure failure = listing(RawServer.saying(""), 20_000);
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aConnectionCutInTheMiddleOfABodyIsATruncatedAnswer() throws IOException {
    ScimFailure failure =
        listing(
            RawServer.saying(
                "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"totalResults\":1,\"Resources\":[{\"id\":\"1\"}]}"),
            20_000);
    assertThat(failure.kind()).isEqualTo(Kind.TRUNCATED);
    assertThat(failure).hasMessageContaining("broke off in the middle of its answer");
    assertThat(handedOut).isEmpty();
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    ScimFailure failure = listing(RawServer.silent(), 300);
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure).hasMessageContaining("within 300 ms");
  }

  @Test
  void aBodyThatDribblesBeyondTheDeadlineIsGivenUp() throws IOException {
    ScimFailure failure = listing(RawServer.dribbling(), 1000);
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure).hasMessageContaining("did not answer as a whole within 1 s");
  }

  @Test
  void aBodyWithoutEndIsCutAtTheLimit() throws IOException {
    ScimFailure failure = listing(RawServer.flooding(), 20_000);
    assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
  }

  private ScimFailure listing(RawServer.Behaviour behaviour, int millis) throws IOException {
    try (var server = new RawServer(behaviour)) {
      return listing(connection(server.uri(), millis));
    }
  }

  private ScimFailure listing(Connection connection) {
    try (var client = new ScimClient(connection, Clock.systemUTC())) {
      return catchThrowableOfType(
          ScimFailure.class,
          () -> client.list("Users", Map.of(), each -> handedOut.add(each.id())));
    }
  }

  private static Connection connection(URI base, int millis) {
    return new Connection("hr", base, new Auth.None(), Duration.ofMillis(millis), 10, 1 << 20, true)
        .with(Dialect.STANDARD.paging(Pagination.INDEX))
        .with(ONCE);
  }

  private static Reply html(int status) {
    return Reply.of(status, "text/html; charset=utf-8", "<html>Please sign in</html>");
  }

  private static Arguments answer(String name, Reply reply, Kind kind, String what) {
    return Arguments.of(name, reply, kind, what);
  }
}
