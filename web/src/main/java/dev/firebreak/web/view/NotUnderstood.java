package dev.firebreak.web.view;

import org.jspecify.annotations.Nullable;

/// A request that cannot be meant as it was sent. The message is one sentence that says what to
/// send instead.
public final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotUnderstood(String message) {
    super(message);
  }

  /// A parameter whose value cannot be what it must be.
  ///
  /// @param type what it must be; null where that is unknown
  public static NotUnderstood parameter(
      String name, @Nullable Object value, @Nullable Class<?> type) {
    String wanted =
        type == int.class || type == Integer.class || type == long.class || type == Long.class
            ? "must be a whole number"
            : type == boolean.class || type == Boolean.class
                ? "must be true or false"
                : "must be something else";
    return new NotUnderstood("%s %s, not '%s'.".formatted(name, wanted, value));
  }
}
