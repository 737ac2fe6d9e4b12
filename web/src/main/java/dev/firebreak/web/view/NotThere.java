package dev.firebreak.web.view;

/// What was asked for does not exist, or not any more. The message is one sentence for the person
/// or program that asked.
public final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotThere(String message) {
    super(message);
  }

  /// No node has this key.
  public static NotThere node(String kind, String key) {
    return new NotThere("There is no " + kind + " with the key " + key + " in the graph.");
  }
}
