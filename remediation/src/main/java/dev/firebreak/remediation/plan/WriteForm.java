package dev.firebreak.remediation.plan;

/// The forms in which a change can be made, the narrowest first.
public enum WriteForm {
  /// A PATCH whose path chooses the one value by a filter, or names the one attribute (RFC 7644
  /// §3.5.2).
  PATCH("PATCH"),
  /// A PATCH that names the value to remove beside the path. Not in RFC 7644: whoever ignores the
  /// value removes all.
  PATCH_BY_VALUE("PATCH"),
  /// A PATCH without a path, whose value is an object with the one attribute (RFC 7644 §3.5.2.3).
  PATCH_WITHOUT_PATH("PATCH"),
  /// A PUT of the resource as it was just read, but for the change, under its version (RFC 7644
  /// §3.5.1).
  PUT("PUT"),
  /// A POST that makes the resource.
  POST("POST"),
  /// A DELETE of the resource.
  DELETE("DELETE"),
  /// A person makes it.
  MANUAL(ScimWrite.Manual.BY_HAND);

  private final String method;

  WriteForm(String method) {
    this.method = method;
  }

  /// The HTTP method, or `BY HAND`.
  public String method() {
    return method;
  }
}
