package dev.firebreak.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/// When somebody last proved who they are: by their password, or to the identity provider, whose
/// word for it is `auth_time` (OpenID Connect Core, section 2). A session alone is no proof: a
/// screen may have been left open.
final class Proof {

  /// In the session: who entered a password when, after they had signed in.
  private static final String PROVEN = "firebreak.proven";

  /// In a request: that the password came with it.
  private static final String NOW = "firebreak.proven-now";

  /// Clocks of others may be ahead by so much.
  private static final Duration SKEW = Duration.ofMinutes(1);

  /// A password that was entered.
  record Entered(String user, Instant at) {}

  private final Duration good;
  private final Clock clock;

  /// @param good how long a proof is good
  Proof(Duration good, Clock clock) {
    this.good = good;
    this.clock = clock;
  }

  /// Whether a person's proof is too old for an act of weight. A request without a session carries
  /// its own proof.
  boolean isOld(HttpServletRequest request, @Nullable Authentication who, Caller caller) {
    HttpSession session = request.getSession(false);
    return session != null
        && !Boolean.TRUE.equals(request.getAttribute(NOW))
        && isOld(at(session.getAttribute(PROVEN), who, caller));
  }

  /// Whether what was proven at an instant is too old now.
  boolean isOld(Instant at) {
    Instant now = clock.instant();
    return at.plus(good).isBefore(now) || at.isAfter(now.plus(SKEW));
  }

  /// When the caller last proved who they are.
  ///
  /// @param kept what the session keeps of a password that was entered; null for none
  static Instant at(@Nullable Object kept, @Nullable Authentication who, Caller caller) {
    if (kept instanceof Entered entered
        && entered.user().equals(caller.id())
        && entered.at().isAfter(caller.since())) {
      return entered.at();
    }
    if (who != null && who.getPrincipal() instanceof OidcPerson person) {
      return named(person);
    }
    return caller.since();
  }

  /// What the identity provider says; long ago where it says nothing, or something that is no time.
  private static Instant named(OidcPerson person) {
    try {
      return Objects.requireNonNullElse(person.getAuthenticatedAt(), Instant.EPOCH);
    } catch (IllegalArgumentException noTime) {
      return Instant.EPOCH;
    }
  }

  /// The caller has just entered their password.
  void entered(HttpServletRequest request, Caller caller) {
    request.setAttribute(NOW, true);
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.setAttribute(PROVEN, new Entered(caller.id(), clock.instant()));
    }
  }
}
