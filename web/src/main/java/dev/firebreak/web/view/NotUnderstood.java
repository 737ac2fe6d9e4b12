package dev.firebreak.web.view;

/// A request that cannot be meant as it was sent. The message is one sentence that says what to
/// send instead.
public final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotUnderstood(String message) {
    super(message);
  }
}
