package dev.firebreak.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A server before a SCIM service provider that answers some methods with an error which tells all
/// that it was sent, credentials among it, in every form that a careless server has.
final class Echo implements AutoCloseable {

  private static final Set<String> PASSED_ON =
      Set.of("authorization", "content-type", "if-match", "accept");

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<String> echoing = ConcurrentHashMap.newKeySet();
  private final URI behind;

  private Echo(HttpServer server, URI behind) {
    this.server = server;
    this.behind = behind;
  }

  /// @param behind the base address of the provider
  static Echo before(URI behind) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Echo echo = new Echo(server, behind);
      server.createContext("/", echo::answer);
      server.start();
      return echo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/scim/v2");
  }

  /// From now on, these methods are answered with what was sent.
  Echo echoing(String... methods) {
    echoing.clear();
    echoing.addAll(List.of(methods));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      if (echoing.contains(exchange.getRequestMethod())) {
        tell(exchange, new String(body, StandardCharsets.UTF_8));
      } else {
        passOn(exchange, body);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void tell(HttpExchange exchange, String body) throws IOException {
    String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String bare = sent.substring(sent.indexOf(' ') + 1);
    String told =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue",
         "error":"invalid_client","error_description":"no %1$s",
         "detail":"I know nobody with %1$s, nor %2$s, nor %3$s, nor %4$s"}\
        """
            .formatted(sent.replace("\"", ""), bare, decoded(bare), body.replace("\"", ""));
    byte[] bytes = told.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/scim+json");
    exchange.getResponseHeaders().add("X-Debug", bare);
    exchange.sendResponseHeaders(400, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String decoded(String basic) {
    try {
      return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBasic) {
      return "nothing";
    }
  }

  private void passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().toString().replaceFirst("^/scim/v2", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + path))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    var answer = client.send(request.build(), BodyHandlers.ofByteArray());
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("content-length")
              && !name.equalsIgnoreCase("transfer-encoding")) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
