package dev.firebreak.web.page;

import dev.firebreak.ingest.correlate.ManualLinks;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.CorrelationPages;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.Operations;
import java.security.Principal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Accounts that rules disagree about or find nobody for, and what people decide of them. What
/// cannot be decided is said on the page that asked.
@Screen
final class CorrelationScreen {

  private static final int LISTED = 200;

  private final CorrelationPages pages;
  private final Operations operations;
  private final Firebreak firebreak;
  private final EvidenceLog evidence;

  CorrelationScreen(
      CorrelationPages pages, Operations operations, Firebreak firebreak, EvidenceLog evidence) {
    this.pages = pages;
    this.operations = operations;
    this.firebreak = firebreak;
    this.evidence = evidence;
  }

  @GetMapping("/correlation")
  String correlation(Model model) {
    CorrelationPages.CorrelationPage view = pages.now(LISTED);
    model.addAttribute("view", view);
    model.addAttribute("heading", heading(view));
    return "correlation";
  }

  /// Gives an account to somebody or to nobody.
  ///
  /// @param identity a key, name, user name or e-mail; not read for nobody
  /// @param to `nobody` says that it is nobody's
  @PostMapping("/correlation/links")
  String link(
      @RequestParam String account,
      @RequestParam(defaultValue = "") String identity,
      @RequestParam String reason,
      @RequestParam(defaultValue = "identity") String to,
      Principal person,
      RedirectAttributes next) {
    return changed(
        () ->
            firebreak.linkByHand(
                account,
                to.equals("nobody") ? null : pages.identity(identity),
                person.getName(),
                reason,
                evidence),
        next);
  }

  /// Takes a decision back.
  @PostMapping("/correlation/links/withdraw")
  String withdraw(
      @RequestParam String account,
      @RequestParam String reason,
      Principal person,
      RedirectAttributes next) {
    return changed(() -> firebreak.withdrawLink(account, person.getName(), reason, evidence), next);
  }

  private String changed(Runnable change, RedirectAttributes next) {
    try {
      if (operations.unlessBusy(change)) {
        next.addFlashAttribute(
            "told",
            "Decided, kept as evidence, and correlated again. Findings follow with the next analysis.");
      } else {
        next.addFlashAttribute(
            "refused", "Something is being harvested or analysed. Try again when it is done.");
      }
    } catch (ManualLinks.Refused | NotUnderstood | EvidenceBroken refused) {
      next.addFlashAttribute("refused", "Nothing was changed. " + refused.getMessage());
    }
    return "redirect:/correlation";
  }

  private static String heading(CorrelationPages.CorrelationPage view) {
    if (view.disputedCount() == 0 && view.unmatchedCount() == 0) {
      return "Every account is somebody's, and no rule disagrees.";
    }
    return "%s, %s."
        .formatted(
            view.unmatchedCount() == 0
                ? "Every account is somebody's"
                : view.unmatchedCount() == 1
                    ? "1 account belongs to nobody"
                    : "%,d accounts belong to nobody".formatted(view.unmatchedCount()),
            view.disputedCount() == 0
                ? "no rule disagrees"
                : view.disputedCount() == 1
                    ? "1 has rules at odds"
                    : "%,d have rules at odds".formatted(view.disputedCount()));
  }
}
