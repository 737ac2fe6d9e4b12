package dev.firebreak.scim.resource;

/// A call that came to nothing usable. The message is one sentence for an operator: which source,
/// which address, what came instead, what to do. It never holds a secret or a query.
public final class ScimFailure extends RuntimeException {
  /// What kind of nothing.
  public enum Kind {
    /// No connection, or it broke before an answer began.
    UNREACHABLE,
    /// No whole answer within the time of a call.
    TIMEOUT,
    /// 401 or 403, or no token to be had.
    UNAUTHORIZED,
    /// An answer that is no SCIM message, such as a login page.
    NOT_SCIM,
    /// An answer that ends in its middle.
    TRUNCATED,
    /// An answer beyond a limit.
    TOO_LARGE,
    /// A SCIM message that breaks RFC 7643 or 7644, or a value that cannot be sent.
    MALFORMED,
    /// Any other status but success.
    REFUSED,
    /// 429
    THROTTLED
  }

  private final Kind kind;

  public ScimFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
