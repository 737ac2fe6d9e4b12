package dev.firebreak.web.security;

import dev.firebreak.scim.resource.Schemas;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes problem details (RFC 9457) where no controller is reached.
public final class Problems {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Problems() {}

  /// Answers a request with a problem, or with an error of RFC 7644 where it is about provisioning.
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String title,
      String detail)
      throws IOException {
    Map<String, Object> problem = new LinkedHashMap<>();
    boolean scim = Callers.isProvisioning(request);
    if (scim) {
      problem.put("schemas", List.of(Schemas.ERROR));
      problem.put("status", Integer.toString(status));
    } else {
      problem.put("type", "about:blank");
      problem.put("title", title);
      problem.put("status", status);
    }
    problem.put("detail", detail);
    if (!scim) {
      problem.put("instance", request.getRequestURI());
    }
    response.setStatus(status);
    response.setContentType(scim ? "application/scim+json" : "application/problem+json");
    response
        .getOutputStream()
        .write(MAPPER.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
  }
}
