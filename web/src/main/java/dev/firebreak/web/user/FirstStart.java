package dev.firebreak.web.user;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.web.user.UserChanges.WithPassword;
import dev.firebreak.web.user.UserRefused.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the first person in. There is no default password: where nobody can administer, an account
/// `admin` is made with a password of 120 random bits, or with the one that a file has. It is
/// temporary: its password must be changed at the first sign-in, and a banner asks for a named
/// administrator until it is deactivated.
public final class FirstStart {

  /// The name of the account.
  public static final String NAME = "admin";

  /// The environment variable that names a file with the password.
  public static final String PASSWORD_FILE = "FIREBREAK_BOOTSTRAP_PASSWORD_FILE";

  private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

  private FirstStart() {}

  /// Makes the account where it is needed, or gives it a new password.
  ///
  /// @param othersComeIn whether people can come in from an identity provider
  /// @param reset whether it gets a new password in any case
  /// @param dataDir where the password is kept until the first sign-in, for those who lose the
  ///   output of the start
  /// @param passwordFile holds the password; null for a random one
  /// @return the password, if one was made
  /// @throws UserRefused if the file has no password that is good enough
  public static Optional<String> of(
      Users users,
      UserChanges changes,
      boolean othersComeIn,
      boolean reset,
      Path dataDir,
      @Nullable Path passwordFile) {
    Optional<User> there = users.named(NAME);
    boolean somebody = users.all().stream().anyMatch(user -> user.active() && user.is(Role.ADMIN));
    if (!reset && (somebody || othersComeIn)) {
      return Optional.empty();
    }
    String password = passwordFile == null ? Passwords.random() : read(passwordFile);
    WithPassword made =
        there
            .map(user -> {
              User in = user.active() ? user : changes.active(NAME, true, Evidence.ENGINE);
              return changes.reset(in, password, Evidence.ENGINE);
            })
            .orElseGet(() -> changes.addFirst(NAME, password));
    if (passwordFile != null) {
      return Optional.empty();
    }
    keep(dataDir, made.password());
    return Optional.of(made.password());
  }

  /// Where the password lies until the first sign-in.
  static Path file(Path dataDir) {
    return dataDir.resolve("first-password");
  }

  /// Deletes the file with the password, once it has been used.
  public static void over(Path dataDir) {
    try {
      Files.deleteIfExists(file(dataDir));
    } catch (IOException e) {
      log.warn("{} could not be deleted: {}", file(dataDir), e.getMessage());
    }
  }

  private static String read(Path file) {
    try {
      String password = Files.readString(file).strip();
      if (password.length() < Passwords.SHORTEST) {
        throw new UserRefused(
            Reason.NOT_UNDERSTOOD,
            "The file %s that %s names has no password of %d characters or more."
                .formatted(file, PASSWORD_FILE, Passwords.SHORTEST));
      }
      return password;
    } catch (IOException e) {
      throw new UserRefused(
          Reason.NOT_UNDERSTOOD,
          "The file %s that %s names cannot be read.".formatted(file, PASSWORD_FILE));
    }
  }

  private static void keep(Path dataDir, String password) {
    try {
      Path file = file(dataDir);
      Files.deleteIfExists(file);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, password + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
