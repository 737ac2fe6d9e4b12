package dev.firebreak.web.security;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.user.FirstStart;
import dev.firebreak.web.user.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/// Keeps in the evidence who came and went. Failed attempts are in the log alone, so that nobody
/// outside can make the evidence grow. A log that cannot be written shuts nobody out: reading goes
/// on without it.
@Component
final class SignInEvidence {

  private static final Logger log = LoggerFactory.getLogger(SignInEvidence.class);

  private final EvidenceLog evidence;
  private final Users users;
  private final FirebreakConfig config;

  SignInEvidence(EvidenceLog evidence, Users users, FirebreakConfig config) {
    this.evidence = evidence;
    this.users = users;
    this.config = config;
  }

  @EventListener
  void signedIn(InteractiveAuthenticationSuccessEvent event) {
    String name = event.getAuthentication().getName();
    keep(name, "signed in");
    users
        .named(name)
        .ifPresent(user -> {
          users.signedIn(user);
          if (user.temporary()) {
            FirstStart.over(config.dataDir());
          }
        });
  }

  @EventListener
  void signedOut(LogoutSuccessEvent event) {
    keep(event.getAuthentication().getName(), "signed out");
  }

  /// Somebody who is signed in entered their password again.
  void provedAgain(String user) {
    keep(user, "proved again who they are");
  }

  private void keep(String user, String what) {
    try {
      evidence.append(new Evidence.SignIn(user, what));
    } catch (EvidenceBroken broken) {
      log.warn("{} {}, and the evidence does not say so: {}", user, what, broken.getMessage());
    }
  }
}
