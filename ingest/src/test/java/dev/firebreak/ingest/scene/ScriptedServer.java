package dev.firebreak.ingest.scene;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A server that gives the listings it was told to give, for what no well-kept provider sends.
public final class ScriptedServer implements AutoCloseable {

  private record Listing(int total, String[] resources) {}

  private final HttpServer server;
  private final Map<String, Listing> listings = new ConcurrentHashMap<>();

  public ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Listing listing = listings.get(exchange.getRequestURI().getPath().substring(3));
          String query = "&" + exchange.getRequestURI().getQuery();
          int start = Integer.parseInt(query.replaceFirst(".*&startIndex=(\\d+).*", "$1"));
          int count = Integer.parseInt(query.replaceFirst(".*&count=(\\d+).*", "$1"));
          byte[] body = page(listing, start, count).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/scim+json");
          exchange.sendResponseHeaders(listing == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static String page(Listing listing, int start, int count) {
    if (listing == null) {
      return "{}";
    }
    return Arrays.stream(listing.resources())
        .skip(start - 1L)
        .limit(count)
        .collect(
            Collectors.joining(
                ",", "{\"totalResults\":" + listing.total() + ",\"Resources\":[", "]}"));
  }

  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2");
  }

  /// What an endpoint lists from now on; JSON with `'` in place of `"`.
  public ScriptedServer lists(String endpoint, String... resources) {
    return promises(resources.length, endpoint, resources);
  }

  /// What an endpoint lists from now on, and how much it says that there is.
  public ScriptedServer promises(int total, String endpoint, String... resources) {
    listings.put(
        endpoint,
        new Listing(total, Arrays.stream(resources).map(Served::json).toArray(String[]::new)));
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
