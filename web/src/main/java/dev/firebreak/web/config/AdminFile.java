package dev.firebreak.web.config;

import dev.firebreak.web.security.AdminAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// The file `admin` in the data folder: the name and the bcrypt hash of the one local account.
/// There is no default password; the first start makes one of 120 random bits.
public final class AdminFile {

  /// The name of the account.
  public static final String NAME = "admin";

  private static final int PASSWORD_BYTES = 15;

  private AdminFile() {}

  /// The account, and its password where it has just been made.
  ///
  /// @param password shown once and kept nowhere; null when the account was there before
  public record Opened(AdminAccount account, @Nullable String password) {
    @Override
    public String toString() {
      return "Opened[" + account + "]";
    }
  }

  /// Reads the account, making it if it is not there or `reset` asks for a new password.
  ///
  /// @throws ConfigInvalid if the folder or the file cannot be used
  public static Opened open(Path dataDir, boolean reset) {
    DataFolder.require(dataDir);
    Path file = dataDir.resolve("admin");
    try {
      if (!reset && Files.exists(file)) {
        String[] parts = Files.readString(file).strip().split(":", 2);
        if (parts.length != 2) {
          throw new ConfigInvalid(
              file + " is damaged. Start once with --reset-admin-password to make it anew.", null);
        }
        return new Opened(new AdminAccount(parts[0], parts[1]), null);
      }
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      AdminAccount account = new AdminAccount(NAME, new BCryptPasswordEncoder().encode(password));
      Path fresh = Files.createTempFile(dataDir, "admin", ".new");
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(fresh, account.name() + ":" + account.passwordHash() + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new Opened(account, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
