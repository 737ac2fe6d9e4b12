package dev.firebreak.web.security;

import java.time.Duration;
import org.springframework.security.authentication.AccountStatusException;

/// A sign-in that was not looked at, because too many before it failed.
public final class TooManyAttempts extends AccountStatusException {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  TooManyAttempts(Duration wait) {
    super("too many failed sign-ins");
    this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /// How long to wait, in whole seconds, at least 1.
  public long seconds() {
    return seconds;
  }
}
