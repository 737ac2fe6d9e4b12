package dev.firebreak.web.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;

/// What somebody gets whose form cannot be taken apart. Nothing was done by then.
@ControllerAdvice
final class UnreadableForms {

  private static final String SENTENCE = "The form that was sent cannot be read.";

  private final FailurePages failures;

  UnreadableForms(FailurePages failures) {
    this.failures = failures;
  }

  /// While a page of another failure is made, that one is told.
  @ExceptionHandler
  Object unreadable(MultipartException failure, HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return failures.failed(request);
    }
    return request.getRequestURI().startsWith("/api/")
        ? ResponseEntity.badRequest()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, SENTENCE))
        : FailurePages.page(HttpStatus.BAD_REQUEST, "Not understood", SENTENCE, null);
  }
}
