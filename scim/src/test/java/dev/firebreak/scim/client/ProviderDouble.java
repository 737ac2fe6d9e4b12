package dev.firebreak.scim.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A service provider over real HTTP whose every answer the test decides, and which keeps what it
/// was asked.
final class ProviderDouble implements AutoCloseable {
  record Request(String method, URI uri, Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }

    /// A query parameter, decoded; null without it.
    String parameter(String name) {
      String query = uri.getRawQuery();
      return query == null
          ? null
          : Stream.of(query.split("&"))
              .filter(each -> each.startsWith(name + "="))
              .map(each ->
                  URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
              .findFirst()
              .orElse(null);
    }

    int number(String parameter) {
      return Stream.of(uri.getRawQuery().split("&"))
          .filter(each -> each.startsWith(parameter + "="))
          .mapToInt(each -> Integer.parseInt(each.substring(parameter.length() + 1)))
          .findFirst()
          .orElseThrow();
    }
  }

  record Reply(int status, Map<String, String> headers, String body) {
    static Reply of(int status, String type, String body) {
      return new Reply(status, Map.of("Content-Type", type), body);
    }

    static Reply json(String body) {
      return of(200, "application/scim+json;charset=UTF-8", body);
    }

    static Reply error(int status, String detail) {
      return of(
          status,
          "application/scim+json",
          "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"%d\",\"detail\":\"%s\"}"
              .formatted(status, detail));
    }

    static Reply bare(int status) {
      return new Reply(status, Map.of(), "");
    }

    Reply as(int otherStatus) {
      return new Reply(otherStatus, headers, body);
    }

    Reply with(String header, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body);
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ProviderDouble(Function<Request, Reply> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  Connection connection(Auth auth) {
    return connection(uri("/scim/v2"), auth);
  }

  /// As [#connection], in another dialect.
  Connection connection(Dialect dialect) {
    return connection(new Auth.None()).with(dialect);
  }

  static Connection connection(URI base, Auth auth) {
    return new Connection("hr", base, auth, Duration.ofSeconds(20), 10, 1 << 20, true)
        .with(Dialect.STANDARD.paging(Pagination.INDEX));
  }

  /// A page of users with these numbers as ids.
  static String page(Object total, IntStream ids) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"Resources\":[%s],\"totalResults\":%s}"
        .formatted(
            ids.mapToObj("{\"id\":\"%1$d\",\"userName\":\"user%1$d\"}"::formatted)
                .collect(Collectors.joining(",")),
            total);
  }

  /// Users 1 to `total`, paged as the request asks.
  static Reply users(int total, Request request) {
    int start = request.number("startIndex");
    return Reply.json(
        page(total, IntStream.range(start, Math.min(start + request.number("count"), total + 1))));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
    try (exchange) {
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Reply reply = answers.apply(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
