package dev.firebreak.web.security;

import dev.firebreak.web.security.LocalAccounts.Account;
import dev.firebreak.web.security.LocalAccounts.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Checks a name and password against the [AdminAccount] and the [LocalAccounts], after the
/// [SignInThrottle] has let the attempt through. A wrong name costs the same time as a wrong
/// password.
@Component
final class LocalAuthentication implements AuthenticationProvider {

  private static final Logger log = LoggerFactory.getLogger(LocalAuthentication.class);
  private static final int LONGEST_PASSWORD = 72;

  private final AdminAccount admin;
  private final LocalAccounts accounts;
  private final SignInThrottle throttle;
  private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();

  LocalAuthentication(AdminAccount admin, LocalAccounts accounts, SignInThrottle throttle) {
    this.admin = admin;
    this.accounts = accounts;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String address = address(attempt.getDetails());
    Duration wait = throttle.waitFor(name, address);
    if (wait.isPositive()) {
      throw new TooManyAttempts(wait);
    }
    String password = String.valueOf(attempt.getCredentials());
    Account meant = meant(name);
    boolean rightPassword =
        password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD
            && encoder.matches(password, meant.passwordHash());
    if (!(rightPassword && same(name, meant.name()))) {
      Duration earned = throttle.failed(name, address);
      log.warn("Failed sign-in from {}; the next attempt waits {} s", address, earned.toSeconds());
      throw new BadCredentialsException("wrong name or password");
    }
    throttle.succeeded(name, address);
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(
            meant.name(), null, List.of(new SimpleGrantedAuthority("ROLE_" + meant.role())));
    signedIn.setDetails(attempt.getDetails());
    return signedIn;
  }

  /// The account of this name; the administrator's where there is none, so that a wrong name costs
  /// as much. The administrator gets in even where the file of the others is damaged.
  private Account meant(String name) {
    Account administrator = new Account(admin.name(), Role.ADMIN, admin.passwordHash());
    return name.equals(admin.name()) ? administrator : accounts.find(name).orElse(administrator);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String address(@Nullable Object details) {
    String address =
        details instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : null;
    return address == null ? "unknown" : address;
  }
}
