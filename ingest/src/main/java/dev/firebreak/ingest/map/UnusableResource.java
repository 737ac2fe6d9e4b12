package dev.firebreak.ingest.map;

/// A resource that nothing can be made of. The message is the reason, in a sentence that repeats no
/// value of the resource but names that its service provider shows to everybody.
public final class UnusableResource extends RuntimeException {

  private final String pointer;

  /// @param pointer where in the resource the trouble is, as a JSON pointer (RFC 6901); empty for
  ///   the resource as a whole
  public UnusableResource(String pointer, String reason) {
    super(reason);
    this.pointer = pointer;
  }

  /// Where in the resource the trouble is, as a JSON pointer (RFC 6901).
  public String pointer() {
    return pointer;
  }

  /// Why it cannot be used.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
