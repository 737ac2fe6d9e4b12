package dev.firebreak.web.security;

import jakarta.servlet.http.HttpServletRequest;

/// Tells programs from browsers.
final class Callers {

  private Callers() {}

  /// What is asked for, without the query.
  static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /// Whether the request asks for something that only programs read.
  static boolean isProgram(HttpServletRequest request) {
    return path(request).startsWith("/api/") || isProvisioning(request);
  }

  /// Whether it is about the users of Firebreak, by SCIM.
  static boolean isProvisioning(HttpServletRequest request) {
    return path(request).startsWith("/scim/");
  }

  /// Whether the request proves by itself who sends it and cannot be forged by a page in somebody's
  /// browser: it carries HTTP Basic credentials or a key, and it does not come from a browser,
  /// which may add remembered credentials by itself and always says so with `Sec-Fetch-Site`.
  static boolean provesItself(HttpServletRequest request) {
    return (carries(request, "Basic ") || carries(request, "Bearer "))
        && request.getHeader("Sec-Fetch-Site") == null
        && request.getHeader("Origin") == null;
  }

  /// Whether it carries credentials of a kind.
  static boolean carries(HttpServletRequest request, String scheme) {
    String authorization = request.getHeader("Authorization");
    return authorization != null
        && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
