package dev.firebreak.remediation.plan;

import dev.firebreak.scim.patch.PatchRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is done for one change: one request, or a task for a person.
public sealed interface ScimWrite {

  /// The HTTP method, or `BY HAND`.
  String method();

  /// What is sent with it; null where nothing is.
  @Nullable JsonNode body();

  /// Changes attributes (RFC 7644 §3.5.2).
  ///
  /// @param body the message as it is sent; some forms of it are not those of the RFC
  record Patch(ObjectNode body) implements ScimWrite {

    /// A PATCH as the RFC has it.
    public static Patch of(PatchRequest request) {
      return new Patch(request.toJson());
    }

    @Override
    public String method() {
      return "PATCH";
    }
  }

  /// Puts a whole resource in the place of what was read (RFC 7644 §3.5.1).
  record Put(ObjectNode body) implements ScimWrite {
    /// Its method.
    public static final String METHOD = "PUT";

    @Override
    public String method() {
      return METHOD;
    }
  }

  /// Makes a resource (RFC 7644 §3.3).
  record Post(ObjectNode body) implements ScimWrite {
    @Override
    public String method() {
      return "POST";
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

  /// Sends nothing: a person makes the change.
  ///
  /// @param steps what to do, where, with exact names; one sentence each
  record Manual(List<String> steps) implements ScimWrite {
    /// The word in place of a method.
    public static final String BY_HAND = "BY HAND";

    public Manual {
      steps = List.copyOf(steps);
    }

    @Override
    public String method() {
      return BY_HAND;
    }

    @Override
    public @Nullable JsonNode body() {
      return null;
    }
  }
}
