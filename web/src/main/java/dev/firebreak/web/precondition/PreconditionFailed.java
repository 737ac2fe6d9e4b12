package dev.firebreak.web.precondition;

/// A write was decided upon a version of something that is not there any more. Nothing was done.
public final class PreconditionFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PreconditionFailed() {
    super(
        "This is another version by now than the one that If-Match names, or none is named as an"
            + " ETag. Nothing was done. Read it again, look whether the change is still right, and"
            + " send it with the new ETag.");
  }
}
