package dev.firebreak.web.whatif;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A SCIM request that somebody is about to send to a source.
public record ScimRequest(
    @Schema(description = "The id of the source that it goes to.") @Nullable String source,
    @Schema(description = "PATCH, POST, PUT or DELETE.") @Nullable String method,
    @Schema(
            description =
                "The path that it goes to, such as /Groups/42; what comes before the endpoint does"
                    + " not matter.")
        @Nullable String path,
    @Schema(description = "The body as it goes over the wire; left out for DELETE.")
        @Nullable JsonNode body,
    @Schema(
            description =
                "The severity from which on a finding that would open makes the verdict fail;"
                    + " nothing does when left out.")
        @Nullable String failOn) {}
