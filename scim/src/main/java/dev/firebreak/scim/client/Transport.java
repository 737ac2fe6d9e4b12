package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP exchange, bounded in time (body included) and in bytes. No redirect is followed.
final class Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  private final Connection connection;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  Transport(Connection connection) {
    this.connection = connection;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connection.timeout())
            .executor(threads)
            .build();
  }

  /// @throws ScimFailure when no whole answer came
  Answer send(Call call, HttpRequest request, UnaryOperator<String> redact) {
    long begun = System.nanoTime();
    var answering = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            request,
            _ -> {
              answering.set(true);
              return new BoundedBody(connection.maxBodyBytes());
            });
    try {
      HttpResponse<byte[]> response =
          exchange.get(connection.timeout().toNanos(), TimeUnit.NANOSECONDS);
      var took = Duration.ofNanos(System.nanoTime() - begun);
      LOG.debug(
          "{}: {} {} answered {} in {} ms",
          call.source(),
          call.method(),
          call.where(),
          response.statusCode(),
          took.toMillis());
      return new Answer(call, response, took, redact);
    } catch (TimeoutException e) {
      throw tooSlow(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw call.failure(Kind.TIMEOUT, "was interrupted before the whole answer came");
    } catch (ExecutionException e) {
      throw broken(call, e.getCause() == null ? e : e.getCause(), answering.get());
    } finally {
      exchange.cancel(true);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }

  private ScimFailure broken(Call call, Throwable cause, boolean answering) {
    if (cause instanceof BoundedBody.TooLarge) {
      return call.failure(
          Kind.TOO_LARGE,
          "answered more than the %d bytes allowed; ask for smaller pages, or raise the limit of this source"
              .formatted(connection.maxBodyBytes()));
    }
    if (cause instanceof HttpTimeoutException) {
      return tooSlow(call);
    }
    if (answering) {
      return call.failure(
          Kind.TRUNCATED,
          "broke off in the middle of its answer; try again, then look at the proxies in between");
    }
    return call.failure(
        Kind.UNREACHABLE,
        switch (cause) {
          case ConnectException refused
              when refused.getCause() instanceof UnresolvedAddressException ->
              "has a host name that nobody knows; check the base URL";
          case ConnectException _ ->
              "could not connect; check that the service provider runs there and that this host may reach it";
          case SSLException tls ->
              "failed to agree on TLS ("
                  + tls.getMessage()
                  + "); check the certificate and its authority";
          default ->
              "lost the connection before any answer; try again, then look at the service provider's log";
        });
  }

  private ScimFailure tooSlow(Call call) {
    return call.failure(
        Kind.TIMEOUT,
        "did not answer as a whole within %s; check the service provider, or raise the timeout of this source"
            .formatted(Seconds.of(connection.timeout())));
  }
}
