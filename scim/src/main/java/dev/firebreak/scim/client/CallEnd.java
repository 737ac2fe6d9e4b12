package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;

/// What one request came to.
public enum CallEnd {
  /// A usable answer; that something is not there (404, 501) is one, too.
  ANSWERED(true),
  /// 429
  THROTTLED(false),
  /// 401 or 403, or no token was to be had.
  UNAUTHORIZED(false),
  /// Any other 4xx, and a redirect.
  REFUSED(false),
  /// 5xx but 501.
  SERVER_ERROR(false),
  /// No connection, or none that was allowed.
  UNREACHABLE(false),
  /// No whole answer in time.
  TIMEOUT(false),
  /// An answer that stops in its middle, is too large, or is no SCIM message.
  UNUSABLE(false);

  private final boolean good;

  CallEnd(boolean good) {
    this.good = good;
  }

  /// Whether it counts as a success.
  public boolean good() {
    return good;
  }

  static CallEnd of(Answer answer) {
    CallEnd end = of(answer.status());
    return end == ANSWERED && answer.succeeded() && !looksLikeJson(answer.body()) ? UNUSABLE : end;
  }

  /// Whether there is no body, or one that begins as JSON does.
  private static boolean looksLikeJson(byte[] body) {
    for (byte each : body) {
      if (each > ' ') {
        return each == '{' || each == '[';
      }
    }
    return true;
  }

  private static CallEnd of(int status) {
    return switch (status) {
      case 404, 501 -> ANSWERED;
      case 401, 403 -> UNAUTHORIZED;
      case 429 -> THROTTLED;
      default -> status >= 500 ? SERVER_ERROR : status >= 300 ? REFUSED : ANSWERED;
    };
  }

  static CallEnd of(ScimFailure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE -> UNREACHABLE;
      case TIMEOUT -> TIMEOUT;
      case UNAUTHORIZED -> UNAUTHORIZED;
      case THROTTLED -> THROTTLED;
      case REFUSED -> REFUSED;
      case NOT_SCIM, TRUNCATED, TOO_LARGE, MALFORMED -> UNUSABLE;
    };
  }
}
