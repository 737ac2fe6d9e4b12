package dev.firebreak.scim.patch;

/// A patch that RFC 7644 §3.5.2 has a service provider refuse with status 400. The message says
/// which operation and why, and quotes no value but those of a path's filter.
public final class PatchRefused extends RuntimeException {
  private final ScimType scimType;

  PatchRefused(ScimType scimType, String message) {
    super(message);
    this.scimType = scimType;
  }

  public ScimType scimType() {
    return scimType;
  }

  /// The same refusal, said of an operation.
  PatchRefused of(String operation) {
    return new PatchRefused(scimType, operation + ": " + getMessage());
  }
}
