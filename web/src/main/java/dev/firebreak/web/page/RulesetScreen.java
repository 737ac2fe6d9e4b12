package dev.firebreak.web.page;

import dev.firebreak.analytics.toxic.ShippedRulesets;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.web.rules.RulesetFile;
import dev.firebreak.web.rules.RulesetRefused;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.RulesetDesk;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/// The editor of a ruleset. What is typed is judged while it is typed; what is refused is said on
/// the same page, and nothing that was typed is lost.
@Screen
final class RulesetScreen {

  private static final String BEGINNING =
      """
      ruleset: {id: my-rules, name: My rules, version: 1}
      functions:
        - id: create-vendor
          name: Create vendors
          any-of:
            - {entitlement: "*create vendor*"}
        - id: pay-vendor
          name: Pay vendors
          any-of:
            - {entitlement: "*payment run*"}
      risks:
        - {id: MY-01, name: Invent a vendor and pay it, level: high, owner: Finance controls, functions: [create-vendor, pay-vendor]}
      mitigations: []
      tests:
        - {name: a clerk who pays, risk: MY-01, expect: hit, holds: [{source: erp, name: Create vendor}, {source: erp, name: Release payment run}]}
      """;

  private final RulesetDesk desk;

  RulesetScreen(RulesetDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/sod/rulesets/{id}")
  String edit(@PathVariable String id, Model model) {
    RulesetFile file = desk.file(id);
    return editor(file, id, file.text(), file.digest(), model);
  }

  /// A new ruleset.
  ///
  /// @param from the name of one that ships, to begin with
  @GetMapping("/sod/new")
  String begin(@RequestParam(defaultValue = "") String from, Model model) {
    try {
      return editor(null, null, from.isEmpty() ? BEGINNING : ShippedRulesets.text(from), "", model);
    } catch (IllegalArgumentException e) {
      throw new NotThere("No ruleset of the name " + from + " ships with Firebreak.");
    }
  }

  private String editor(
      @Nullable RulesetFile file, @Nullable String id, String text, String instead, Model model) {
    Object typed = model.getAttribute("typedText");
    String shown = typed == null ? text : typed.toString();
    model.addAttribute("title", file == null ? "New ruleset" : file.ruleset().name());
    model.addAttribute("file", file);
    model.addAttribute("text", shown);
    model.addAttribute(
        "instead", Objects.requireNonNullElse(model.getAttribute("typedInstead"), instead));
    model.addAttribute("judgement", desk.judge(id, shown));
    return "ruleset";
  }

  /// What a text would be, as a part of the page.
  ///
  /// @param id the id of the ruleset in whose place it would stand; empty for a new one
  @PostMapping("/sod/judge")
  String judge(@RequestParam(defaultValue = "") String id, @RequestParam String text, Model model) {
    model.addAttribute("judgement", desk.judge(id.isEmpty() ? null : id, text));
    return "ruleset :: judged(j=${judgement})";
  }

  @PostMapping("/sod/rulesets/{id}")
  String save(
      @PathVariable String id,
      @RequestParam String text,
      @RequestParam String instead,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable String check,
      Principal person,
      RedirectAttributes next) {
    return saved(id, text, instead, reason, check != null, person, next);
  }

  @PostMapping("/sod/new")
  String add(
      @RequestParam String text,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable String check,
      Principal person,
      RedirectAttributes next) {
    return saved(null, text, null, reason, check != null, person, next);
  }

  private String saved(
      @Nullable String id,
      String text,
      @Nullable String instead,
      String reason,
      boolean onlyCheck,
      Principal person,
      RedirectAttributes next) {
    try {
      if (!onlyCheck) {
        RulesetFile file = desk.save(id, text, instead, reason, person.getName());
        next.addFlashAttribute(
            "told",
            "Version %d of %s is saved, kept as evidence, and in use from the next analysis on."
                .formatted(file.ruleset().version(), file.ruleset().name()));
        next.addFlashAttribute("saved", true);
        return "redirect:" + address(file.id());
      }
    } catch (RulesetRefused | EvidenceBroken | NotUnderstood refused) {
      next.addFlashAttribute("refused", "Nothing was saved. " + refused.getMessage());
    }
    next.addFlashAttribute("typedText", text);
    next.addFlashAttribute("typedReason", reason);
    next.addFlashAttribute("typedInstead", instead == null ? "" : instead);
    return "redirect:" + (id == null ? "/sod/new" : address(id));
  }

  @PostMapping("/sod/rulesets/{id}/withdraw")
  String withdraw(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Principal person,
      RedirectAttributes next) {
    try {
      desk.withdraw(id, reason, person.getName());
      next.addFlashAttribute("told", "What was saved of %s is taken back.".formatted(id));
      next.addFlashAttribute("saved", true);
    } catch (RulesetRefused | EvidenceBroken refused) {
      next.addFlashAttribute("refused", "Nothing was changed. " + refused.getMessage());
      return "redirect:" + address(id);
    }
    return desk.book().find(id).isPresent() ? "redirect:" + address(id) : "redirect:/sod";
  }

  private static String address(String id) {
    return "/sod/rulesets/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
  }
}
