package dev.firebreak.web.page;

import dev.firebreak.web.security.Refusals;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What is shown when a request fails: what that means, whether anything was changed, and for a
/// fault of ours a reference under which the log has the cause. Never the cause itself.
@Controller
final class FailurePages implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(FailurePages.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  @RequestMapping("/error")
  Object failed(HttpServletRequest request) {
    HttpStatus status = status(request);
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    String reference = status.is5xxServerError() ? reference() : null;
    if (reference != null) {
      log.error(
          "Reference {}: {} failed",
          reference,
          path.replaceAll("[\\r\\n]", " "),
          (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    }
    Object refused = request.getAttribute(Refusals.SENTENCE);
    String detail = refused instanceof String sentence ? sentence : detail(status);
    if (path.startsWith("/api/")) {
      ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(status));
      problem.setTitle(title(status));
      problem.setInstance(instance(path));
      if (reference != null) {
        problem.setProperty("reference", reference);
      }
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
    return page(status, title(status), detail, reference);
  }

  /// A page that says one thing.
  static ModelAndView page(
      HttpStatus status, String title, @Nullable String detail, @Nullable String reference) {
    ModelAndView page = new ModelAndView("failure");
    page.setStatus(status);
    page.addObject("title", title);
    page.addObject("detail", detail == null ? "" : detail);
    page.addObject("reference", reference);
    return page;
  }

  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }

  private static String title(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "Not found";
      case FORBIDDEN -> "Refused";
      case METHOD_NOT_ALLOWED -> "Not possible this way";
      default -> status.is5xxServerError() ? "Something went wrong" : "Not understood";
    };
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "There is nothing at this address.";
      case FORBIDDEN ->
          "The request did not carry the token of your session, perhaps because you were signed out"
              + " meanwhile. Nothing was changed. Go back, load the page again and repeat.";
      case METHOD_NOT_ALLOWED -> "This address does not take that kind of request.";
      default ->
          status.is5xxServerError()
              ? "This is a fault of Firebreak or of its database. The log has the cause under the"
                  + " reference below."
              : "The request cannot be meant as it was sent. Nothing was changed.";
    };
  }

  private static @Nullable URI instance(String path) {
    try {
      return URI.create(path);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static String reference() {
    byte[] random = new byte[4];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random).toUpperCase(Locale.ROOT);
  }
}
