package dev.firebreak.web.page;

import dev.firebreak.analytics.run.DecisionRefused;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.BulkRequest;
import dev.firebreak.web.work.BulkWork;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The bar under the list of findings: what to do with those that are selected. What is refused is
/// said over the list, and what was typed is kept.
@Screen
final class BulkScreen {

  private static final int TOLD = 3;

  private final BulkWork work;

  BulkScreen(BulkWork work) {
    this.work = work;
  }

  @PostMapping("/findings/bulk")
  String act(
      @RequestParam BulkRequest.Action action,
      @RequestParam(required = false) @Nullable List<String> finding,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(defaultValue = "") String matching,
      @RequestParam(defaultValue = "") String count,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String assignee,
      Principal person,
      RedirectAttributes next) {
    String back = "redirect:" + FindingQuery.of(FindingFilters.parse(matching)).address();
    BulkRequest request =
        new BulkRequest(
            action,
            all ? List.of() : finding,
            all ? matching : null,
            number(count),
            until,
            reason,
            assignee);
    try {
      BulkWork.Answer answer = work.act(request, person.getName());
      tell(answer, request, next);
      return answer.run() == null ? back : "redirect:/remediation/" + answer.run();
    } catch (NotUnderstood
        | NotThere
        | DecisionRefused
        | RemediationRefused
        | UserRefused
        | EvidenceBroken refused) {
      next.addFlashAttribute("refused", "Nothing was changed. " + refused.getMessage());
      next.addFlashAttribute(
          "typed", Map.of("until", until, "reason", reason, "assignee", assignee));
      return back;
    }
  }

  private static @Nullable Integer number(String count) {
    try {
      return Integer.valueOf(count.strip());
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static void tell(BulkWork.Answer answer, BulkRequest request, RedirectAttributes next) {
    int done = answer.done().size();
    if (done > 0) {
      next.addFlashAttribute(
          "told",
          (done == 1 ? "1 finding is " : done + " findings are ")
              + switch (answer.action()) {
                case ACCEPT ->
                    "accepted, each kept as evidence, and open again by themselves when that time is"
                        + " over.";
                case WITHDRAW -> "open again.";
                case ASSIGN ->
                    "assigned to "
                        + (String.valueOf(request.assignee()).isBlank()
                            ? "nobody."
                            : String.valueOf(request.assignee()).strip() + ".");
                case PLAN -> "closed by this plan.";
              });
      if (!answer.undoable().isEmpty()) {
        next.addFlashAttribute("undo", answer.undoable());
      }
    }
    List<BulkWork.Outcome> refused = answer.refused();
    if (!refused.isEmpty()) {
      next.addFlashAttribute(
          "refused",
          (refused.size() == 1
                  ? "1 finding was left as it is: "
                  : refused.size() + " findings were left as they are: ")
              + refused.stream()
                  .limit(TOLD)
                  .map(BulkWork.Outcome::said)
                  .collect(Collectors.joining(" "))
              + (refused.size() > TOLD ? " And %d more.".formatted(refused.size() - TOLD) : ""));
    }
  }
}
