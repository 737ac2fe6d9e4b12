package dev.firebreak.web.security;

import dev.firebreak.web.security.Verdict.Reason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/// What somebody gets who is signed in and asks for what is not for them: a sentence, as a problem
/// (RFC 9457) or on a page. Whose session is over is sent to sign in; whose password is not theirs
/// yet, to choose one.
public final class Refusals implements AccessDeniedHandler {

  /// The sentence for the page of the failure, as a request attribute.
  public static final String SENTENCE = "firebreak.refused";

  private final SignInPoint point;

  Refusals(SignInPoint point) {
    this.point = point;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    if (denied instanceof CsrfException) {
      forgery(request, response);
      return;
    }
    Verdict verdict =
        denied instanceof AuthorizationDeniedException by
                && by.getAuthorizationResult() instanceof Verdict ours
            ? ours
            : Verdict.refused(Reason.ROLE);
    Reason reason = verdict.reason() == null ? Reason.ROLE : verdict.reason();
    switch (reason) {
      case NOT_SIGNED_IN, OVER -> {
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
        SecurityContextHolder.clearContext();
        point.commence(
            request, response, new InsufficientAuthenticationException(verdict.sentence()));
      }
      case NOT_THERE -> refuse(request, response, 404, "Not found", verdict);
      case OTHER_METHOD -> refuse(request, response, 405, "Not possible this way", verdict);
      case PASSWORD -> {
        if (Callers.isProgram(request) || !request.getMethod().equals("GET")) {
          refuse(request, response, 403, "Refused", verdict);
        } else {
          response.sendRedirect("/settings/account");
        }
      }
      case PROOF -> {
        if (Callers.isProgram(request) || !request.getMethod().equals("POST")) {
          refuse(request, response, 403, "Prove again who you are", verdict);
        } else {
          request.getRequestDispatcher(ProofPage.ASK).forward(request, response);
        }
      }
      case NO_ROLE, ROLE, SCOPE, LIMIT -> refuse(request, response, 403, "Refused", verdict);
    }
  }

  private static void forgery(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Callers.isProgram(request)) {
      Problems.write(
          request,
          response,
          403,
          "Refused",
          "A write with a session needs its CSRF token in the header X-CSRF-TOKEN.");
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String title,
      Verdict verdict)
      throws IOException {
    if (Callers.isProgram(request)) {
      Problems.write(request, response, status, title, verdict.sentence());
    } else {
      request.setAttribute(SENTENCE, verdict.sentence());
      response.sendError(status);
    }
  }
}
