package dev.firebreak.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Hands HTTP requests to the SCIM-SDK and its responses back.
final class ScimEndpoint implements HttpHandler {
  private static final String SCIM_JSON = "application/scim+json";

  private final String origin;
  private final ClientAuth auth;
  private final ResourceEndpoint endpoint;
  private final RequestLog log;

  /// Compare with If-Match and write are one step.
  private final ReentrantLock writes = new ReentrantLock();

  /// @param origin scheme, host and port, for example `http://127.0.0.1:8080`
  ScimEndpoint(String origin, ClientAuth auth, ResourceEndpoint endpoint, RequestLog log) {
    this.origin = origin;
    this.auth = auth;
    this.endpoint = endpoint;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!auth.admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"scim\"");
        refuse(exchange, 401, "the access token is missing, wrong or expired");
        return;
      }
      var method = method(exchange.getRequestMethod());
      if (method.isEmpty()) {
        refuse(exchange, 405, "no such method here: " + exchange.getRequestMethod());
        return;
      }
      var response = handle(exchange, method.get(), body);
      response
          .getHttpHeaders()
          .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      var status = response.getHttpStatus();
      var bodyless = status == 204 || status == 304;
      log.answer(exchange, status, SCIM_JSON, bodyless ? "" : response.toString());
    }
  }

  /// Whoever comes this far has shown a token; no roles are told apart.
  private static final Authorization SIGNED_IN =
      new Authorization() {
        @Override
        public Set<String> getClientRoles() {
          return Set.of();
        }

        @Override
        public boolean authenticate(Map<String, String> headers, Map<String, String> parameters) {
          return true;
        }
      };

  private ScimResponse handle(HttpExchange exchange, HttpMethod method, String body) {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    var url = origin + exchange.getRequestURI();
    if (method == HttpMethod.GET) {
      return endpoint.handleRequest(url, method, body, headers, new Context(SIGNED_IN));
    }
    writes.lock();
    try {
      return endpoint.handleRequest(url, method, body, headers, new Context(SIGNED_IN));
    } finally {
      writes.unlock();
    }
  }

  private static Optional<HttpMethod> method(String name) {
    return switch (name) {
      case "GET" -> Optional.of(HttpMethod.GET);
      case "POST" -> Optional.of(HttpMethod.POST);
      case "PUT" -> Optional.of(HttpMethod.PUT);
      case "PATCH" -> Optional.of(HttpMethod.PATCH);
      case "DELETE" -> Optional.of(HttpMethod.DELETE);
      default -> Optional.empty();
    };
  }

  private void refuse(HttpExchange exchange, int status, String detail) throws IOException {
    log.answer(
        exchange,
        status,
        SCIM_JSON,
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"%d","detail":"%s"}\
        """
            .formatted(status, detail));
  }
}
