package dev.firebreak.web.security;

import jakarta.servlet.http.HttpServletRequest;

/// Tells programs from browsers.
final class Callers {

  private Callers() {}

  /// Whether the request asks for something that only programs read.
  static boolean isProgram(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/api/");
  }

  /// Whether the request proves by itself who sends it and cannot be forged by a page in somebody's
  /// browser: it carries HTTP Basic credentials, and it does not come from a browser, which may add
  /// remembered credentials by itself and always says so with `Sec-Fetch-Site`.
  static boolean provesItself(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization != null
        && authorization.regionMatches(true, 0, "Basic ", 0, 6)
        && request.getHeader("Sec-Fetch-Site") == null
        && request.getHeader("Origin") == null;
  }
}
