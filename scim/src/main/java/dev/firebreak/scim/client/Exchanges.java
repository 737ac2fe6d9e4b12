package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Requests of one source, signed in and in their turn: a read as often as [Turns] has it, anything
/// else once.
final class Exchanges implements AutoCloseable {
  private static final String MEDIA_TYPE = "application/scim+json";

  private final Connection connection;
  private final Transport transport;
  private final Authorization authorization;
  private final Turns turns;
  private final CallObserver observer;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param waiter how time passes; null to let it really pass
  Exchanges(
      Connection connection,
      Clock clock,
      @Nullable Waiter waiter,
      RandomGenerator random,
      CallObserver observer) {
    this.connection = connection;
    this.observer = observer;
    this.transport = new Transport(connection);
    this.authorization = new Authorization(connection, transport, clock);
    this.turns =
        new Turns(
            connection.name(),
            connection.patience(),
            clock,
            waiter == null ? this::untilClosed : waiter,
            random);
  }

  /// A read, again and again if need be.
  ///
  /// @param packed whether the answer may be compressed. Not for a single resource: some proxies
  ///   change its `ETag` when they compress it, and do not know it again in `If-Match`
  /// @param until the instant after which it is not sent again
  /// @throws ScimFailure when no whole answer came
  Answer read(String method, URI uri, @Nullable String body, boolean packed, Instant until) {
    Call call = call(method, uri);
    return turns.read(call, until, told(() -> exchange(call, body, packed, Map.of())));
  }

  /// A read of what is not of a version (RFC 7644 §3.14), again and again if need be.
  ///
  /// @throws ScimFailure when no whole answer came
  Answer readUnless(URI uri, String ifNoneMatch, Instant until) {
    Call call = call("GET", uri);
    return turns.read(
        call, until, told(() -> exchange(call, null, false, Map.of("If-None-Match", ifNoneMatch))));
  }

  /// The same, telling when it is sent again.
  private Supplier<Answer> told(Supplier<Answer> send) {
    var sent = new AtomicBoolean();
    return () -> {
      if (sent.getAndSet(true)) {
        observer.sentAgain();
      }
      return send.get();
    };
  }

  /// One request in its turn.
  ///
  /// @throws ScimFailure when no whole answer came
  Answer once(String method, URI uri, @Nullable String body, @Nullable String ifMatch) {
    Call call = call(method, uri);
    turns.take(call);
    return exchange(call, body, false, ifMatch(ifMatch));
  }

  /// Waits for the turn of a request that [#now] sends.
  ///
  /// @return false when that would take too long
  boolean hasTurn(String method, URI uri) {
    try {
      turns.take(call(method, uri));
      return true;
    } catch (ScimFailure tooLong) {
      return false;
    }
  }

  /// One request, at once.
  ///
  /// @throws ScimFailure when no whole answer came
  Answer now(String method, URI uri, @Nullable String body, @Nullable String ifMatch) {
    return exchange(call(method, uri), body, false, ifMatch(ifMatch));
  }

  @Override
  public void close() {
    closed.countDown();
    transport.close();
  }

  private Call call(String method, URI uri) {
    return new Call(connection.name(), method, uri);
  }

  private boolean untilClosed(Duration time) throws InterruptedException {
    return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Map<String, String> ifMatch(@Nullable String version) {
    return version == null ? Map.of() : Map.of("If-Match", version);
  }

  /// Only a rejected token is renewed and tried again.
  private Answer exchange(
      Call call, @Nullable String body, boolean packed, Map<String, String> conditions) {
    String header = authorization.header();
    Answer answer = send(call, body, packed, conditions, header);
    return answer.status() == 401 && authorization.forget(header)
        ? send(call, body, packed, conditions, authorization.header())
        : answer;
  }

  private Answer send(
      Call call,
      @Nullable String body,
      boolean packed,
      Map<String, String> conditions,
      @Nullable String header) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", MEDIA_TYPE + ", application/json");
    headers.put("User-Agent", "firebreak");
    if (packed) {
      headers.put("Accept-Encoding", "gzip");
    }
    if (!call.method().equals("GET") && !call.method().equals("DELETE")) {
      headers.put("Content-Type", MEDIA_TYPE);
    }
    headers.putAll(conditions);
    if (header != null) {
      headers.put("Authorization", header);
    }
    long begun = System.nanoTime();
    try {
      Answer answer = transport.send(call, headers, body, authorization::redact);
      observer.called(CallEnd.of(answer), Duration.ofNanos(System.nanoTime() - begun));
      return answer;
    } catch (ScimFailure failure) {
      if (!Thread.currentThread().isInterrupted()) { // else it was us who broke it off
        observer.called(CallEnd.of(failure), Duration.ofNanos(System.nanoTime() - begun));
      }
      throw failure;
    }
  }

  Circuit circuit() {
    return turns.circuit();
  }

  /// What is known of the expiry of what we sign in with.
  List<Credential> credentials() {
    return authorization.credentials();
  }
}
