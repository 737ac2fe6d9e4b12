package dev.firebreak.ingest.event;

import java.util.Locale;

/// A token that is not accepted (RFC 8935 §2.4). The message repeats nothing of the token.
public final class EventRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The error codes of RFC 8935.
  public enum Code {
    INVALID_REQUEST,
    INVALID_KEY,
    INVALID_ISSUER,
    INVALID_AUDIENCE;

    /// The code as it is sent.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Code code;

  public EventRefused(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /// The error code.
  public Code code() {
    return code;
  }
}
