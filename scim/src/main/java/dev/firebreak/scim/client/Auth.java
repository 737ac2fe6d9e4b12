package dev.firebreak.scim.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// How calls to a service provider are authorised.
public sealed interface Auth {
  /// Not by any header: not at all, or by a client certificate ([Tls]).
  record None() implements Auth {}

  /// A bearer token that somebody issued (RFC 6750).
  record Bearer(Secret token) implements Auth {
    /// Refuses what the HTTP client would quote in its complaint.
    ///
    /// @throws IllegalArgumentException when the token cannot stand in a header
    public Bearer {
      if (!isToken(token.reveal())) {
        throw new IllegalArgumentException(
            "the bearer token holds a space, a line break or a character outside ASCII;"
                + " check where it is read from");
      }
    }
  }

  /// A user name and a password with every call (RFC 7617), in UTF-8.
  record Basic(String username, Secret password) implements Auth {
    /// @throws IllegalArgumentException when the user name is blank or holds a colon, or either
    ///   holds a control character
    public Basic {
      if (username.isBlank() || username.contains(":")) {
        throw new IllegalArgumentException(
            "the user name must not be blank and must not hold a colon (RFC 7617 §2)");
      }
      if ((username + password.reveal()).chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "the user name or the password holds a line break or another control character;"
                + " check where it is read from");
      }
    }

    /// What stands after `Basic` in the header.
    String credentials() {
      return Base64.getEncoder()
          .encodeToString((username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }
  }

  /// A token asked for with the client's own credentials (RFC 6749 §4.4), by HTTP Basic.
  ///
  /// @param scope what to ask for, or null for the default
  record ClientCredentials(
      URI tokenUri, String clientId, Secret clientSecret, @Nullable String scope) implements Auth {
    public ClientCredentials {
      if (clientId.isBlank()) {
        throw new IllegalArgumentException("the client id must not be blank");
      }
    }
  }

  /// Whether `text` is visible ASCII throughout, so that a header takes it and never quotes it
  /// back.
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
