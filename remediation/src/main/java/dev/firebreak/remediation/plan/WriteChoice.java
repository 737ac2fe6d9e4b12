package dev.firebreak.remediation.plan;

import org.jspecify.annotations.Nullable;

/// The form in which a change is made, and why in this one.
///
/// @param reason one sentence; null in a plan that was frozen before forms were chosen
public record WriteChoice(WriteForm form, @Nullable String reason) {

  /// The form of a change where nothing else is known than what the standard says.
  public static WriteChoice usual(PlannedChange change) {
    return new WriteChoice(
        switch (change.write()) {
          case ScimWrite.Patch _ -> WriteForm.PATCH;
          case ScimWrite.Put _ -> WriteForm.PUT;
          case ScimWrite.Post _ -> WriteForm.POST;
          case ScimWrite.Delete _ -> WriteForm.DELETE;
          case ScimWrite.Manual _ -> WriteForm.MANUAL;
        },
        null);
  }

  /// Whether a person makes the change.
  public boolean isManual() {
    return form == WriteForm.MANUAL;
  }

  /// The reason as it follows another sentence: nothing, or a space and the reason.
  public String words() {
    return reason == null ? "" : " " + reason;
  }
}
