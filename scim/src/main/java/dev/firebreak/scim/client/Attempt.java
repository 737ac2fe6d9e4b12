package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// One request on its way, and what became of it. Whoever waits for it may give it up at any time.
final class Attempt {
  private final Call call;
  private final HttpUriRequestBase request;
  private final long bound;
  private final UnaryOperator<String> redact;
  private final long begun = System.nanoTime();
  private final CompletableFuture<Answer> whole = new CompletableFuture<>();
  private volatile boolean answering;

  /// @param bound the most bytes of a body, packed or not
  /// @param redact takes the secrets of this connection out of a text
  Attempt(
      Call call,
      Map<String, String> headers,
      @Nullable String body,
      long bound,
      UnaryOperator<String> redact) {
    this.call = call;
    this.bound = bound;
    this.redact = redact;
    this.request = new HttpUriRequestBase(call.method(), call.uri());
    headers.forEach(request::setHeader);
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
    }
  }

  CompletableFuture<Answer> whole() {
    return whole;
  }

  /// Whether an answer has begun.
  boolean answering() {
    return answering;
  }

  /// Sends it and waits until it is answered, or cannot be.
  void run(HttpConnections connections) {
    try {
      whole.complete(exchange(connections));
    } catch (IOException | RuntimeException | Error e) {
      whole.completeExceptionally(e);
    }
  }

  /// Hangs up, unless the whole answer came.
  void end() {
    if (!whole.isDone() || whole.isCompletedExceptionally()) {
      request.cancel();
    }
  }

  private Answer exchange(HttpConnections connections) throws IOException {
    boolean read = false;
    try (ClassicHttpResponse response = connections.open(request)) {
      answering = true;
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      for (Header each : response.getHeaders()) {
        headers.putIfAbsent(each.getName(), String.valueOf(each.getValue()));
      }
      try {
        byte[] body = body(response.getEntity());
        read = true;
        return new Answer(
            call,
            response.getCode(),
            headers,
            unpacked(headers, body),
            Duration.ofNanos(System.nanoTime() - begun),
            redact);
      } finally {
        if (!read) {
          request.cancel(); // else closing the answer would read it to its end
        }
      }
    }
  }

  private byte[] body(@Nullable HttpEntity entity) throws IOException {
    return entity == null
        ? new byte[0]
        : BoundedBody.read(entity.getContent(), entity.getContentLength(), bound);
  }

  private byte[] unpacked(Map<String, String> headers, byte[] body) {
    String coding = headers.getOrDefault("Content-Encoding", "").strip();
    if (body.length == 0
        || !(coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"))) {
      return body;
    }
    try {
      return Gunzip.unpack(body, bound);
    } catch (BoundedBody.TooLarge e) {
      throw call.failure(
          Kind.TOO_LARGE,
          "answered a compressed body that is more than %d bytes, or more than %d times its size; ask for smaller pages, or raise the limit of this source"
              .formatted(bound, Gunzip.MAX_RATIO));
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
}
