package dev.firebreak.web.page;

import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.view.NotThere;
import java.time.Clock;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The keys of everybody's programs, for administrators.
@Screen
final class KeysScreen {

  private final ApiKeys keys;
  private final CurrentUser current;
  private final Clock clock;

  KeysScreen(ApiKeys keys, CurrentUser current, Clock clock) {
    this.keys = keys;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/settings/keys")
  String page(Model model) {
    var all = keys.all();
    long good = all.stream().filter(key -> key.isGood(clock.instant())).count();
    model.addAttribute("keys", all);
    model.addAttribute(
        "heading",
        good == 0
            ? "No key opens anything."
            : good == 1 ? "1 key opens something." : "%,d keys open something.".formatted(good));
    return "keys";
  }

  @PostMapping("/settings/keys/{id}/revoke")
  String revoke(@PathVariable String id, RedirectAttributes next) {
    UsersScreen.changed(
        next,
        () -> {
          keys.revoke(id, current.get().orElseThrow(() -> new NotThere("Nobody is signed in.")));
          return "The key %s opens nothing any more.".formatted(id);
        });
    return "redirect:/settings/keys";
  }
}
