package dev.firebreak.web.library;

/// As many queries run as may at once. The message says what to do.
public final class TooManyRuns extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyRuns(String message) {
    super(message);
  }
}
