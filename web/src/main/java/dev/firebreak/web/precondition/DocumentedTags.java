package dev.firebreak.web.precondition;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Says in the OpenAPI document which answers have an `ETag`, and which writes heed `If-Match`:
/// those that may fail with 412.
@Component
final class DocumentedTags implements OpenApiCustomizer {

  private static final String JSON = "application/json";

  @Override
  public void customise(OpenAPI document) {
    document
        .getPaths()
        .values()
        .forEach(path ->
            path.readOperationsMap()
                .forEach((method, operation) -> {
                  if (method == HttpMethod.GET && isTagged(operation)) {
                    sayRead(operation);
                  } else if (operation.getResponses().containsKey("412")) {
                    sayWrite(operation);
                  }
                }));
  }

  /// A file is sent as it is made, and has no version; the list of findings is both.
  private static boolean isTagged(Operation operation) {
    ApiResponse answer = operation.getResponses().get("200");
    Content content = answer == null ? null : answer.getContent();
    return content != null
        && (content.keySet().equals(Set.of(JSON)) || operation.getResponses().containsKey("304"));
  }

  private static void sayRead(Operation operation) {
    operation.addParametersItem(
        header(
            HttpHeaders.IF_NONE_MATCH,
            "The ETag of an answer that is known already: it is sent again only if it is another."));
    Objects.requireNonNull(operation.getResponses().get("200"))
        .addHeaderObject(
            HttpHeaders.ETAG,
            new Header()
                .description("The version of this answer, as whoever asks is told it.")
                .schema(new StringSchema()));
    operation
        .getResponses()
        .addApiResponse(
            "304",
            new ApiResponse().description("Nothing changed since the answer with that ETag."));
  }

  private static void sayWrite(Operation operation) {
    operation.addParametersItem(
        header(
            HttpHeaders.IF_MATCH,
            "The ETag that a GET of what is changed answered with, or *: where it is another"
                + " version by now, nothing is done."));
  }

  private static HeaderParameter header(String name, String description) {
    HeaderParameter parameter = new HeaderParameter();
    parameter.name(name).required(false).description(description).schema(new StringSchema());
    return parameter;
  }
}
