package dev.firebreak.web.security;

import dev.firebreak.web.user.Passwords;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.User.Origin;
import dev.firebreak.web.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Checks a name and password against the local [Users], after the [SignInThrottle] has let the
/// attempt through. A wrong name costs the same time as a wrong password, and says no more.
@Component
final class LocalAuthentication implements AuthenticationProvider {

  private static final Logger log = LoggerFactory.getLogger(LocalAuthentication.class);

  private final Users users;
  private final SignInThrottle throttle;
  private final Clock clock;

  LocalAuthentication(Users users, SignInThrottle throttle, Clock clock) {
    this.users = users;
    this.throttle = throttle;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String counted = name.strip().toLowerCase(Locale.ROOT);
    String address = address(attempt.getDetails());
    Duration wait = throttle.waitFor(counted, address);
    if (wait.isPositive()) {
      throw new TooManyAttempts(wait);
    }
    Optional<User> meant = users.named(name).filter(user -> user.origin() == Origin.LOCAL);
    boolean right = Passwords.matches(String.valueOf(attempt.getCredentials()), meant.orElse(null));
    if (!right || !meant.map(User::active).orElse(false)) {
      Duration earned = throttle.failed(counted, address);
      log.warn("Failed sign-in from {}; the next attempt waits {} s", address, earned.toSeconds());
      throw new BadCredentialsException("wrong name or password");
    }
    throttle.succeeded(counted, address);
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(
            Caller.person(meant.orElseThrow(), clock.instant()), null, List.of());
    signedIn.setDetails(attempt.getDetails());
    return signedIn;
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static String address(@Nullable Object details) {
    String address =
        details instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : null;
    return address == null ? "unknown" : address;
  }
}
