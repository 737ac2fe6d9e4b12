package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimPage;
import org.jspecify.annotations.Nullable;

/// A verdict with its reason, not dated yet.
@SuppressWarnings("AnnotateFormatMethod")
record Judged(Verdict verdict, @Nullable String value, String evidence) {
  static Judged yes(String evidence, Object... parts) {
    return new Judged(Verdict.YES, null, evidence.formatted(parts));
  }

  static Judged no(String evidence, Object... parts) {
    return new Judged(Verdict.NO, null, evidence.formatted(parts));
  }

  static Judged unknown(String evidence, Object... parts) {
    return new Judged(Verdict.UNKNOWN, null, evidence.formatted(parts));
  }

  /// The same, with a number or words.
  Judged with(Object number) {
    return new Judged(verdict, number.toString(), evidence);
  }

  /// What a refusal says: a client error that this is not supported, anything else nothing.
  ///
  /// @param what was asked
  static Judged refused(String what, ScimPage answer) {
    return refused(what, answer.status(), answer.detail());
  }

  static Judged refused(String what, int status, String detail) {
    String said = "asked %s; the answer was %d (%s)".formatted(what, status, detail);
    boolean client = status / 100 == 4 && status != 401 && status != 403 && status != 429;
    return new Judged(client || status == 501 ? Verdict.NO : Verdict.UNKNOWN, null, said);
  }
}
