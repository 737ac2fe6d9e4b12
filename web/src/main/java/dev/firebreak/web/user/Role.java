package dev.firebreak.web.user;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What somebody is to Firebreak. What each role may ask for is stated line by line in
/// `access.csv`.
public enum Role {
  /// Looks at everything.
  VIEWER,
  /// Looks, decides on findings, plans and carries out what others approved.
  ANALYST,
  /// Does what an analyst does, and decides on items of certification campaigns.
  REVIEWER,
  /// Looks, and approves plans and policies.
  APPROVER,
  /// Sets Firebreak up and says who may do what. Never approves.
  ADMIN;

  /// As people and configuration files write it: `viewer`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role that is written so.
  ///
  /// @throws UserRefused if there is none
  public static Role of(String word) {
    return Stream.of(values())
        .filter(role -> role.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new UserRefused(
                UserRefused.Reason.NOT_UNDERSTOOD,
                "There is no role '%s'; there are %s."
                    .formatted(UserRefused.said(word), words(Set.of(values())))));
  }

  /// The roles that are written so.
  ///
  /// @throws UserRefused if one of them is none
  public static Set<Role> of(Collection<String> words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    words.forEach(word -> roles.add(of(word)));
    return roles;
  }

  /// Roles as a text, in their order: `viewer, approver`.
  public static String words(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
  }
}
