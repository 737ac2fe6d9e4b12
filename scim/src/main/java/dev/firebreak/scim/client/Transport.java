package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
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
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP exchange, bounded in time (body included) and in bytes, to nowhere but where [Egress]
/// lets it. No redirect is followed.
final class Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  private final Connection connection;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;
  private final Egress egress;

  Transport(Connection connection) {
    this.connection = connection;
    this.egress = new Egress(connection);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connection.timeout())
            .executor(threads);
    SSLContext tls = connection.tls().context();
    this.http = tls == null ? builder.build() : builder.sslContext(tls).build();
  }

  /// @throws ScimFailure when no whole answer came
  Answer send(Call call, HttpRequest request, UnaryOperator<String> redact) {
    long begun = System.nanoTime();
    admit(call);
    var answering = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            request,
            _ -> {
              answering.set(true);
              return new BoundedBody(connection.maxBodyBytes());
            });
    try {
      HttpResponse<byte[]> response = exchange.get(left(begun), TimeUnit.NANOSECONDS);
      byte[] body = unpacked(call, response);
      var took = Duration.ofNanos(System.nanoTime() - begun);
      LOG.debug(
          "{}: {} {} answered {} in {} ms",
          call.source(),
          call.method(),
          call.where(),
          response.statusCode(),
          took.toMillis());
      return new Answer(call, response, body, took, redact);
    } catch (TimeoutException e) {
      throw tooSlow(call);
    } catch (InterruptedException e) {
      throw interrupted(call);
    } catch (ExecutionException e) {
      throw broken(call, e.getCause() == null ? e : e.getCause(), answering.get());
    } finally {
      exchange.cancel(true);
    }
  }

  private long left(long begun) {
    return Math.max(0, connection.timeout().toNanos() - (System.nanoTime() - begun));
  }

  /// Looks up where the call goes, which may take its time as well.
  private void admit(Call call) {
    Future<?> check;
    try {
      check = threads.submit(() -> egress.check(call));
    } catch (RejectedExecutionException e) {
      throw call.failure(Kind.UNREACHABLE, "was not sent: the client of this source is closed");
    }
    try {
      check.get(connection.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw tooSlow(call);
    } catch (InterruptedException e) {
      throw interrupted(call);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ScimFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      check.cancel(true);
    }
  }

  private byte[] unpacked(Call call, HttpResponse<byte[]> response) {
    String coding = response.headers().firstValue("Content-Encoding").orElse("").strip();
    if (response.body().length == 0
        || !(coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"))) {
      return response.body();
    }
    try {
      return Gunzip.unpack(response.body(), connection.maxBodyBytes());
    } catch (BoundedBody.TooLarge e) {
      throw call.failure(
          Kind.TOO_LARGE,
          "answered a compressed body that is more than %d bytes, or more than %d times its size; ask for smaller pages, or raise the limit of this source"
              .formatted(connection.maxBodyBytes(), Gunzip.MAX_RATIO));
    } catch (EOFException e) {
      throw call.failure(
          Kind.TRUNCATED,
          "answered a compressed body that stops in its middle; try again, then look at the proxies in between");
    } catch (IOException e) {
      throw call.failure(
          Kind.MALFORMED,
          "answered a body that says it is gzip and is not; the service provider needs mending");
    }
  }

  private static ScimFailure interrupted(Call call) {
    Thread.currentThread().interrupt();
    return call.failure(Kind.TIMEOUT, "was interrupted before the whole answer came");
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
