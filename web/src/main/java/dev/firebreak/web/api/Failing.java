package dev.firebreak.web.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Set;
import java.util.TreeSet;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Says of every operation how it may fail: always with a problem detail (RFC 9457).
@Component
final class Failing implements OperationCustomizer {

  /// The name of the schema of a problem detail.
  static final String PROBLEM = "Problem";

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    Set<Integer> statuses = new TreeSet<>(Set.of(401, 403, 429));
    MayFail more = handler.getMethodAnnotation(MayFail.class);
    if (more != null) {
      for (int status : more.value()) {
        statuses.add(status);
      }
    }
    for (int status : statuses) {
      operation
          .getResponses()
          .addApiResponse(
              Integer.toString(status),
              new ApiResponse()
                  .description(meaning(status))
                  .content(
                      new Content()
                          .addMediaType(
                              "application/problem+json",
                              new MediaType()
                                  .schema(
                                      new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }
    return operation;
  }

  private static String meaning(int status) {
    return switch (status) {
      case 400 -> "The request cannot be meant as it was sent; `detail` names what is wrong.";
      case 401 -> "Nobody is signed in, or name and password are wrong.";
      case 403 ->
          "The roles of the user, or the scopes of the key, do not allow it; or a write came with a"
              + " session and without its token in X-CSRF-TOKEN; or a guardrail forbids it.";
      case 404 -> "There is nothing with this name.";
      case 409 -> "It does not fit what is there now; `detail` says why, and nothing was done.";
      case 412 ->
          "It is another version by now than the one that If-Match names, and nothing was done: read"
              + " it again and decide anew.";
      case 413 -> "The body is longer than this address takes.";
      case 429 -> "Too many sign-ins failed; `Retry-After` says how many seconds to wait.";
      case 502 -> "A source did not let itself be read; `detail` names it.";
      case 503 -> "Evidence cannot be read or written, so nothing was done.";
      default -> throw new IllegalArgumentException("no operation fails with " + status);
    };
  }
}
