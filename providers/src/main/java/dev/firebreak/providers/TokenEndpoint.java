package dev.firebreak.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// `POST /oauth/token` with `grant_type=client_credentials` and HTTP Basic client authentication
/// (RFC 6749 sections 2.3.1, 4.4.2 and 5).
final class TokenEndpoint implements HttpHandler {
  private final ClientAuth.ClientCredentials clients;
  private final RequestLog log;

  TokenEndpoint(ClientAuth.ClientCredentials clients, RequestLog log) {
    this.clients = clients;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!exchange.getRequestMethod().equals("POST")) {
        refuse(exchange, 405, "invalid_request");
      } else if (!("&" + form + "&").contains("&grant_type=client_credentials&")) {
        refuse(exchange, 400, "unsupported_grant_type");
      } else {
        var token = clients.issue(exchange.getRequestHeaders().getFirst("Authorization"));
        if (token.isEmpty()) {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"oauth\"");
          refuse(exchange, 401, "invalid_client");
        } else {
          answer(
              exchange,
              200,
              """
              {"access_token":"%s","token_type":"Bearer","expires_in":%d}\
              """
                  .formatted(token.get(), clients.lifetime().toSeconds()));
        }
      }
    }
  }

  private void refuse(HttpExchange exchange, int status, String error) throws IOException {
    answer(exchange, status, "{\"error\":\"" + error + "\"}");
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    log.answer(exchange, status, "application/json", body);
  }
}
