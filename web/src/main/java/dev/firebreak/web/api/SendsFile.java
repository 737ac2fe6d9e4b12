package dev.firebreak.web.api;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The operation answers with lines, as a file in JSON or CSV; see [Download].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "200",
    description = "The lines.",
    content = {
      @Content(
          mediaType = "application/json",
          array = @ArraySchema(schema = @Schema(type = "object"))),
      @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
    })
@interface SendsFile {}
