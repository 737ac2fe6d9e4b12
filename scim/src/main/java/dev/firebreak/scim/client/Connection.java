package dev.firebreak.scim.client;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/// Where a service provider is, and within which bounds it is called.
///
/// @param name the source's name, for messages
/// @param baseUri the SCIM root, such as `https://host/scim/v2`; kept without a trailing slash
/// @param auth how calls are authorised
/// @param timeout the time one call may take, body included
/// @param pageSize the `count` a listing asks for; a service provider may send fewer
/// @param maxBodyBytes the size beyond which an answer is refused
/// @param allowHttp whether plain http and the loopback addresses will do, as for a service
///   provider on this host
/// @param dialect how it is spoken to
/// @param patience how hard it is tried
/// @param tls who must vouch for it, and which certificate it is shown
/// @param allowPrivate whether it may have a private address, such as 10.0.0.0/8
public record Connection(
    String name,
    URI baseUri,
    Auth auth,
    Duration timeout,
    int pageSize,
    long maxBodyBytes,
    boolean allowHttp,
    Dialect dialect,
    Patience patience,
    Tls tls,
    boolean allowPrivate) {

  /// Refuses a connection that would leak a secret or cannot work.
  ///
  /// @throws IllegalArgumentException when the connection is not safe or not usable; says why
  public Connection {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A source needs a name");
    }
    requireSafe(name, "base URL", baseUri, allowHttp);
    if (baseUri.getRawQuery() != null) {
      throw refused(name, "base URL", "must not have a query");
    }
    if (auth instanceof Auth.ClientCredentials credentials) {
      requireSafe(name, "token URL", credentials.tokenUri(), allowHttp);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw refused(name, "timeout", "must be more than zero");
    }
    if (pageSize < 1) {
      throw refused(name, "page size", "must be at least 1");
    }
    if (maxBodyBytes < 1 || maxBodyBytes > Integer.MAX_VALUE - 8) {
      throw refused(name, "size limit of an answer", "must be between 1 byte and 2 GiB");
    }
    baseUri = URI.create(baseUri.toString().replaceAll("/+$", ""));
  }

  /// The most bytes that one answer may have, unless stated.
  public static final long MAX_BODY_BYTES = 64L << 20;

  /// A connection to a service provider that follows the standards.
  public Connection(
      String name,
      URI baseUri,
      Auth auth,
      Duration timeout,
      int pageSize,
      long maxBodyBytes,
      boolean allowHttp) {
    this(
        name,
        baseUri,
        auth,
        timeout,
        pageSize,
        maxBodyBytes,
        allowHttp,
        Dialect.STANDARD,
        Patience.USUAL,
        Tls.USUAL,
        true);
  }

  /// The same, spoken to in another way.
  public Connection with(Dialect other) {
    return with(other, patience, tls, allowPrivate);
  }

  /// The same, tried harder or less hard.
  public Connection with(Patience other) {
    return with(dialect, other, tls, allowPrivate);
  }

  /// The same, trusting or showing other certificates.
  public Connection with(Tls other) {
    return with(dialect, patience, other, allowPrivate);
  }

  /// The same, with or without private addresses.
  public Connection allowingPrivate(boolean allow) {
    return with(dialect, patience, tls, allow);
  }

  private Connection with(Dialect speak, Patience wait, Tls secure, boolean allow) {
    return new Connection(
        name,
        baseUri,
        auth,
        timeout,
        pageSize,
        maxBodyBytes,
        allowHttp,
        speak,
        wait,
        secure,
        allow);
  }

  /// A connection with the usual bounds: https only, 30 seconds, pages of 100, answers up to 64
  /// MiB.
  public static Connection of(String name, URI baseUri, Auth auth) {
    return new Connection(name, baseUri, auth, Duration.ofSeconds(30), 100, MAX_BODY_BYTES, false);
  }

  private static void requireSafe(String name, String what, URI uri, boolean allowHttp) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      throw refused(
          name, what, "must not carry a user name or password; configure them as a secret");
    }
    if (scheme.equals("http") && !allowHttp) {
      throw refused(
          name, what, "uses http, which sends the token in clear; use https, or allow http for it");
    }
    if ((!scheme.equals("https") && !scheme.equals("http")) || uri.getHost() == null) {
      throw refused(name, what, "must be absolute, such as https://host/scim/v2");
    }
    if (uri.getRawFragment() != null) {
      throw refused(name, what, "must not have a fragment");
    }
  }

  private static IllegalArgumentException refused(String name, String what, String why) {
    return new IllegalArgumentException("Source \"" + name + "\": the " + what + " " + why);
  }
}
