package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where calls of one source may go: to the origins of its base URL and token URL, and there not to
/// addresses that no service provider has, such as those where cloud hosts hand out credentials.
///
/// A host name is resolved and every address of it checked immediately before each call. The JDK's
/// HTTP client then resolves the name itself, through the same cache of the JVM (30 seconds unless
/// `networkaddress.cache.ttl` says otherwise). So it connects to what was checked, unless the entry
/// expires and changes in the instant between.
final class Egress {
  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "instance-data",
          "instance-data.ec2.internal",
          "metadata.azure.internal",
          "metadata.tencentyun.com");

  /// Metadata services outside the link-local range: AWS over IPv6, Alibaba, Azure, Oracle.
  private static final Set<String> METADATA_ADDRESSES =
      Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Set<String> origins = new HashSet<>();
  private final boolean allowLoopback;
  private final boolean allowPrivate;
  private final Resolver resolver;

  Egress(Connection connection) {
    this(connection, InetAddress::getAllByName);
  }

  Egress(Connection connection, Resolver resolver) {
    this.allowLoopback = connection.allowHttp();
    this.allowPrivate = connection.allowPrivate();
    this.resolver = resolver;
    origins.add(origin(connection.baseUri()));
    if (connection.auth() instanceof Auth.ClientCredentials credentials) {
      origins.add(origin(credentials.tokenUri()));
    }
  }

  /// @throws ScimFailure REFUSED, when the call must not be made; UNREACHABLE, when its host name
  ///   is not known
  void check(Call call) {
    if (!origins.contains(origin(call.uri()))) {
      throw refused(call, "it is none of the origins of this source");
    }
    String host = host(call.uri());
    if (METADATA_NAMES.contains(host)) {
      throw refused(call, host + " is where cloud hosts hand out credentials");
    }
    try {
      for (InetAddress address : resolver.resolve(host)) {
        String objection = objection(address);
        if (objection != null) {
          throw refused(call, "its host is " + address.getHostAddress() + ", " + objection);
        }
      }
    } catch (UnknownHostException e) {
      throw call.failure(Kind.UNREACHABLE, "has a host name that nobody knows; check the base URL");
    }
  }

  /// What is wrong with an address, or null.
  @Nullable String objection(InetAddress address) {
    if (METADATA_ADDRESSES.contains(address.getHostAddress().replaceFirst("%.*", ""))) {
      return "where cloud hosts hand out credentials";
    }
    if (address.isLinkLocalAddress()) {
      return "a link-local address, where cloud hosts hand out credentials";
    }
    if (address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address
            && (address.getAddress()[0] == 0 || (address.getAddress()[0] & 0xf0) == 0xf0))) {
      return "which is no address of a host";
    }
    if (address.isLoopbackAddress() && !allowLoopback) {
      return "this very host; set allow-http if the service provider really runs here";
    }
    if (!allowPrivate && isPrivate(address)) {
      return "a private address, which allow-private of this source rules out";
    }
    InetAddress inner = embedded(address);
    return inner == null ? null : objection(inner);
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet4Address
        ? address.isSiteLocalAddress() || (octets[0] == 100 && (octets[1] & 0xc0) == 64)
        : address.isSiteLocalAddress() || (octets[0] & 0xfe) == 0xfc;
  }

  /// The IPv4 address that an IPv6 one leads to: NAT64 (RFC 6052), 6to4, IPv4-compatible.
  private static @Nullable InetAddress embedded(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return null;
    }
    byte[] octets = address.getAddress();
    int at = -1;
    if (octets[0] == 0x20 && octets[1] == 0x02) {
      at = 2;
    } else if (startsWith(octets, 0, 0x64, 0xff, 0x9b) || (startsWith(octets) && octets[12] != 0)) {
      at = 12;
    }
    try {
      return at < 0 ? null : InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  /// Whether the first twelve octets are these, then zeros.
  private static boolean startsWith(byte[] octets, int... first) {
    for (int i = 0; i < 12; i++) {
      if ((octets[i] & 0xff) != (i < first.length ? first[i] : 0)) {
        return false;
      }
    }
    return true;
  }

  private static ScimFailure refused(Call call, String why) {
    return call.failure(
        Kind.REFUSED, "was not sent: " + why + "; check the base URL of this source");
  }

  private static String origin(URI uri) {
    int port = uri.getPort();
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return scheme
        + "://"
        + host(uri)
        + ":"
        + (port >= 0 ? port : scheme.equals("https") ? 443 : 80);
  }

  private static String host(URI uri) {
    return String.valueOf(uri.getHost())
        .toLowerCase(Locale.ROOT)
        .replaceFirst("\\.$", "")
        .replaceAll("^\\[|\\]$", "");
  }
}
