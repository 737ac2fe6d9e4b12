package dev.firebreak.web.page;

import dev.firebreak.web.view.SodPages;
import dev.firebreak.web.view.SodPages.SodPage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Segregation of duties: who combines what, the rules, and what makes hits acceptable.
@Screen
final class SodScreen {

  private final SodPages pages;

  SodScreen(SodPages pages) {
    this.pages = pages;
  }

  /// @param functions `all` for a matrix of all functions that rules name
  /// @param rule ids of the rules to list; all of them when left out
  @GetMapping("/sod")
  String sod(
      @RequestParam(defaultValue = "") String functions,
      @RequestParam(required = false) @Nullable List<String> rule,
      Model model) {
    boolean whole = functions.equals("all");
    SodPage view = pages.now(whole);
    model.addAttribute("view", view);
    model.addAttribute("whole", whole);
    model.addAttribute("heading", heading(view));
    model.addAttribute("narrowed", rule != null);
    model.addAttribute(
        "rules",
        rule == null
            ? view.rules()
            : view.rules().stream().filter(line -> rule.contains(line.rule().id())).toList());
    return "sod";
  }

  private static String heading(SodPage view) {
    int rules = view.rules().size();
    if (rules == 0) {
      return "No rules are in use.";
    }
    if (view.open() == 0) {
      return rules == 1
          ? "Nobody combines what the one rule keeps apart."
          : "Nobody combines what %,d rules keep apart.".formatted(rules);
    }
    return "%s %,d of %s%s."
        .formatted(
            view.open() == 1 ? "1 finding breaks" : "%,d findings break".formatted(view.open()),
            view.broken(),
            rules == 1 ? "1 rule" : "%,d rules".formatted(rules),
            view.worst() == null
                ? ""
                : ", the worst is " + view.worst().name().toLowerCase(Locale.ROOT));
  }
}
