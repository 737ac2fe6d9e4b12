package dev.firebreak.scim.filter;

/// A filter or path that RFC 7644's grammar does not allow. The message says where and why.
public final class FilterSyntaxException extends IllegalArgumentException {
  /// Characters shown on either side of the position.
  private static final int SHOWN = 80;

  private final int position;

  FilterSyntaxException(String text, int position, String why) {
    super(
        "Invalid SCIM filter or path at position "
            + position
            + ": "
            + why
            + ", in: "
            + near(text, position));
    this.position = position;
  }

  /// The index of the character where reading stopped, from 0.
  public int position() {
    return position;
  }

  private static String near(String text, int position) {
    int from = Math.max(0, position - SHOWN);
    int to = Math.min(text.length(), position + SHOWN);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }
}
