package dev.firebreak.web.view;

import dev.firebreak.remediation.evidence.Evidence.AccessDecided;
import dev.firebreak.remediation.evidence.Evidence.WebhookDecided;

/// Says in a sentence what was decided of somebody's access to Firebreak.
final class AccessWords {

  private AccessWords() {}

  static String of(AccessDecided decided) {
    String whom = decided.user();
    return switch (decided.change()) {
      case ADDED -> "%s added %s: %s.".formatted(decided.by(), whom, decided.about());
      case REMOVED -> "%s removed %s.".formatted(decided.by(), whom);
      case ACTIVATED -> "%s let %s in again.".formatted(decided.by(), whom);
      case DEACTIVATED -> "%s keeps %s out.".formatted(decided.by(), whom);
      case ROLES_GIVEN -> "%s made %s %s.".formatted(decided.by(), whom, decided.about());
      case ROLES_TAKEN -> "%s took from %s: %s.".formatted(decided.by(), whom, decided.about());
      case LIMITED -> "%s lets %s see: %s.".formatted(decided.by(), whom, decided.about());
      case PASSWORD_RESET -> "%s gave %s a new password.".formatted(decided.by(), whom);
      case PASSWORD_CHANGED -> "%s changed their password.".formatted(whom);
      case KEY_CREATED -> "%s made the key %s.".formatted(whom, decided.about());
      case KEY_REVOKED ->
          "%s ended the key %s of %s.".formatted(decided.by(), decided.about(), whom);
    };
  }

  static String of(WebhookDecided decided) {
    String what = "the webhook %s to %s".formatted(decided.webhook(), decided.host());
    return switch (decided.change()) {
      case ADDED -> "%s added %s.".formatted(decided.by(), what);
      case CHANGED -> "%s changed %s.".formatted(decided.by(), what);
      case ROTATED -> "%s gave %s a new secret.".formatted(decided.by(), what);
      case STOPPED -> "%s stopped %s.".formatted(decided.by(), what);
      case RESUMED -> "%s resumed %s.".formatted(decided.by(), what);
      case REMOVED -> "%s removed %s.".formatted(decided.by(), what);
    };
  }
}
