package dev.firebreak.providers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Every request a provider answered, in the order of the answers. A request is in the log before
/// its client can read the answer.
final class RequestLog {
  private final Queue<SeenRequest> seen = new ConcurrentLinkedQueue<>();

  List<SeenRequest> seen() {
    return List.copyOf(seen);
  }

  /// Notes the request and sends the answer; an empty body is sent as none.
  void answer(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    seen.add(
        new SeenRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("If-Match"),
            status));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
