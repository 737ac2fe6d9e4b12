package dev.firebreak.web.user;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somebody who uses Firebreak.
///
/// @param id never changes and is never given twice
/// @param userName what is typed to sign in; no two differ by case alone
/// @param displayName how people call them
/// @param roles what they may do; without one nothing
/// @param limits of what they are told
/// @param active false for somebody who is kept out, at the next request
/// @param origin who says all this
/// @param externalId what the identity provider calls them; null for local users
/// @param temporary whether it is the account of the first start, to be replaced by a named one
/// @param mustChange whether the password is somebody else's idea and only good for a new one
/// @param verifier the Argon2id verifier of the password; null where there is none
/// @param generation a session is good for one generation; the next ends all
/// @param version how often it was written, from 1
/// @param signedInAt when they last signed in; null for never
public record User(
    String id,
    String userName,
    @Nullable String displayName,
    @Nullable String email,
    Set<Role> roles,
    Limits limits,
    boolean active,
    Origin origin,
    @Nullable String externalId,
    boolean temporary,
    boolean mustChange,
    @Nullable String verifier,
    long generation,
    long version,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant signedInAt) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}");

  /// Who says that there is such a user, and what they may do.
  public enum Origin {
    /// An administrator of Firebreak.
    LOCAL,
    /// The identity provider, at each sign-in.
    OIDC,
    /// The identity provider, by provisioning.
    SCIM
  }

  /// @throws UserRefused if the name cannot be one, or somebody would administer and approve, or
  ///   administer and be told of a part only
  public User {
    roles = Set.copyOf(roles);
    displayName = textOrNull(displayName);
    email = textOrNull(email);
    externalId = textOrNull(externalId);
    if (!NAME.matcher(userName).matches()) {
      throw new UserRefused(
          UserRefused.Reason.NOT_UNDERSTOOD,
          "'%s' cannot be a name: letters, digits, '.', '_', '@', '+' and '-', 100 at most, beginning with a letter or digit."
              .formatted(UserRefused.said(userName)));
    }
    if (roles.contains(Role.ADMIN) && roles.contains(Role.APPROVER)) {
      throw new UserRefused(
          UserRefused.Reason.NOT_NOW,
          "%s cannot be admin and approver: who sets Firebreak up does not approve. Use two accounts of two persons."
              .formatted(userName));
    }
    requireWhole(userName, roles, limits);
  }

  private static void requireWhole(String userName, Set<Role> roles, Limits limits) {
    if (roles.contains(Role.ADMIN) && !limits.isNone()) {
      throw new UserRefused(
          UserRefused.Reason.NOT_NOW,
          "%s cannot be admin and told of a part only: who says what others see, sees it. Take the limit away first."
              .formatted(userName));
    }
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// A new local user who has no password yet.
  static User local(String id, String userName, Set<Role> roles, Instant now) {
    return new User(
        id,
        userName,
        null,
        null,
        roles,
        Limits.NONE,
        true,
        Origin.LOCAL,
        null,
        false,
        true,
        null,
        1,
        0,
        now,
        now,
        null);
  }

  /// Whether they have the role.
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /// How a page calls them.
  public String called() {
    return displayName == null ? userName : displayName;
  }

  /// The same user, called otherwise.
  public User named(String name, @Nullable String display, @Nullable String mail) {
    return new User(
        id,
        name,
        display,
        mail,
        roles,
        limits,
        active,
        origin,
        externalId,
        temporary,
        mustChange,
        verifier,
        generation,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  /// The same user with other roles.
  public User with(Set<Role> others) {
    return new User(
        id,
        userName,
        displayName,
        email,
        others,
        limits,
        active,
        origin,
        externalId,
        temporary,
        mustChange,
        verifier,
        generation,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  /// The same user, told of other things.
  public User with(Limits others) {
    return new User(
        id,
        userName,
        displayName,
        email,
        roles,
        others,
        active,
        origin,
        externalId,
        temporary,
        mustChange,
        verifier,
        generation,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  /// The same user, let in or kept out; whoever is let in again signs in anew.
  public User active(boolean now) {
    return new User(
        id,
        userName,
        displayName,
        email,
        roles,
        limits,
        now,
        origin,
        externalId,
        temporary,
        mustChange,
        verifier,
        now == active ? generation : generation + 1,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  /// The same user as an identity provider knows them.
  public User from(Origin provider, @Nullable String external) {
    return new User(
        id,
        userName,
        displayName,
        email,
        roles,
        limits,
        active,
        provider,
        external,
        temporary,
        provider == Origin.LOCAL && mustChange,
        verifier,
        generation,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  /// The same user with another password; all sessions end.
  ///
  /// @param theirs whether it is their own idea
  public User password(String fresh, boolean theirs) {
    return new User(
        id,
        userName,
        displayName,
        email,
        roles,
        limits,
        active,
        origin,
        externalId,
        temporary,
        !theirs,
        fresh,
        generation + 1,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  /// The same user, marked as the account of the first start.
  public User asTemporary() {
    return new User(
        id,
        userName,
        displayName,
        email,
        roles,
        limits,
        active,
        origin,
        externalId,
        true,
        mustChange,
        verifier,
        generation,
        version,
        createdAt,
        changedAt,
        signedInAt);
  }

  @Override
  public String toString() {
    return "User[%s, %s]".formatted(userName, Role.words(roles));
  }
}
