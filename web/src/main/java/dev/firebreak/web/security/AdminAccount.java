package dev.firebreak.web.security;

/// The one local account that may sign in.
///
/// @param name what is typed as user name
/// @param passwordHash the bcrypt hash of its password; the password itself is kept nowhere
public record AdminAccount(String name, String passwordHash) {

  public AdminAccount {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the admin account needs a name");
    }
    if (!passwordHash.startsWith("$2")) {
      throw new IllegalArgumentException(
          "the password of the admin account '" + name + "' is not a bcrypt hash");
    }
  }

  @Override
  public String toString() {
    return "AdminAccount[name=" + name + "]";
  }
}
