package dev.firebreak.scim.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// A real HTTP server in front of a service provider that changes what is asked and what is
/// answered.
final class Liar implements AutoCloseable {

  /// A request as it came, or as it goes on.
  record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    Asked without(String parameter) {
      var fewer = new LinkedHashMap<>(query);
      fewer.remove(parameter);
      return new Asked(method, path, fewer, headers, body);
    }

    Asked with(String parameter, String value) {
      var more = new LinkedHashMap<>(query);
      more.put(parameter, value);
      return new Asked(method, path, more, headers, body);
    }

    Asked withoutHeader(String name) {
      var fewer = new LinkedHashMap<>(headers);
      fewer.remove(name);
      return new Asked(method, path, query, fewer, body);
    }

    Asked as(String otherMethod, String otherBody) {
      return new Asked(otherMethod, path, query, headers, otherBody);
    }

    boolean lists(String endpoint) {
      return method.equals("GET") && path.endsWith(endpoint);
    }
  }

  record Told(int status, String etag, String body) {
    Told saying(String other) {
      return new Told(status, etag, other);
    }

    Told tagged(String other) {
      return new Told(status, other, body);
    }
  }

  /// How it lies; what it leaves alone is true.
  interface Lie {
    default Asked asked(Asked asked) {
      return asked;
    }

    default Told told(Asked asked, Told told) {
      return told;
    }
  }

  final List<Asked> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final Lie lie;

  Liar(URI target, Lie lie) throws IOException {
    this.target = target;
    this.lie = lie;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target.getPath());
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new LinkedHashMap<String, String>();
      for (String name : List.of("Authorization", "Content-Type", "If-Match", "If-None-Match")) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          headers.put(name, value);
        }
      }
      var asked =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              query(exchange.getRequestURI().getRawQuery()),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(asked);
      Told told = lie.told(asked, forward(lie.asked(asked)));
      exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
      if (!told.etag().isEmpty()) {
        exchange.getResponseHeaders().set("ETag", told.etag());
      }
      byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Told forward(Asked asked) throws IOException, InterruptedException {
    String query =
        asked.query().entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://"
                        + target.getAuthority()
                        + asked.path()
                        + (query.isEmpty() ? "" : "?" + query)))
            .method(
                asked.method(),
                asked.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(asked.body()));
    asked.headers().forEach(request::header);
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Told(
        response.statusCode(), response.headers().firstValue("ETag").orElse(""), response.body());
  }

  private static Map<String, String> query(String raw) {
    var query = new LinkedHashMap<String, String>();
    if (raw != null) {
      for (String each : raw.split("&", -1)) {
        String[] parts = each.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
