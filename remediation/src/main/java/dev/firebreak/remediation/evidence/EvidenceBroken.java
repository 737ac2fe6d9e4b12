package dev.firebreak.remediation.evidence;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The log does not verify or cannot be written: nothing more is appended to it, so nothing is
/// changed anywhere. The message names the place and what to do.
public final class EvidenceBroken extends RuntimeException {
  EvidenceBroken(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static EvidenceBroken at(Path folder, String why) {
    return new EvidenceBroken(
        "The evidence log in "
            + folder
            + " does not verify: "
            + why
            + ". Remediation stays off. Keep this folder as it is, see what"
            + " `firebreak verify-evidence` says of it, and restore a whole copy.",
        null);
  }

  static EvidenceBroken at(Path folder, Path segment, long offset, @Nullable String why) {
    return at(folder, "the line at byte " + offset + " of " + segment.getFileName() + ": " + why);
  }

  /// @param why what stands in the way of signing, and what to do
  static EvidenceBroken unsigned(String why) {
    return new EvidenceBroken(
        "The evidence cannot be signed: " + why + ". Remediation stays off until the next start.",
        null);
  }

  static EvidenceBroken unwritable(Path folder, Exception cause) {
    String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new EvidenceBroken(
        "The evidence log in "
            + folder
            + " cannot be written ("
            + cause.getClass().getSimpleName()
            + reason
            + "). Remediation stays off. Make room or give write access to the folder, then start"
            + " again.",
        cause);
  }

  /// The same, thrown where it is met again; tells from where.
  EvidenceBroken again() {
    return new EvidenceBroken(String.valueOf(getMessage()), this);
  }
}
