package dev.firebreak.web.security;

import dev.firebreak.web.config.SignInConfig.OidcConfig;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.User.Origin;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.user.Users;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Makes users of those whom the identity provider vouches for. Their roles are those that the
/// configuration gives for the values of one claim, at each sign-in anew; who has none stays out.
/// Whom the provider provisions by SCIM keeps the roles that it said there. Nobody becomes a local
/// user by being called like one.
final class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

  /// The code of the error of whoever is known to the provider and not let in here.
  static final String NOT_HERE = "not_here";

  private static final String BY = "identity provider";

  private final OidcUserService service = new OidcUserService();
  private final OidcConfig config;
  private final Users users;
  private final UserChanges changes;
  private final Clock clock;

  OidcPeople(OidcConfig config, Users users, UserChanges changes, Clock clock) {
    this.config = config;
    this.users = users;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser known = service.loadUser(request);
    String subject = known.getSubject();
    if (subject == null) {
      throw notHere("The identity provider did not say who you are.");
    }
    try {
      User user = admitted(subject, known.getClaims());
      return new OidcPerson(Caller.person(user, clock.instant()), request.getIdToken());
    } catch (UserRefused refused) {
      throw notHere(String.valueOf(refused.getMessage()));
    }
  }

  /// The user of Firebreak that these claims are about.
  User admitted(String subject, Map<String, Object> claims) {
    String name = text(claims.get(config.nameClaim()));
    if (name == null) {
      throw notHere("The identity provider did not say what you are called.");
    }
    Optional<User> there = known(subject, name);
    if (there.filter(user -> !user.active()).isPresent()) {
      throw notHere("Your account in Firebreak is switched off.");
    }
    Optional<User> provisioned = there.filter(user -> user.origin() == Origin.SCIM);
    Set<Role> roles = provisioned.map(User::roles).orElseGet(() -> roles(claims));
    if (roles.isEmpty()) {
      throw notHere(
          "The identity provider knows you, and none of your groups there has a role in Firebreak."
              + " Ask an administrator for one.");
    }
    return provisioned.orElseGet(() ->
        changes.provisioned(
            there.orElse(null),
            name,
            text(claims.get("name")),
            text(claims.get("email")),
            roles,
            true,
            Origin.OIDC,
            subject,
            BY));
  }

  private Optional<User> known(String subject, String name) {
    Optional<User> bySubject =
        users.all().stream()
            .filter(user -> user.origin() != Origin.LOCAL)
            .filter(user -> subject.equals(user.externalId()))
            .findFirst();
    if (bySubject.isPresent()) {
      return bySubject;
    }
    Optional<User> byName = users.named(name);
    if (byName.filter(user -> user.origin() != Origin.SCIM).isPresent()) {
      throw notHere("Somebody else has the name %s in Firebreak.".formatted(name));
    }
    return byName;
  }

  private Set<Role> roles(Map<String, Object> claims) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Object stated = claims.get(config.rolesClaim());
    Collection<?> values =
        stated instanceof Collection<?> many ? many : stated == null ? List.of() : List.of(stated);
    for (Object value : values) {
      Role role = config.roles().get(String.valueOf(value));
      if (role != null) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static @Nullable String text(@Nullable Object claim) {
    return claim instanceof String text && !text.isBlank() ? text.strip() : null;
  }

  private static OAuth2AuthenticationException notHere(String sentence) {
    return new OAuth2AuthenticationException(new OAuth2Error(NOT_HERE, sentence, null), sentence);
  }
}
