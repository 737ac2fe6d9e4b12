package dev.firebreak.web.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// What makes a password good enough, and how it is kept: as an Argon2id verifier of 19 MiB and two
/// rounds (RFC 9106), never itself.
public final class Passwords {

  /// So many characters at least.
  public static final int SHORTEST = 12;

  /// So many at most; nobody types more.
  public static final int LONGEST = 200;

  private static final int RANDOM_BYTES = 15;
  private static final Set<String> BREACHED = breached();

  /// Each check takes 19 MiB, so only so many run at a time.
  private static final Semaphore AT_ONCE = new Semaphore(4);

  private static final Argon2PasswordEncoder ENCODER =
      new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

  /// What a wrong name is checked against, so that it costs as much as a wrong password.
  private static final String NOBODY = verifier(random());

  private Passwords() {}

  /// A password of 120 random bits.
  public static String random() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /// What is kept of a password.
  static String verifier(String password) {
    AT_ONCE.acquireUninterruptibly();
    try {
      return Objects.requireNonNull(ENCODER.encode(password));
    } finally {
      AT_ONCE.release();
    }
  }

  /// Whether this is the password of a user. Takes as long where there is no such user, or the user
  /// has none.
  public static boolean matches(String password, @Nullable User user) {
    String verifier = user == null ? null : user.verifier();
    if (password.length() > LONGEST) {
      return false;
    }
    AT_ONCE.acquireUninterruptibly();
    try {
      return ENCODER.matches(password, verifier == null ? NOBODY : verifier) && verifier != null;
    } finally {
      AT_ONCE.release();
    }
  }

  /// Refuses a password that is easily guessed.
  ///
  /// @throws UserRefused with what to do
  static void require(String password, User whose) {
    String lower = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      throw weak("A password has %d characters or more.".formatted(SHORTEST));
    }
    if (password.length() > LONGEST) {
      throw weak("A password has %d characters at most.".formatted(LONGEST));
    }
    if (lower.chars().distinct().count() < 5) {
      throw weak("This password repeats a few characters. Choose another.");
    }
    if (whose.userName().length() > 2
        && lower.contains(whose.userName().toLowerCase(Locale.ROOT))) {
      throw weak("A password does not contain the name it belongs to. Choose another.");
    }
    if (BREACHED.contains(lower) || BREACHED.contains(lower.replaceAll("[^\\p{L}]+$", ""))) {
      throw weak("This password is among those that are tried first. Choose another.");
    }
  }

  private static UserRefused weak(String sentence) {
    return new UserRefused(UserRefused.Reason.NOT_UNDERSTOOD, sentence);
  }

  private static Set<String> breached() {
    try (InputStream in = Passwords.class.getResourceAsStream("/breached-passwords.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(String::strip)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
