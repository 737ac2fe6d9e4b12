package dev.firebreak.web.page;

import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.UserChanges.WithPassword;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.user.Users;
import dev.firebreak.web.view.Harvests;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/// Who may sign in, and what they may do. A password that is made here is shown once.
@Screen
final class UsersScreen {

  private static final String PAGE = "/settings/users";

  private final Users users;
  private final UserChanges changes;
  private final ApiKeys keys;
  private final Harvests harvests;
  private final Preconditions preconditions;

  UsersScreen(
      Users users,
      UserChanges changes,
      ApiKeys keys,
      Harvests harvests,
      Preconditions preconditions) {
    this.preconditions = preconditions;
    this.harvests = harvests;
    this.users = users;
    this.changes = changes;
    this.keys = keys;
  }

  @GetMapping(PAGE)
  String list(Model model) {
    List<User> all = users.all();
    model.addAttribute("users", all);
    model.addAttribute("heading", heading(all));
    model.addAttribute("allRoles", Role.values());
    return "users";
  }

  private static String heading(List<User> all) {
    long in = all.stream().filter(user -> user.active() && !user.roles().isEmpty()).count();
    return in == 1 ? "1 person may sign in." : "%,d people may sign in.".formatted(in);
  }

  @GetMapping(PAGE + "/{name}")
  String one(@PathVariable String name, Model model) {
    User user =
        users
            .named(name)
            .orElseThrow(() -> new dev.firebreak.web.view.NotThere("There is no such user."));
    model.addAttribute("one", user);
    model.addAttribute("allRoles", Role.values());
    model.addAttribute("allSources", sources(user));
    model.addAttribute(
        "departments",
        user.limits().departments().stream().sorted().collect(Collectors.joining("\n")));
    model.addAttribute(
        "keys", keys.all().stream().filter(key -> key.owner().equals(user.id())).toList());
    return "user";
  }

  /// The names of all sources by their ids; one that the limits of a user name and that is no more
  /// is among them, so that saving them does not take a limit away.
  private SortedMap<String, String> sources(User user) {
    SortedMap<String, String> all = new TreeMap<>();
    user.limits().sources().forEach(id -> all.put(id, id));
    harvests.all().forEach(source -> all.put(source.id(), source.name()));
    return all;
  }

  @PostMapping(PAGE)
  String add(
      @RequestParam String userName,
      @RequestParam(defaultValue = "") String displayName,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") List<String> role,
      Principal person,
      RedirectAttributes next) {
    return changed(
            next,
            () -> {
              WithPassword added =
                  changes.add(userName, displayName, email, Role.of(role), person.getName());
              shown(added, next);
              return added.user().userName() + " may sign in.";
            })
        .map(done -> "redirect:" + address(userName.strip()))
        .orElseGet(() -> {
          next.addFlashAttribute("typedName", userName);
          next.addFlashAttribute("typedDisplay", displayName);
          next.addFlashAttribute("typedEmail", email);
          return "redirect:" + PAGE;
        });
  }

  @PostMapping(PAGE + "/{name}/roles")
  String roles(
      @PathVariable String name,
      @RequestParam(defaultValue = "") List<String> role,
      Principal person,
      RedirectAttributes next) {
    inTurn(
        next,
        () -> {
          User now = changes.roles(name, Role.of(role), person.getName());
          return now.roles().isEmpty()
              ? name + " has no role any more."
              : "%s is %s now.".formatted(name, Role.words(now.roles()));
        });
    return "redirect:" + address(name);
  }

  /// @param source the ids of sources
  /// @param departments one a line
  @PostMapping(PAGE + "/{name}/limits")
  String limits(
      @PathVariable String name,
      @RequestParam(defaultValue = "") List<String> source,
      @RequestParam(defaultValue = "") String departments,
      Principal person,
      RedirectAttributes next) {
    inTurn(
        next,
        () -> {
          Limits limits =
              Limits.of(
                  source.stream().filter(id -> !id.isBlank()).toList(),
                  departments.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
          User now = changes.limits(name, limits, person.getName());
          return "%s is told of %s now.".formatted(name, now.limits().words());
        });
    return "redirect:" + address(name);
  }

  @PostMapping(PAGE + "/{name}/deactivate")
  String deactivate(@PathVariable String name, Principal person, RedirectAttributes next) {
    inTurn(
        next,
        () -> {
          changes.active(name, false, person.getName());
          return name + " is kept out from the next request on.";
        });
    return "redirect:" + address(name);
  }

  @PostMapping(PAGE + "/{name}/activate")
  String activate(@PathVariable String name, Principal person, RedirectAttributes next) {
    inTurn(
        next,
        () -> {
          changes.active(name, true, person.getName());
          return name + " may sign in again.";
        });
    return "redirect:" + address(name);
  }

  @PostMapping(PAGE + "/{name}/reset")
  String reset(@PathVariable String name, Principal person, RedirectAttributes next) {
    inTurn(
        next,
        () -> {
          shown(changes.reset(name, person.getName()), next);
          return name + " has a new password, and is signed out everywhere.";
        });
    return "redirect:" + address(name);
  }

  @PostMapping(PAGE + "/{name}/remove")
  String remove(@PathVariable String name, Principal person, RedirectAttributes next) {
    return inTurn(
            next,
            () -> {
              changes.remove(name, person.getName());
              return name + " is removed. What the evidence says of them stays.";
            })
        .map(done -> "redirect:" + PAGE)
        .orElse("redirect:" + address(name));
  }

  private static void shown(WithPassword made, RedirectAttributes next) {
    next.addFlashAttribute("password", made.password());
    next.addFlashAttribute("passwordOf", made.user().userName());
  }

  private static String address(String name) {
    return PAGE + "/" + UriUtils.encodePathSegment(name, java.nio.charset.StandardCharsets.UTF_8);
  }

  private Optional<String> inTurn(RedirectAttributes next, Supplier<String> change) {
    return changed(next, () -> preconditions.inTurn(change));
  }

  /// Makes a change and says what came of it, or why it was refused.
  ///
  /// @return what came of it; empty where it was refused
  static Optional<String> changed(RedirectAttributes next, Supplier<String> change) {
    try {
      String told = change.get();
      next.addFlashAttribute("told", told);
      return Optional.of(told);
    } catch (UserRefused refused) {
      next.addFlashAttribute("refused", "Nothing was changed. " + refused.getMessage());
      return Optional.empty();
    }
  }
}
