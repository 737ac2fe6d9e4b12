package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One exchange: what is sent, how long it may take, and how often.
@Timeout(60)
class TransportTest {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/scim+json", "Accept", "application/scim+json");

  @Test
  void nothingIsSentButWhatWasAskedFor() {
    try (var provider =
            new ProviderDouble(_ -> Reply.json("{}").with("Set-Cookie", "session=1; Path=/"));
        var transport = new Transport(provider.connection(new Auth.None()))) {
      send(transport, provider.uri("/scim/v2/Users?a=b%20c&d=%2F"), "GET", null);
      send(transport, provider.uri("/scim/v2/Users/1"), "PATCH", "{\"é\":1}");
      send(transport, provider.uri("/scim/v2/Users/1"), "DELETE", null);
      assertThat(provider.requests)
          .extracting(request -> request.method() + " " + request.uri() + " " + request.body())
          .containsExactly(
              "GET /scim/v2/Users?a=b%20c&d=%2F ",
              "PATCH /scim/v2/Users/1 {\"é\":1}", "DELETE /scim/v2/Users/1 ");
      assertThat(provider.requests)
          .allSatisfy(request ->
              assertThat(request.headers().keySet())
                  .isSubsetOf("Host", "Accept", "Content-type", "Connection", "Content-length"));
      assertThat(provider.requests)
          .extracting(request -> request.header("Connection"))
          .containsOnly("keep-alive");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 401, 407, 408, 429, 503})
  void noAnswerMakesItSendAnythingAgain(int status) {
    try (var provider =
            new ProviderDouble(_ ->
                Reply.error(status, "no")
                    .with("WWW-Authenticate", "Basic realm=\"x\"")
                    .with("Proxy-Authenticate", "Basic realm=\"x\"")
                    .with("Location", "/elsewhere")
                    .with("Retry-After", "0"));
        var transport = new Transport(provider.connection(new Auth.None()))) {
      for (String method : List.of("GET", "PATCH", "DELETE")) {
        assertThat(send(transport, provider.uri("/scim/v2/Users/1"), method, null).status())
            .isEqualTo(status);
      }
      assertThat(provider.requests).hasSize(3);
    }
  }

  /// The server promises to keep its connection and closes it.
  @Test
  void aWriteDoesNotMeetAConnectionThatWasClosedMeanwhileAndIsSentOnce() throws IOException {
    try (var server = new RawServer(RawServer.saying("HTTP/1.1 204 No Content\r\n\r\n"));
        var transport = new Transport(ProviderDouble.connection(server.uri(), new Auth.None()))) {
      for (int i = 1; i <= 30; i++) {
        assertThat(send(transport, server.uri(), "PATCH", "{}").status()).isEqualTo(204);
        while (server.ended.get() < i) {
          Thread.onSpinWait();
        }
      }
      assertThat(server.connections).hasValue(30);
    }
  }

  @Test
  void aWriteWhoseAnswerIsLostIsNotSentAgain() throws IOException {
    var requests = new AtomicInteger();
    try (var server =
            new RawServer((out, _) -> {
              if (requests.incrementAndGet() == 1) {
                out.write(RawServer.head("Content-Length: 0"));
              }
            });
        var transport = new Transport(ProviderDouble.connection(server.uri(), new Auth.None()))) {
      for (String method : List.of("PATCH", "DELETE")) {
        requests.set(1);
        ScimFailure failure = failure(() -> send(transport, server.uri(), method, null));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("lost the connection before any answer");
        assertThat(requests).hasValue(2);
      }
    }
  }

  @Test
  void headersWithoutEndAreRefused() throws IOException {
    String one = "X-Padding: " + "x".repeat(1000) + "\r\n";
    for (String head : List.of("X-Long: " + "x".repeat(1 << 20) + "\r\n", one.repeat(1000))) {
      try (var server = new RawServer(RawServer.saying("HTTP/1.1 200 OK\r\n" + head + "\r\n{}"));
          var transport = new Transport(ProviderDouble.connection(server.uri(), new Auth.None()))) {
        assertThat(failure(() -> send(transport, server.uri(), "GET", null)).kind())
            .isEqualTo(Kind.TOO_LARGE);
      }
    }
  }

  /// More calls than there are connections: what hangs must give its place back.
  @Test
  void anAnswerOfTheResolverThatHangsCostsACallItsTimeAndNothingElse() throws Exception {
    var hanging = new CountDownLatch(1);
    var asked = new AtomicInteger();
    try (var provider = new ProviderDouble(_ -> Reply.json("{}"));
        var transport =
            new Transport(
                connection(provider.uri("/scim"), 100),
                _ -> {
                  if (asked.incrementAndGet() <= 20) {
                    await(hanging);
                  }
                  return new InetAddress[] {InetAddress.getLoopbackAddress()};
                },
                null)) {
      for (int i = 0; i < 20; i++) {
        ScimFailure failure =
            failure(() -> send(transport, provider.uri("/scim/Users"), "GET", null));
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure).hasMessageContaining("did not answer as a whole within 100 ms");
      }
      assertThat(provider.requests).isEmpty();
      assertThat(answerInTheEnd(transport, provider.uri("/scim/Users")).status()).isEqualTo(200);
      hanging.countDown();
    }
  }

  /// 100 ms is little for a busy machine.
  private static Answer answerInTheEnd(Transport transport, URI uri) {
    while (true) {
      try {
        return send(transport, uri, "GET", null);
      } catch (ScimFailure failure) {
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      }
    }
  }

  @Test
  void closingEndsWhatIsUnderWayWhereverItHangs() throws Exception {
    var hanging = new CountDownLatch(1);
    try (var silent = new RawServer(RawServer.silent());
        var dribbling = new RawServer(RawServer.dribbling());
        var provider = new ProviderDouble(_ -> Reply.json("{}"))) {
      var closing =
          List.of(
              new Transport(connection(silent.uri(), 50_000)),
              new Transport(connection(dribbling.uri(), 50_000)),
              new Transport(
                  connection(provider.uri("/scim"), 50_000),
                  _ -> {
                    await(hanging);
                    throw new UnknownHostException();
                  },
                  null));
      var uris = List.of(silent.uri(), dribbling.uri(), provider.uri("/scim"));
      for (int i = 0; i < closing.size(); i++) {
        Transport transport = closing.get(i);
        URI uri = uris.get(i);
        var ended = new CompletableFuture<ScimFailure>();
        Thread.ofVirtual()
            .start(() -> ended.complete(failure(() -> send(transport, uri, "GET", null))));
        while (transport.connections() == 0) {
          Thread.onSpinWait();
        }
        transport.close();
        assertThat(ended.get().kind()).isIn(Kind.UNREACHABLE, Kind.TRUNCATED);
        assertThat(ended.get().getMessage()).containsAnyOf("is closed", "broke off in the middle");
        assertThat(transport.connections()).isZero();
        assertThat(failure(() -> send(transport, uri, "GET", null)))
            .hasMessageContaining("was not sent: the client of this source is closed");
      }
      hanging.countDown();
    }
  }

  @Test
  void anInterruptEndsACallAtOnceAndIsKept() throws Exception {
    try (var silent = new RawServer(RawServer.silent());
        var transport = new Transport(connection(silent.uri(), 50_000))) {
      var ended = new CompletableFuture<String>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                ScimFailure failure = failure(() -> send(transport, silent.uri(), "GET", null));
                ended.complete(failure.kind() + " " + Thread.currentThread().isInterrupted());
              });
      while (silent.connections.get() == 0) {
        Thread.onSpinWait();
      }
      caller.interrupt();
      assertThat(ended.get()).isEqualTo("TIMEOUT true");
      while (transport.connections() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void moreCallsThanConnectionsTakeTurns() throws Exception {
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    try (var provider =
            new ProviderDouble(_ -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              atOnce.decrementAndGet();
              return Reply.json("{}");
            });
        var transport = new Transport(provider.connection(new Auth.None()))) {
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 100; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> send(transport, provider.uri("/scim/v2/Users"), "GET", null)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(provider.requests).hasSize(100);
      assertThat(most.get()).isLessThanOrEqualTo(16);
      assertThat(transport.connections()).isLessThanOrEqualTo(16);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer send(Transport transport, URI uri, String method, String body) {
    return transport.send(
        new Call("hr", method, uri),
        body == null ? Map.of("Accept", "application/scim+json") : JSON,
        body,
        text -> text);
  }

  private static ScimFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable sent) {
    return catchThrowableOfType(ScimFailure.class, sent);
  }

  private static Connection connection(URI base, int millis) {
    return new Connection(
        "hr", base, new Auth.None(), Duration.ofMillis(millis), 10, 1 << 20, true);
  }
}
