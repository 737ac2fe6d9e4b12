package dev.firebreak.web.provision;

import dev.firebreak.scim.patch.PatchRefused;
import dev.firebreak.web.user.UserRefused;
import org.jspecify.annotations.Nullable;

/// A request that is answered with an error message of RFC 7644 §3.12.
final class ScimRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String scimType;

  ScimRefused(int status, @Nullable String scimType, String detail) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }

  static ScimRefused notThere(String type, String id) {
    return new ScimRefused(404, null, "There is no %s with the id %s.".formatted(type, id));
  }

  static ScimRefused value(String detail) {
    return new ScimRefused(400, "invalidValue", detail);
  }

  static ScimRefused of(PatchRefused refused) {
    return new ScimRefused(400, refused.scimType().word(), String.valueOf(refused.getMessage()));
  }

  static ScimRefused of(UserRefused refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case NO_SUCH_USER -> new ScimRefused(404, null, detail);
      case TAKEN -> new ScimRefused(409, "uniqueness", detail);
      case NOT_UNDERSTOOD -> value(detail);
      case NOT_NOW -> new ScimRefused(409, null, detail);
    };
  }

  int status() {
    return status;
  }

  @Nullable String scimType() {
    return scimType;
  }
}
