package dev.firebreak.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/// What an anonymous request gets: a person the sign-in page, a program a 401 problem (or 429 after
/// too many failures), and a page that polls the order to go to the sign-in page.
final class SignInPoint implements AuthenticationEntryPoint {

  /// Where people sign in.
  static final String PAGE = "/login";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (Callers.isProgram(request)) {
      refuse(request, response, failure);
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", PAGE);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(PAGE);
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof TooManyAttempts tooMany) {
      response.setHeader("Retry-After", Long.toString(tooMany.seconds()));
      Problems.write(
          request,
          response,
          429,
          "Too many failed sign-ins",
          "Wait %d s before the next attempt.".formatted(tooMany.seconds()));
    } else {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Firebreak\", charset=\"UTF-8\"");
      Problems.write(
          request,
          response,
          401,
          "Sign-in needed",
          "Send a key as Authorization: Bearer, the session cookie of a signed-in browser, or HTTP Basic credentials.");
    }
  }
}
