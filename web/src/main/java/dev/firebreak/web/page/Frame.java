package dev.firebreak.web.page;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.user.FirstStart;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.Users;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.RunPages;
import dev.firebreak.web.view.Shell;
import dev.firebreak.web.view.Shells;
import dev.firebreak.web.work.Remediations;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/// What every [Screen] has around it, and what it becomes when its subject does not exist.
@ControllerAdvice(annotations = Screen.class)
final class Frame {

  private final Shells shells;
  private final RunPages runs;
  private final Remediations remediations;
  private final FirebreakConfig config;
  private final EvidenceLog evidence;
  private final CurrentUser current;
  private final Users users;

  Frame(
      Shells shells,
      RunPages runs,
      Remediations remediations,
      FirebreakConfig config,
      EvidenceLog evidence,
      CurrentUser current,
      Users users) {
    this.shells = shells;
    this.runs = runs;
    this.remediations = remediations;
    this.config = config;
    this.evidence = evidence;
    this.current = current;
    this.users = users;
  }

  @ModelAttribute("shell")
  Shell shell() {
    return shells.now(() -> runs.waiting(remediations.latest(RunPages.LISTED)));
  }

  @ModelAttribute("user")
  String user(@Nullable Principal principal) {
    return principal == null ? "" : principal.getName();
  }

  /// The name of the account of the first start, for an administrator while it still works; empty
  /// otherwise.
  @ModelAttribute("firstAccount")
  String firstAccount() {
    return current
        .get()
        .filter(user -> user.is(Role.ADMIN))
        .flatMap(_ -> users.named(FirstStart.NAME))
        .filter(first -> first.temporary() && first.active())
        .map(User::userName)
        .orElse("");
  }

  @ModelAttribute("organisation")
  String organisation() {
    String name = config.organisation();
    return name == null ? "" : name;
  }

  /// The fingerprint of the key that signs the evidence; empty where none does.
  @ModelAttribute("evidenceKey")
  String evidenceKey() {
    return evidence.key().map(VerifierKey::fingerprint).orElse("");
  }

  @ExceptionHandler
  ModelAndView notThere(NotThere failure) {
    return FailurePages.page(HttpStatus.NOT_FOUND, "Not found", failure.getMessage(), null);
  }

  @ExceptionHandler
  ModelAndView refused(RemediationRefused failure) {
    return FailurePages.page(HttpStatus.CONFLICT, "Refused", failure.getMessage(), null);
  }

  @ExceptionHandler
  ModelAndView wrongType(MethodArgumentTypeMismatchException failure) {
    return notUnderstood(
        NotUnderstood.parameter(failure.getName(), failure.getValue(), failure.getRequiredType()));
  }

  @ExceptionHandler
  ModelAndView notUnderstood(NotUnderstood failure) {
    return FailurePages.page(HttpStatus.BAD_REQUEST, "Not understood", failure.getMessage(), null);
  }
}
