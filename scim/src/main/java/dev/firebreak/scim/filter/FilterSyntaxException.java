package dev.firebreak.scim.filter;

/// A filter or path that RFC 7644's grammar does not allow. The message says where and why.
public final class FilterSyntaxException extends IllegalArgumentException {
  private final int position;

  FilterSyntaxException(String text, int position, String why) {
    super("Invalid SCIM filter or path at position " + position + ": " + why + ", in: " + text);
    this.position = position;
  }

  /// The index of the character where reading stopped, from 0.
  public int position() {
    return position;
  }
}
