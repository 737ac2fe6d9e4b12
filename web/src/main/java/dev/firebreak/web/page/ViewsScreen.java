package dev.firebreak.web.page;

import dev.firebreak.web.saved.SavedView;
import dev.firebreak.web.saved.SavedViews;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.NotUnderstood;
import java.security.Principal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Saving the list of findings that is shown, and sharing or deleting what was saved.
@Screen
final class ViewsScreen {

  private final SavedViews views;

  ViewsScreen(SavedViews views) {
    this.views = views;
  }

  @PostMapping("/findings/views")
  String save(
      @RequestParam String name,
      @RequestParam String query,
      @RequestParam(defaultValue = "false") boolean shared,
      Principal person,
      RedirectAttributes next) {
    try {
      views.save(name, query, shared, person.getName());
      next.addFlashAttribute(
          "told", shared ? "Saved, and shared with everybody." : "Saved, for you alone.");
    } catch (NotUnderstood refused) {
      next.addFlashAttribute("refused", "Nothing was saved. " + refused.getMessage());
      next.addFlashAttribute("typedName", name);
    }
    return "redirect:" + FindingQuery.of(FindingFilters.parse(query)).address();
  }

  @PostMapping("/findings/views/{id}/sharing")
  String share(
      @PathVariable String id,
      @RequestParam boolean shared,
      Principal person,
      RedirectAttributes next) {
    SavedView view = views.share(id, shared, person.getName());
    next.addFlashAttribute(
        "told", shared ? "Everybody sees this view now." : "Only you see this view now.");
    return "redirect:/findings?" + view.query();
  }

  @PostMapping("/findings/views/{id}/delete")
  String delete(@PathVariable String id, Principal person, RedirectAttributes next) {
    SavedView view = views.delete(id, person.getName());
    next.addFlashAttribute("told", "The view is deleted. The findings are as they were.");
    return "redirect:/findings?" + view.query();
  }
}
