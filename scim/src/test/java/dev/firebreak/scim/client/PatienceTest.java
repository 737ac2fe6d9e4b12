package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No time really passes: each wait moves the clock.
@Timeout(60)
class PatienceTest {
  private static final PatchRequest REMOVE = PatchRequest.remove(ScimPath.parse("title"));

  private final List<Duration> waits = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void aReadIsTriedAgainAtOnceWhenTheServerStumbles() throws IOException {
    try (var provider = provider();
        var server = FaultyServer.inFrontOf(provider, new Fault.Fails(2));
        var client = client(server, Patience.USUAL)) {
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(server.requests()).hasSize(3);
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void aServerThatGoesOnFailingIsGivenUpAfterItsAttempts() {
    try (var provider = new ProviderDouble(_ -> Reply.error(503, "busy"));
        var client = client(provider, Patience.USUAL)) {
      assertThatThrownBy(() -> client.list("Users", Map.of(), _ -> {}))
          .isInstanceOf(ScimFailure.class)
          .hasMessageContaining("answered 503 (busy); look at the service provider's log");
      assertThat(client.read("Users", "1")).isInstanceOf(ScimOutcome.Uncertain.class);
      assertThat(provider.requests).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 501})
  void anAnswerThatWillNotChangeIsNotAskedForAgain(int status) {
    try (var provider = new ProviderDouble(_ -> Reply.error(status, "no"));
        var client = client(provider, Patience.USUAL)) {
      client.read("Users", "1");
      assertThat(provider.requests)
          .filteredOn(request -> request.uri().getPath().endsWith("/Users/1"))
          .hasSize(1);
    }
  }

  @Test
  void aBrokenConnectionIsTriedAgain() throws IOException {
    var answers = new AtomicInteger();
    try (var server =
            new RawServer((out, _) -> {
              if (answers.getAndIncrement() > 1) {
                out.write(RawServer.head("Content-Length: 2\r\nConnection: close"));
                out.write('{');
                out.write('}');
              }
            });
        var client = client(ProviderDouble.connection(server.uri(), new Auth.None()))) {
      assertThat(client.capabilities()).isEqualTo(CapabilityClaim.UNKNOWN);
      assertThat(server.connections).hasValue(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aWriteIsSentOnceWhateverComes(int status) {
    try (var provider = new ProviderDouble(_ -> Reply.error(status, "no"));
        var client = client(provider, Patience.USUAL)) {
      client.patch("Users", "1", REMOVE, null);
      client.delete("Users", "1", null);
      assertThat(provider.requests)
          .extracting(ProviderDouble.Request::method)
          .containsExactly("PATCH", "DELETE");
    }
  }

  @ParameterizedTest
  @CsvSource({"7", "'Sun, 22 Nov 2026 10:00:07 GMT'"})
  void aThrottledReadWaitsAsLongAsItIsTold(String retryAfter) throws IOException {
    try (var provider = provider();
        var server = FaultyServer.inFrontOf(provider, new Fault.Throttles(1, retryAfter));
        var client = client(server, Patience.USUAL)) {
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(waits).hasSize(1);
      assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_700));
    }
  }

  @Test
  void withoutBeingToldItWaitsLongerEachTime() {
    var answers = new AtomicInteger();
    try (var provider =
            new ProviderDouble(request ->
                answers.getAndIncrement() < 8
                    ? Reply.error(429, "slow down")
                    : ProviderDouble.users(1, request));
        var client = client(provider, Patience.USUAL)) {
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(waits).hasSize(8);
      for (int i = 0; i < 8; i++) {
        long most = Math.min(60_000, 1000L << i);
        assertThat(waits.get(i).toMillis()).as("wait %d", i).isBetween(most / 2, most);
      }
    }
  }

  @Test
  void aReadNeverWaitsBeyondItsTime() {
    try (var provider =
            new ProviderDouble(_ -> Reply.error(429, "slow down").with("Retry-After", "50"));
        var client = client(provider, Patience.USUAL)) {
      assertThat(client.read("Users", "1"))
          .isEqualTo(new ScimOutcome.Throttled(Duration.ofSeconds(50)));
      assertThat(provider.requests).hasSize(3);
      assertThat(total()).isLessThan(Duration.ofMinutes(2));
    }
  }

  @Test
  void anAbsurdRetryAfterIsNotWaitedFor() {
    try (var provider =
            new ProviderDouble(_ -> Reply.error(429, "slow down").with("Retry-After", "86400"));
        var client = client(provider, Patience.USUAL)) {
      ScimFailure failure =
          catchThrowableOfType(ScimFailure.class, () -> client.list("Users", Map.of(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
      assertThat(failure).hasMessageContaining("try again in 86400 s");
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void aListingWithoutEndIsGivenUpAtItsTime() {
    var hour =
        new Patience(3, Duration.ofMinutes(2), Duration.ofHours(1), null, Duration.ofSeconds(30));
    var answers = new AtomicInteger();
    try (var provider =
            new ProviderDouble(request ->
                answers.getAndIncrement() % 2 == 0
                    ? Reply.error(429, "slow down").with("Retry-After", "600")
                    : ProviderDouble.users(1_000_000, request));
        var client = client(provider, hour)) {
      ScimFailure failure =
          catchThrowableOfType(ScimFailure.class, () -> client.list("Users", Map.of(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
      assertThat(total()).isLessThanOrEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void aSlowListingIsIncompleteAtItsTime() {
    var minute =
        new Patience(3, Duration.ofMinutes(2), Duration.ofMinutes(1), null, Duration.ofSeconds(30));
    try (var provider =
            new ProviderDouble(request -> {
              now = now.plusSeconds(25);
              return ProviderDouble.users(1_000_000, request);
            });
        var client = client(provider, minute)) {
      Listing listing = client.list("Users", Map.of(), _ -> {});
      assertThat(listing.complete()).isFalse();
      assertThat(listing.problem())
          .contains("its end was not reached within 60 s, after 3 pages; raise listing-time");
    }
  }

  @Test
  void requestsKeepToTheRateOfTheirSource() {
    var slow =
        new Patience(3, Duration.ofMinutes(2), Duration.ofHours(1), 0.1, Duration.ofSeconds(30));
    try (var provider = new ProviderDouble(_ -> Reply.json("{\"id\":\"1\"}"));
        var client = client(provider, slow)) {
      client.read("Users", "1");
      client.patch("Users", "1", REMOVE, null);
      client.read("Users", "1");
      assertThat(provider.requests).hasSize(3);
      assertThat(waits).hasSize(2);
      // The bucket runs on real time, which hardly passes here.
      assertThat(waits.get(0).toMillis()).isCloseTo(10_000, within(9_000L));
      assertThat(waits.get(1)).isGreaterThan(waits.get(0).plusSeconds(5));
    }
  }

  @Test
  void aRequestThatWouldWaitTooLongForItsTurnIsNotSent() {
    var crawling =
        new Patience(1, Duration.ofSeconds(1), Duration.ofHours(1), 0.01, Duration.ofSeconds(30));
    try (var provider = new ProviderDouble(_ -> Reply.json("{\"id\":\"1\"}"));
        var client = client(provider, crawling)) {
      client.read("Users", "1");
      assertThat(client.patch("Users", "1", REMOVE, null))
          .isInstanceOf(ScimOutcome.Throttled.class);
      assertThatThrownBy(client::capabilities)
          .hasMessageContaining("was not sent: the 0.01 requests per second");
      assertThat(provider.requests).hasSize(1);
    }
  }

  @Test
  void aSourceThatKeepsFailingIsLeftAloneForAWhile() {
    var healthy = new AtomicInteger();
    try (var provider =
            new ProviderDouble(request ->
                healthy.get() == 0 ? Reply.error(500, "down") : ProviderDouble.users(1, request));
        var client = client(provider, Patience.USUAL)) {
      for (int i = 0; i < 6; i++) {
        client.read("Users", "1");
      }
      assertThat(provider.requests).hasSize(10);
      now = now.plusSeconds(10);
      ScimFailure failure =
          catchThrowableOfType(ScimFailure.class, () -> client.list("Users", Map.of(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure)
          .hasMessageContaining(
              "was not sent: 10 of the last 10 calls failed, so this source is left alone for another 20 s");
      assertThat(provider.requests).hasSize(10);

      assertThat(client.patch("Users", "1", REMOVE, null))
          .as("writes are decided by whoever sends them")
          .isInstanceOf(ScimOutcome.Uncertain.class);
      now = now.plusSeconds(21);
      healthy.set(1);
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
    }
  }

  @Test
  void closingTheClientEndsAWait() throws Exception {
    try (var provider =
        new ProviderDouble(_ -> Reply.error(429, "slow down").with("Retry-After", "600"))) {
      var client =
          new ScimClient(
              provider.connection(Dialect.STANDARD.paging(Pagination.INDEX)), Clock.systemUTC());
      var failed = new java.util.concurrent.CompletableFuture<Throwable>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              client.list("Users", Map.of(), _ -> {});
            } catch (ScimFailure failure) {
              failed.complete(failure);
            }
          });
      while (provider.requests.isEmpty()) {
        Thread.onSpinWait();
      }
      client.close();
      assertThat(failed.get())
          .isInstanceOfSatisfying(
              ScimFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
  }

  @Test
  void patienceWithoutBoundsIsRefused() {
    var usual = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Patience(0, usual, usual, null, usual))
        .hasMessageContaining("attempts");
    assertThatThrownBy(() -> new Patience(1, Duration.ZERO, usual, null, usual))
        .hasMessageContaining("call-time");
    assertThatThrownBy(() -> new Patience(1, usual, usual, 0.0, usual))
        .hasMessageContaining("requests-per-second");
  }

  private Duration total() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private ScimClient client(ProviderDouble provider, Patience patience) {
    return client(provider.connection(Dialect.STANDARD.paging(Pagination.INDEX)).with(patience));
  }

  private ScimClient client(FaultyServer server, Patience patience) {
    return client(
        ProviderDouble.connection(server.baseUri(), new Auth.Bearer(Secret.of("t")))
            .with(patience));
  }

  private ScimClient client(Connection connection) {
    InstantSource clock = () -> now;
    return new ScimClient(
        connection,
        clock.withZone(ZoneOffset.UTC),
        time -> {
          waits.add(time);
          now = now.plus(time);
          return true;
        },
        new SplittableRandom(7));
  }

  private static ScimProvider provider() throws IOException {
    var provider = ScimProvider.named("hr").bearer("t").start();
    provider.load(
        "/Users",
        IntStream.range(0, 5)
            .mapToObj("{\"id\":\"%1$d\",\"userName\":\"user%1$d\"}"::formatted)
            .toList());
    return provider;
  }
}
