package dev.firebreak.web.page;

import dev.firebreak.analytics.cut.Spare;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.whatif.Basket;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.workbench.BasketLine;
import dev.firebreak.web.workbench.CutGoal;
import dev.firebreak.web.workbench.Ends;
import dev.firebreak.web.workbench.Workbench;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/// The what-if workbench. The address holds the basket whole; the session remembers the one last
/// changed, so that other pages can add to it.
@Screen
final class WorkbenchScreen {

  private static final String KEPT = "basket";

  private final Workbench workbench;
  private final Ends ends;
  private final Remediations remediations;

  WorkbenchScreen(Workbench workbench, Ends ends, Remediations remediations) {
    this.workbench = workbench;
    this.ends = ends;
    this.remediations = remediations;
  }

  @GetMapping("/workbench")
  String workbench(
      @RequestParam(required = false) @Nullable List<String> remove,
      @RequestParam(required = false) @Nullable List<String> add,
      @ModelAttribute("wanted") CutGoal goal,
      @RequestParam(required = false) @Nullable String now,
      HttpSession session,
      Model model) {
    Basket basket = Basket.of(remove, add);
    if (basket.isEmpty() && remove == null && add == null && !kept(session).isEmpty()) {
      return "redirect:" + address(kept(session), goal.query());
    }
    List<BasketLine> lines = workbench.lines(basket);
    boolean judged = lines.stream().allMatch(line -> line.problem().isEmpty());
    model.addAttribute("basket", basket);
    model.addAttribute("lines", lines);
    model.addAttribute("judged", judged);
    model.addAttribute("plannable", lines.stream().filter(BasketLine::plannable).count());
    model.addAttribute("heading", heading(basket));
    model.addAttribute("query", basket.query());
    model.addAttribute("goalQuery", goal.query());
    model.addAttribute("spares", Spare.values());
    model.addAttribute("most", workbench.mostChanges());
    model.addAttribute("inline", now != null);
    if (now != null) {
      if (judged && !basket.isEmpty()) {
        model.addAttribute("effect", workbench.effect(basket));
      }
      if (goal.wanted()) {
        cut(goal, model);
      }
      model.addAttribute("chokes", workbench.chokePoints());
    }
    return "workbench";
  }

  /// What the changes of an address would lead to, as a part of the page.
  @GetMapping("/workbench/effect")
  String effect(
      @RequestParam(required = false) @Nullable List<String> remove,
      @RequestParam(required = false) @Nullable List<String> add,
      Model model) {
    Basket basket = Basket.of(remove, add);
    try {
      model.addAttribute("effect", workbench.effect(basket));
    } catch (WhatIfRefused refused) {
      throw new NotUnderstood(refused.problems().getFirst().problem());
    }
    return "workbench :: effect";
  }

  /// A cut plan, as a part of the page.
  @GetMapping("/workbench/cut")
  String cutPlan(
      @RequestParam(required = false) @Nullable List<String> remove,
      @RequestParam(required = false) @Nullable List<String> add,
      @ModelAttribute("wanted") CutGoal goal,
      Model model) {
    model.addAttribute("query", Basket.of(remove, add).query());
    model.addAttribute("goalQuery", goal.query());
    cut(goal, model);
    return "workbench :: cut";
  }

  private void cut(CutGoal goal, Model model) {
    try {
      model.addAttribute("steps", workbench.cut(goal.request(ends::key)));
    } catch (IllegalArgumentException | NotThere | NotUnderstood problem) {
      model.addAttribute("cutProblem", problem.getMessage());
    }
  }

  /// The single removals that would take most, as a part of the page.
  @GetMapping("/workbench/choke-points")
  String chokePoints(Model model) {
    model.addAttribute("chokes", workbench.chokePoints());
    return "workbench :: chokes";
  }

  /// Nodes that may be meant by what is typed at one end.
  @GetMapping("/workbench/options")
  String options(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Model model) {
    model.addAttribute("options", ends.offered(from.isBlank() ? to : from));
    return "workbench :: options";
  }

  /// Puts changes into the basket or takes them out.
  ///
  /// @param shown the basket of the page that asks, as a query; null for the one of the session
  /// @param out the change to take out, after `add` or `remove` and a space
  /// @param typed `edge` where two ends were typed
  /// @param goal the query of the cut plan that the page shows
  @PostMapping("/workbench/basket")
  String change(
      @RequestParam(required = false) @Nullable List<String> remove,
      @RequestParam(required = false) @Nullable String shown,
      @RequestParam(required = false) @Nullable String out,
      @RequestParam(required = false) @Nullable String clear,
      @RequestParam(required = false) @Nullable String typed,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String goal,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
      HttpSession session,
      Model model,
      RedirectAttributes next) {
    Basket before = shown == null ? kept(session) : parsed(shown);
    Basket basket = before;
    try {
      List<Basket.Item> more = new ArrayList<>(Basket.of(remove, null).items());
      if (typed != null) {
        more.add(ends.added(from, to));
      }
      basket = clear != null ? Basket.EMPTY : before.with(more);
      if (out != null) {
        int space = out.indexOf(' ');
        basket =
            basket.without(
                Basket.Item.of(out.startsWith("add "), space < 0 ? out : out.substring(space + 1)));
      }
      session.setAttribute(KEPT, basket);
    } catch (NotUnderstood refused) {
      next.addFlashAttribute("refused", refused.getMessage());
      next.addFlashAttribute("typedFrom", from);
      next.addFlashAttribute("typedTo", to);
      if (part != null) {
        model.addAttribute("full", refused.getMessage());
      }
    }
    if (part != null) {
      model.addAttribute("size", basket.items().size());
      model.addAttribute("known", basket.equals(before));
      return "workbench :: told";
    }
    return "redirect:" + address(basket, goal.matches("[\\w=&%.~+-]*") ? goal : "");
  }

  /// Freezes the removals of the basket as a plan.
  @PostMapping("/workbench/plan")
  String plan(@RequestParam String shown, Principal person, RedirectAttributes next) {
    Basket basket = parsed(shown);
    if (!basket.additions().isEmpty()) {
      next.addFlashAttribute(
          "refused",
          "Nothing was planned. A remediation plan takes access away and never gives any: take %s out of the basket."
              .formatted(
                  basket.additions().size() == 1
                      ? "the addition"
                      : "the " + basket.additions().size() + " additions"));
      return "redirect:" + address(basket, "");
    }
    try {
      return "redirect:/remediation/"
          + UriUtils.encodePathSegment(
              remediations.plans().plan(basket.taken(), person.getName()).id(),
              StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | RemediationRefused refused) {
      next.addFlashAttribute("refused", "Nothing was planned. " + refused.getMessage());
      return "redirect:" + address(basket, "");
    }
  }

  private static Basket kept(HttpSession session) {
    return session.getAttribute(KEPT) instanceof Basket basket ? basket : Basket.EMPTY;
  }

  private static Basket parsed(String query) {
    List<String> remove = new ArrayList<>();
    List<String> add = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        (pair.startsWith("add=") ? add : remove)
            .add(UriUtils.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return Basket.of(remove, add);
  }

  private static String address(Basket basket, String more) {
    String query =
        basket.isEmpty() || more.isEmpty() ? basket.query() + more : basket.query() + "&" + more;
    return query.isEmpty() ? "/workbench" : "/workbench?" + query;
  }

  private static String heading(Basket basket) {
    int out = basket.removals().size();
    int in = basket.additions().size();
    if (basket.isEmpty()) {
      return "What would be otherwise?";
    }
    String removals = out == 1 ? "1 removal" : out + " removals";
    String additions = in == 1 ? "1 addition" : in + " additions";
    return "What if: "
        + (in == 0 ? removals : out == 0 ? additions : removals + " and " + additions);
  }
}
