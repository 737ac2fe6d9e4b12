package dev.firebreak.web.user;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.AccessDecided;
import dev.firebreak.remediation.evidence.Evidence.AccessDecided.Change;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.user.User.Origin;
import dev.firebreak.web.user.UserRefused.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How users come, change and go. Who gets or loses what is appended to the evidence before it is
/// so; an evidence log that cannot be written lets nobody be given anything, and never keeps
/// anybody from being shut out or from changing their own password.
public final class UserChanges {

  private final Users users;
  private final EvidenceLog evidence;

  public UserChanges(Users users, EvidenceLog evidence) {
    this.users = users;
    this.evidence = evidence;
  }

  /// A user with a password that they must change at once.
  ///
  /// @param password shown once and kept nowhere
  public record WithPassword(User user, String password) {
    @Override
    public String toString() {
      return "WithPassword[" + user + "]";
    }
  }

  /// Adds a local user.
  ///
  /// @param by who decides
  /// @throws UserRefused if there is one of that name, or it cannot be so
  public WithPassword add(
      String name,
      @Nullable String displayName,
      @Nullable String email,
      Set<Role> roles,
      String by) {
    User fresh = users.fresh(name.strip(), roles).named(name.strip(), displayName, email);
    return added(fresh, Passwords.random(), by);
  }

  /// Adds the account of the first start.
  WithPassword addFirst(String name, String password) {
    return added(users.fresh(name, Set.of(Role.ADMIN)).asTemporary(), password, Evidence.ENGINE);
  }

  private WithPassword added(User fresh, String password, String by) {
    requireFree(fresh.userName());
    tell(fresh, Change.ADDED, words(fresh.roles()), by);
    return new WithPassword(
        users.add(fresh.password(Passwords.verifier(password), false)), password);
  }

  /// Adds or changes a user as an identity provider says.
  ///
  /// @param known the user as it is here; null for a new one
  /// @param by who says so: the key, or the provider
  /// @throws UserRefused if it cannot be so
  public User provisioned(
      @Nullable User known,
      String name,
      @Nullable String displayName,
      @Nullable String email,
      Set<Role> roles,
      boolean active,
      Origin origin,
      @Nullable String externalId,
      String by) {
    if (known == null) {
      User fresh =
          users
              .fresh(name.strip(), roles)
              .named(name.strip(), displayName, email)
              .active(active)
              .from(origin, externalId);
      requireFree(fresh.userName());
      tell(fresh, Change.ADDED, words(roles), by);
      return users.add(fresh);
    }
    User changed =
        known
            .named(name.strip(), displayName, email)
            .with(roles)
            .active(active)
            .from(origin, externalId);
    if (changed.equals(known)) {
      return known;
    }
    requireAnAdmin(known, changed);
    tellRoles(known, roles, by);
    if (known.active() != active) {
      tell(known, active ? Change.ACTIVATED : Change.DEACTIVATED, "", by);
    }
    return users.save(known, changed);
  }

  private void requireFree(String name) {
    if (name.equalsIgnoreCase(Evidence.ENGINE) || users.named(name).isPresent()) {
      throw new UserRefused(Reason.TAKEN, "There is a user '%s' already.".formatted(name));
    }
  }

  /// Says what somebody may do.
  ///
  /// @throws UserRefused if it cannot be so, or nobody would administer any more
  public User roles(String name, Set<Role> roles, String by) {
    User user = local(name);
    User changed = user.with(roles);
    requireAnAdmin(user, changed);
    tellRoles(user, roles, by);
    return users.save(user, changed);
  }

  private void tellRoles(User user, Set<Role> roles, String by) {
    Set<Role> given = difference(roles, user.roles());
    Set<Role> taken = difference(user.roles(), roles);
    if (!given.isEmpty()) {
      tell(user, Change.ROLES_GIVEN, Role.words(given), by);
    }
    if (!taken.isEmpty()) {
      tellAnyway(user, Change.ROLES_TAKEN, Role.words(taken), by);
    }
  }

  /// Says of what somebody is told, wherever they come from. Whom an identity provider changes
  /// keeps it.
  ///
  /// @throws UserRefused if it cannot be so
  public User limits(String name, Limits limits, String by) {
    User user = existing(name);
    if (user.limits().equals(limits)) {
      return user;
    }
    User changed = user.with(limits);
    if (limits.isWithin(user.limits())) {
      tellAnyway(user, Change.LIMITED, limits.words(), by);
    } else {
      tell(user, Change.LIMITED, limits.words(), by);
    }
    return users.save(user, changed);
  }

  /// Keeps somebody out, or lets them in again.
  ///
  /// @throws UserRefused if nobody would administer any more
  public User active(String name, boolean active, String by) {
    User user = existing(name);
    if (user.active() == active) {
      return user;
    }
    User changed = user.active(active);
    requireAnAdmin(user, changed);
    if (active) {
      tell(user, Change.ACTIVATED, "", by);
    } else {
      tellAnyway(user, Change.DEACTIVATED, "", by);
    }
    return users.save(user, changed);
  }

  /// Gives somebody a new password that they must change at once.
  public WithPassword reset(String name, String by) {
    return reset(local(name), Passwords.random(), by);
  }

  WithPassword reset(User user, String password, String by) {
    tell(user, Change.PASSWORD_RESET, "", by);
    return new WithPassword(
        users.save(user, user.password(Passwords.verifier(password), false)), password);
  }

  /// Changes one's own password; all other sessions end.
  ///
  /// @throws UserRefused if the present one is wrong, or the new one is not good enough
  public User changePassword(User user, String present, String fresh) {
    if (user.origin() != Origin.LOCAL) {
      throw new UserRefused(Reason.NOT_NOW, "Your password is kept by your identity provider.");
    }
    if (!Passwords.matches(present, user)) {
      throw new UserRefused(Reason.NOT_UNDERSTOOD, "The present password is wrong.");
    }
    if (present.equals(fresh)) {
      throw new UserRefused(Reason.NOT_UNDERSTOOD, "The new password is the present one.");
    }
    return choose(user, fresh);
  }

  /// Gives a user the password that they chose.
  ///
  /// @throws UserRefused if it is not good enough
  public User choose(User user, String fresh) {
    Passwords.require(fresh, user);
    tellAnyway(user, Change.PASSWORD_CHANGED, "", user.userName());
    return users.save(user, user.password(Passwords.verifier(fresh), true));
  }

  /// Forgets somebody.
  ///
  /// @throws UserRefused if nobody would administer any more
  public void remove(String name, String by) {
    User user = existing(name);
    requireAnAdmin(user, user.active(false));
    tellAnyway(user, Change.REMOVED, "", by);
    users.remove(user);
  }

  /// The user of a name.
  ///
  /// @throws UserRefused if there is none
  public User existing(String name) {
    return users
        .named(name)
        .orElseThrow(() ->
            new UserRefused(
                Reason.NO_SUCH_USER, "There is no user '%s'.".formatted(UserRefused.said(name))));
  }

  private User local(String name) {
    User user = existing(name);
    if (user.origin() != Origin.LOCAL) {
      throw new UserRefused(
          Reason.NOT_NOW,
          "%s comes from the identity provider; change it there.".formatted(user.userName()));
    }
    return user;
  }

  private void requireAnAdmin(User before, User after) {
    Predicate<User> administers = user -> user.active() && user.is(Role.ADMIN);
    Optional<User> other =
        users.all().stream()
            .filter(user -> !user.id().equals(before.id()))
            .filter(administers)
            .findFirst();
    if (administers.test(before) && !administers.test(after) && other.isEmpty()) {
      throw new UserRefused(
          Reason.NOT_NOW,
          "%s is the only administrator. Make another one first.".formatted(before.userName()));
    }
  }

  private static Set<Role> difference(Set<Role> some, Set<Role> others) {
    Set<Role> left = EnumSet.noneOf(Role.class);
    left.addAll(some);
    left.removeAll(others);
    return left;
  }

  private static String words(Set<Role> roles) {
    return roles.isEmpty() ? "no role" : Role.words(roles);
  }

  private void tell(User user, Change change, String about, String by) {
    evidence.append(new AccessDecided(user.userName(), change, about, by));
  }

  private void tellAnyway(User user, Change change, String about, String by) {
    if (evidence.refusal().isEmpty()) {
      tell(user, change, about, by);
    }
  }
}
