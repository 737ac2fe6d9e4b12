package dev.firebreak.remediation.plan;

import dev.firebreak.scim.patch.PatchRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is sent for one change: a PATCH wherever one can say it.
public sealed interface ScimWrite {

  /// The HTTP method.
  String method();

  /// What is sent with it; null where nothing is.
  @Nullable JsonNode body();

  /// Changes attributes (RFC 7644 §3.5.2).
  record Patch(PatchRequest request) implements ScimWrite {
    @Override
    public String method() {
      return "PATCH";
    }

    @Override
    public JsonNode body() {
      return request.toJson();
    }
  }

  /// Takes the whole resource away (RFC 7644 §3.6).
  record Delete() implements ScimWrite {
    @Override
    public String method() {
      return "DELETE";
    }

    @Override
    public @Nullable JsonNode body() {
      return null;
    }
  }
}
