package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP exchange, bounded in time (looking up the name and reading the body included) and in
/// bytes, to nowhere but where [Egress] lets it. No redirect is followed, and nothing sent twice.
final class Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  private final Connection connection;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;
  private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
  private final Egress egress;
  private final HttpConnections connections;

  Transport(Connection connection) {
    this(connection, InetAddress::getAllByName, ProxySelector.getDefault());
  }

  /// @param resolver says which addresses a host name has
  /// @param proxies which proxy a call takes; null for none
  Transport(Connection connection, Egress.Resolver resolver, @Nullable ProxySelector proxies) {
    this.connection = connection;
    this.egress = new Egress(connection, resolver);
    this.connections = new HttpConnections(connection, egress, proxies);
  }

  /// @param headers sent as they are
  /// @param body null for none
  /// @throws ScimFailure when no whole answer came
  Answer send(
      Call call, Map<String, String> headers, @Nullable String body, UnaryOperator<String> redact) {
    egress.check(call);
    var attempt = new Attempt(call, headers, body, connection.maxBodyBytes(), redact);
    underWay.add(attempt);
    Future<?> running = null;
    try {
      running = threads.submit(() -> attempt.run(connections));
      Answer answer = attempt.whole().get(connection.timeout().toNanos(), TimeUnit.NANOSECONDS);
      LOG.debug(
          "{}: {} {} answered {} in {} ms",
          call.source(),
          call.method(),
          call.where(),
          answer.status(),
          answer.took().toMillis());
      return answer;
    } catch (RejectedExecutionException e) {
      throw call.failure(Kind.UNREACHABLE, "was not sent: the client of this source is closed");
    } catch (TimeoutException e) {
      throw tooSlow(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw call.failure(Kind.TIMEOUT, "was interrupted before the whole answer came");
    } catch (ExecutionException e) {
      throw broken(call, e.getCause() == null ? e : e.getCause(), attempt.answering());
    } finally {
      underWay.remove(attempt);
      attempt.end();
      if (running != null) {
        running.cancel(true);
      }
    }
  }

  /// Ends what is under way, too.
  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    underWay.forEach(each -> each.whole().completeExceptionally(new ClosedChannelException()));
    connections.close();
  }

  /// How many connections are kept or in use.
  int connections() {
    return connections.count();
  }

  private ScimFailure broken(Call call, Throwable cause, boolean answering) {
    return switch (cause) {
      case ScimFailure failure -> failure;
      case Egress.Objection objection -> Egress.refused(call, objection.why());
      case UncheckedIOException wrapped ->
          broken(call, Objects.requireNonNull(wrapped.getCause()), answering);
      case BoundedBody.TooLarge _ ->
          call.failure(
              Kind.TOO_LARGE,
              "answered more than the %d bytes allowed; ask for smaller pages, or raise the limit of this source"
                  .formatted(connection.maxBodyBytes()));
      case MessageConstraintException _ ->
          call.failure(
              Kind.TOO_LARGE,
              "answered with more or longer headers than any service provider needs; look at the proxies in between");
      case SocketTimeoutException _, TimeoutException _ -> tooSlow(call);
      case RuntimeException surprise -> throw new IllegalStateException(surprise);
      case Error error -> throw error;
      default ->
          answering
              ? call.failure(
                  Kind.TRUNCATED,
                  "broke off in the middle of its answer; try again, then look at the proxies in between")
              : call.failure(Kind.UNREACHABLE, unreachable(cause));
    };
  }

  private String unreachable(Throwable cause) {
    if (closed) {
      return "was broken off: the client of this source is closed";
    }
    return switch (cause) {
      case UnknownHostException _ -> "has a host name that nobody knows; check the base URL";
      case ConnectException _, NoRouteToHostException _ ->
          "could not connect; check that the service provider runs there and that this host may reach it";
      case SSLException tls ->
          "failed to agree on TLS ("
              + tls.getMessage()
              + "); check the certificate and its authority";
      default ->
          "lost the connection before any answer; try again, then look at the service provider's log";
    };
  }

  private ScimFailure tooSlow(Call call) {
    return call.failure(
        Kind.TIMEOUT,
        "did not answer as a whole within %s; check the service provider, or raise the timeout of this source"
            .formatted(Seconds.of(connection.timeout())));
  }
}
