package dev.firebreak.web.security;

import dev.firebreak.web.security.Endpoint.OpenTo;
import dev.firebreak.web.user.Scope;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// Which requests of the API change something: all that are no GET, but for those that a key may
/// send which only reads, since they are questions with a body.
@Component
public final class Writes {

  private final EndpointTable table;

  Writes(EndpointTable table) {
    this.table = table;
  }

  /// Whether a request changes something, and somebody is known who sends it.
  public boolean isOne(HttpServletRequest request) {
    return isOne(request.getMethod(), Callers.path(request));
  }

  /// The same of a method and an address of the API.
  public boolean isOne(String method, String path) {
    return !method.equals("GET")
        && !method.equals("HEAD")
        && table
            .of(method, path)
            .filter(endpoint -> endpoint.openTo() != OpenTo.ANYONE)
            .filter(endpoint -> endpoint.scope() != Scope.READ)
            .isPresent();
  }
}
