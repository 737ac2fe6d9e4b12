package dev.firebreak.web.idempotency;

import dev.firebreak.web.security.Writes;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Says of every write in the OpenAPI document that it may be sent with an `Idempotency-Key`.
@Component
final class DocumentedKeys implements OpenApiCustomizer {

  private final Writes writes;

  DocumentedKeys(Writes writes) {
    this.writes = writes;
  }

  @Override
  public void customise(OpenAPI document) {
    document
        .getPaths()
        .forEach((path, operations) ->
            operations
                .readOperationsMap()
                .forEach((method, operation) -> {
                  if (writes.isOne(method.name(), path)) {
                    say(operation);
                  }
                }));
  }

  private static void say(Operation operation) {
    operation.addParametersItem(
        new HeaderParameter()
            .name(IdempotencyFilter.KEY)
            .required(false)
            .description(
                "Names this request, for example by a UUID, so that it is carried out once however"
                    + " often it is sent within 24 hours. Keys of one user do not meet those of"
                    + " another.")
            .schema(new StringSchema().minLength(1).maxLength(255)));
    ApiResponses answers = operation.getResponses();
    answers.forEach((status, answer) -> {
      if (status.startsWith("2")) {
        answer.addHeaderObject(
            IdempotencyFilter.REPLAYED,
            new Header()
                .description("true where this is the answer that a request with this key had.")
                .schema(new StringSchema()));
      }
    });
    if (answers.get("409") == null) {
      answers.addApiResponse(
          "409",
          problem(
              "A request with this Idempotency-Key is being carried out, or it is not known how it ended, or its answer is not kept; `detail` says which."));
    }
    answers.addApiResponse(
        "413", problem("The body is longer than a request with an Idempotency-Key may have."));
    answers.addApiResponse("422", problem("This Idempotency-Key was used for another request."));
    if (answers.get("400") == null) {
      answers.addApiResponse("400", problem("The Idempotency-Key cannot be used."));
    }
  }

  private static ApiResponse problem(String meaning) {
    return new ApiResponse()
        .description(meaning)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }
}
