package dev.firebreak.web.page;

import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.user.ApiKeys.Fresh;
import dev.firebreak.web.user.Passwords;
import dev.firebreak.web.user.Scope;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.view.NotThere;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What everybody sees to for themselves: their password and the keys of their programs.
@Screen
final class AccountScreen {

  private static final String PAGE = "/settings/account";

  private final CurrentUser current;
  private final UserChanges changes;
  private final ApiKeys keys;
  private final dev.firebreak.web.security.Renewal renewal;

  AccountScreen(
      CurrentUser current,
      UserChanges changes,
      ApiKeys keys,
      dev.firebreak.web.security.Renewal renewal) {
    this.current = current;
    this.changes = changes;
    this.keys = keys;
    this.renewal = renewal;
  }

  @GetMapping(PAGE)
  String page(Model model) {
    User me = me();
    model.addAttribute("me", me);
    model.addAttribute("shortest", Passwords.SHORTEST);
    if (me.mustChange() || me.roles().isEmpty()) {
      return "password";
    }
    model.addAttribute("scopes", Scope.values());
    model.addAttribute("mostDays", ApiKeys.MOST_DAYS);
    model.addAttribute(
        "keys", keys.all().stream().filter(key -> key.owner().equals(me.id())).toList());
    return "account";
  }

  @PostMapping(PAGE + "/password")
  String password(
      @RequestParam String present,
      @RequestParam String fresh,
      @RequestParam String again,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    User me = me();
    boolean forced = me.mustChange();
    boolean done =
        UsersScreen.changed(
                next,
                () -> {
                  if (!fresh.equals(again)) {
                    throw new UserRefused(
                        UserRefused.Reason.NOT_UNDERSTOOD, "The two new passwords differ.");
                  }
                  renewal.of(changes.changePassword(me, present, fresh), request, response);
                  return "Your password is changed. You are signed out everywhere else.";
                })
            .isPresent();
    return done && forced ? "redirect:/" : "redirect:" + PAGE;
  }

  @PostMapping(PAGE + "/keys")
  String make(
      @RequestParam String label,
      @RequestParam(defaultValue = "") List<String> scope,
      @RequestParam(defaultValue = "90") int days,
      RedirectAttributes next) {
    UsersScreen.changed(
        next,
        () -> {
          Fresh made = keys.make(me(), label, Scope.of(scope), days);
          next.addFlashAttribute("secret", made.secret());
          return "The key %s is made.".formatted(made.key().id());
        });
    return "redirect:" + PAGE;
  }

  @PostMapping(PAGE + "/keys/{id}/revoke")
  String revoke(@PathVariable String id, RedirectAttributes next) {
    UsersScreen.changed(
        next,
        () -> {
          keys.revoke(id, me());
          return "The key %s opens nothing any more.".formatted(id);
        });
    return "redirect:" + PAGE;
  }

  private User me() {
    return current.get().orElseThrow(() -> new NotThere("Nobody is signed in."));
  }
}
