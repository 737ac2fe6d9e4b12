package dev.firebreak.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// The people who may sign in beside the administrator: the file `users` in the data folder, one
/// line `name:role:hash` for each. It is read at every use, so that whoever is removed is out at
/// once.
public final class LocalAccounts {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
  private static final List<String> TAKEN = List.of("admin", "firebreak");
  private static final int PASSWORD_BYTES = 15;

  private final Path file;

  /// @param dataDir the data folder
  public LocalAccounts(Path dataDir) {
    this.file = dataDir.resolve("users");
  }

  /// What somebody may do.
  public enum Role {
    /// Everything; approvals only as the guardrails allow.
    ADMIN,
    /// Looks at everything and approves.
    APPROVER
  }

  /// One of them.
  ///
  /// @param passwordHash the bcrypt hash of the password, which is kept nowhere
  public record Account(String name, Role role, String passwordHash) {
    @Override
    public String toString() {
      return "Account[" + name + ", " + role + "]";
    }
  }

  /// The account of this name.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public Optional<Account> find(String name) {
    return Optional.ofNullable(read().get(name));
  }

  /// All of them, by name.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public List<Account> all() {
    return List.copyOf(read().values());
  }

  /// Adds an approver.
  ///
  /// @return the password of 120 random bits, kept nowhere
  /// @throws IllegalArgumentException if there is one of that name, or it cannot be a name
  public String add(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be a name: lower-case letters, digits, '.', '_', '@' and '-', 64 at most, beginning with a letter or digit"
              .formatted(name));
    }
    Map<String, Account> all = read();
    if (TAKEN.contains(name) || all.containsKey(name)) {
      throw new IllegalArgumentException("there is an account '%s' already".formatted(name));
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    all.put(name, new Account(name, Role.APPROVER, new BCryptPasswordEncoder().encode(password)));
    write(all);
    return password;
  }

  /// Removes an account; whoever uses it is out at the next request.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public void remove(String name) {
    Map<String, Account> all = read();
    if (all.remove(name) == null) {
      throw new IllegalArgumentException("there is no account '%s'".formatted(name));
    }
    write(all);
  }

  private Map<String, Account> read() {
    Map<String, Account> all = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.strip().split(":", 3);
        if (parts.length == 3 && parts[2].startsWith("$2")) {
          all.put(parts[0], new Account(parts[0], Role.valueOf(parts[1]), parts[2]));
        } else if (!line.isBlank()) {
          throw new IllegalStateException(file + " is damaged: a line is not name:role:hash.");
        }
      }
    } catch (NoSuchFileException nobody) {
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private void write(Map<String, Account> all) {
    StringBuilder text = new StringBuilder();
    all.values()
        .forEach(each ->
            text.append(each.name())
                .append(':')
                .append(each.role())
                .append(':')
                .append(each.passwordHash())
                .append('\n'));
    try {
      Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "users", ".new");
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
