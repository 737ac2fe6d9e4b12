package dev.firebreak.remediation.plan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A source over HTTP whose answers a test decides by the path with its query.
final class OddSource implements Sources, AutoCloseable {

  /// @param body empty for none
  record Answer(int status, String body) {}

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ScimClient client;
  private final Function<String, Answer> answers;

  OddSource(Function<String, Answer> answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        new ScimClient(
            new Connection(
                "vault",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new Auth.Bearer(Secret.of("t")),
                Duration.ofSeconds(20),
                100,
                1 << 20,
                true),
            Clock.systemUTC());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String wanted = exchange.getRequestURI().toString();
    asked.add(wanted);
    Answer answer = answers.apply(wanted);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static Answer listing(String... resources) {
    return new Answer(
        200,
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
         "totalResults":%d,"startIndex":1,"itemsPerPage":%1$d,"Resources":[%s]}\
        """
            .formatted(resources.length, String.join(",", resources)));
  }

  static Answer refused(int status) {
    return new Answer(
        status,
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"%d","detail":"no"}\
        """
            .formatted(status));
  }

  @Override
  public boolean knows(String source) {
    return source.equals("vault");
  }

  @Override
  public ScimClient client(String source) {
    return client;
  }

  @Override
  public CapabilityClaim capabilities(String source) {
    return CapabilityClaim.UNKNOWN;
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }
}
