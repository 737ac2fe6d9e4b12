package dev.firebreak.web.user;

import dev.firebreak.web.user.UserRefused.Reason;
import org.jspecify.annotations.Nullable;

/// Whom findings can be given to work on: users who are let in and have a role, since every role
/// looks at findings.
public final class Assignees {

  private static final int LONGEST_SAID = 100;

  private final Users users;

  public Assignees(Users users) {
    this.users = users;
  }

  /// Who is meant by a name.
  ///
  /// @param name as typed, in any case; null or blank for nobody
  /// @return the name as the user bears it; null for nobody
  /// @throws UserRefused if there is no such user, or they could not look at a finding
  public @Nullable String named(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    User user =
        users
            .named(name)
            .orElseThrow(() ->
                refused(
                    "There is no user '%s'. Name one as they sign in, or nobody; an administrator adds users under Settings, Users."
                        .formatted(said(name.strip()))));
    if (!user.active()) {
      throw refused(
          "%s is kept out of Firebreak and cannot work on it. Name somebody else, or have an administrator let them in."
              .formatted(user.userName()));
    }
    if (user.roles().isEmpty()) {
      throw refused(
          "%s has no role and cannot look at findings. Name somebody else, or ask an administrator for a role."
              .formatted(user.userName()));
    }
    return user.userName();
  }

  private static String said(String name) {
    return name.length() <= LONGEST_SAID ? name : name.substring(0, LONGEST_SAID) + "…";
  }

  private static UserRefused refused(String sentence) {
    return new UserRefused(Reason.NOT_UNDERSTOOD, sentence);
  }
}
