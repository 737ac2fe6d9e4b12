package dev.firebreak.web.api;

import dev.firebreak.analytics.run.DecisionRefused;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.web.library.QueryRefused;
import dev.firebreak.web.library.TooManyRuns;
import dev.firebreak.web.precondition.PreconditionFailed;
import dev.firebreak.web.rules.RulesetRefused;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Every error of the API is a problem detail (RFC 9457) whose `detail` is one sentence.
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
final class ApiProblems extends ResponseEntityExceptionHandler {

  private static final Set<Class<?>> INTEGERS =
      Set.of(Integer.class, Long.class, int.class, long.class);

  @ExceptionHandler
  ProblemDetail notThere(NotThere failure) {
    return problem(HttpStatus.NOT_FOUND, "Not found", failure.getMessage());
  }

  @ExceptionHandler
  ProblemDetail notUnderstood(NotUnderstood failure) {
    return problem(HttpStatus.BAD_REQUEST, "Not understood", failure.getMessage());
  }

  @ExceptionHandler
  ProblemDetail outdated(PreconditionFailed failure) {
    return problem(HttpStatus.PRECONDITION_FAILED, "Changed meanwhile", failure.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(WhatIfRefused failure) {
    ProblemDetail problem =
        problem(HttpStatus.BAD_REQUEST, "Not understood", failure.problems().getFirst().problem());
    problem.setProperty("problems", failure.problems());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail refused(RemediationRefused failure) {
    HttpStatus status =
        switch (failure.reason()) {
          case NO_SUCH_PLAN, NO_SUCH_FINDING, NO_SUCH_CHANGE -> HttpStatus.NOT_FOUND;
          case NOT_ALLOWED, GUARDRAIL -> HttpStatus.FORBIDDEN;
          case UNREADABLE -> HttpStatus.BAD_GATEWAY;
          case NO_EVIDENCE -> HttpStatus.SERVICE_UNAVAILABLE;
          case NOTHING_TO_DO, ALTERED, OUT_OF_ORDER, EXPIRED, USED, BUSY -> HttpStatus.CONFLICT;
        };
    ProblemDetail problem = problem(status, "Refused", failure.getMessage());
    problem.setProperty("reason", failure.reason().name().toLowerCase(Locale.ROOT));
    return problem;
  }

  @ExceptionHandler
  ProblemDetail undecided(DecisionRefused failure) {
    return switch (failure.reason()) {
      case NO_SUCH_FINDING -> problem(HttpStatus.NOT_FOUND, "Not found", failure.getMessage());
      case NOT_UNDERSTOOD ->
          problem(HttpStatus.BAD_REQUEST, "Not understood", failure.getMessage());
      case NOT_NOW -> problem(HttpStatus.CONFLICT, "Refused", failure.getMessage());
    };
  }

  @ExceptionHandler
  ProblemDetail unchanged(UserRefused failure) {
    return switch (failure.reason()) {
      case NO_SUCH_USER -> problem(HttpStatus.NOT_FOUND, "Not found", failure.getMessage());
      case NOT_UNDERSTOOD ->
          problem(HttpStatus.BAD_REQUEST, "Not understood", failure.getMessage());
      case TAKEN, NOT_NOW -> problem(HttpStatus.CONFLICT, "Refused", failure.getMessage());
    };
  }

  @ExceptionHandler
  ProblemDetail refused(RulesetRefused failure) {
    ProblemDetail problem =
        switch (failure.reason()) {
          case NOT_UNDERSTOOD ->
              problem(HttpStatus.BAD_REQUEST, "Not understood", failure.getMessage());
          case NOT_NOW -> problem(HttpStatus.CONFLICT, "Refused", failure.getMessage());
        };
    if (!failure.problems().isEmpty()) {
      problem.setProperty("problems", failure.problems());
    }
    return problem;
  }

  @ExceptionHandler
  ProblemDetail refused(QueryRefused failure) {
    ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Not understood", failure.getMessage());
    problem.setProperty("problems", failure.problems());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail tooMany(TooManyRuns failure) {
    return problem(HttpStatus.TOO_MANY_REQUESTS, "Too many at once", failure.getMessage());
  }

  @ExceptionHandler
  ProblemDetail broken(EvidenceBroken failure) {
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "Evidence cannot be read", failure.getMessage());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name =
        failure instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(failure.getPropertyName());
    return handleExceptionInternal(
        failure,
        notUnderstood(NotUnderstood.parameter(name, failure.getValue(), failure.getRequiredType())),
        headers,
        HttpStatus.BAD_REQUEST,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(
        failure,
        problem(HttpStatus.BAD_REQUEST, "Not understood", unreadable(failure.getCause())),
        headers,
        HttpStatus.BAD_REQUEST,
        request);
  }

  private static String unreadable(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          "There is no field '%s' in this request. Known here: %s."
              .formatted(
                  unknown.getPropertyName(),
                  unknown.getKnownPropertyIds() == null
                      ? "none"
                      : unknown.getKnownPropertyIds().stream()
                          .map(String::valueOf)
                          .sorted()
                          .collect(Collectors.joining(", ")));
      case DatabindException mismatch when !mismatch.getPath().isEmpty() ->
          "The field '%s' must be %s.".formatted(field(mismatch), wanted(mismatch));
      case JacksonException _ -> "The body of this request is not JSON as it is needed here.";
      case null, default -> "This request needs a JSON body.";
    };
  }

  /// The name of a field, or where it is as a JSON pointer (RFC 6901).
  private static String field(DatabindException mismatch) {
    List<String> steps =
        mismatch.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? String.valueOf(step.getIndex())
                    : step.getPropertyName())
            .toList();
    return steps.size() == 1 ? steps.getFirst() : "/" + String.join("/", steps);
  }

  private static String wanted(DatabindException mismatch) {
    Class<?> type =
        mismatch instanceof MismatchedInputException input ? input.getTargetType() : null;
    if (type == null) {
      return "a text";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return INTEGERS.contains(type) ? "a whole number" : "a number";
    }
    return List.class.isAssignableFrom(type)
        ? "a list"
        : Boolean.class.equals(type) ? "true or false" : type.isRecord() ? "an object" : "a text";
  }

  private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(detail));
    problem.setTitle(title);
    return problem;
  }
}
