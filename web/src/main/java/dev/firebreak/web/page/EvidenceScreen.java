package dev.firebreak.web.page;

import dev.firebreak.web.view.EvidencePages;
import dev.firebreak.web.view.EvidenceQuery;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Screen
final class EvidenceScreen {

  private final EvidencePages pages;

  EvidenceScreen(EvidencePages pages) {
    this.pages = pages;
  }

  @GetMapping("/evidence")
  String chain(
      @RequestParam(defaultValue = "") String run,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "0") long before,
      Model model) {
    EvidencePages.Chain chain = pages.chain(new EvidenceQuery(run, q, type, who), before);
    model.addAttribute("q", q.strip());
    model.addAttribute("types", EvidenceQuery.types());
    model.addAttribute("chain", chain);
    model.addAttribute("heading", heading(chain));
    return "evidence";
  }

  @PostMapping("/evidence/verify")
  String verify(RedirectAttributes next) {
    next.addFlashAttribute("check", pages.check());
    return "redirect:/evidence";
  }

  @GetMapping("/evidence/{seq}")
  String record(@PathVariable long seq, Model model) {
    model.addAttribute("record", pages.record(seq));
    return "record";
  }

  private static String heading(EvidencePages.Chain chain) {
    EvidenceQuery query = chain.query();
    if (query.isOfARun()) {
      return "%,d %s to run %s."
          .formatted(
              chain.total(), chain.total() == 1 ? "record belongs" : "records belong", query.run());
    }
    if (query.narrowed()) {
      return chain.total() == 1
          ? "1 record was found."
          : "%,d records were found.".formatted(chain.total());
    }
    return switch ((int) Math.min(chain.total(), 2)) {
      case 0 -> "No evidence yet.";
      case 1 -> "1 record.";
      default -> "%,d records, each chained to the one before.".formatted(chain.total());
    };
  }
}
