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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Where calls of one source may go: to the origins of its base URL and token URL, and there not to
/// addresses that no service provider has, such as those where cloud hosts hand out credentials.
///
/// [#check] judges a call before anything is asked or sent. [#resolve] then is the only way from a
/// host name to an address that is connected to: what it hands out was checked, every address of
/// it.
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

  /// Says which addresses a host name has.
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /// An address that is not connected to.
  static final class Objection extends RuntimeException {
    private final String why;

    Objection(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  private final Set<String> origins = new HashSet<>();
  private final Set<String> hosts = new HashSet<>();
  private final boolean allowLoopback;
  private final boolean allowPrivate;
  private final Resolver resolver;

  Egress(Connection connection, Resolver resolver) {
    this.allowLoopback = connection.allowHttp();
    this.allowPrivate = connection.allowPrivate();
    this.resolver = resolver;
    allow(connection.baseUri());
    if (connection.auth() instanceof Auth.ClientCredentials credentials) {
      allow(credentials.tokenUri());
    }
  }

  /// Judges hosts as they are written; no call goes anywhere by it.
  Egress(boolean allowLoopback, boolean allowPrivate) {
    this.allowLoopback = allowLoopback;
    this.allowPrivate = allowPrivate;
    this.resolver =
        host -> {
          throw new UnknownHostException(host);
        };
  }

  private void allow(URI uri) {
    origins.add(origin(uri));
    hosts.add(host(uri.getHost()));
  }

  /// Whether the call goes where this source is. Asks for no address.
  ///
  /// @throws ScimFailure REFUSED, when the call must not be made
  void check(Call call) {
    if (!origins.contains(origin(call.uri()))) {
      throw refused(call, "it is none of the origins of this source");
    }
    String host = host(call.uri().getHost());
    if (METADATA_NAMES.contains(host)) {
      throw refused(call, host + " is where cloud hosts hand out credentials");
    }
  }

  /// The addresses to connect to. A name that is not of this source is that of a proxy, which is
  /// the operator's choice.
  ///
  /// A platform thread asks: an answer that hangs would keep a virtual one from its carrier, and
  /// cannot be interrupted. Whoever waits here can.
  ///
  /// @throws Objection when one of the addresses is none of a service provider
  InetAddress[] resolve(String host) throws UnknownHostException {
    var asked = new FutureTask<>(() -> resolver.resolve(host).clone());
    Thread.ofPlatform().daemon().name("resolve-", 0).start(asked);
    InetAddress[] addresses;
    try {
      addresses = asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException("a host name could not be resolved", e.getCause());
    }
    if (hosts.contains(host(host))) {
      for (InetAddress address : addresses) {
        String objection = objection(address);
        if (objection != null) {
          throw new Objection("its host is " + address.getHostAddress() + ", " + objection);
        }
      }
    }
    return addresses;
  }

  /// Whether a host as it is written is one that is never connected to: an address in numbers, this
  /// very host by its name, or a name where cloud hosts hand out credentials. Asks for no address,
  /// so what another name leads to is seen when it is called.
  boolean isBarred(String written) {
    String host = host(written);
    if (METADATA_NAMES.contains(host)) {
      return true;
    }
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return objection(InetAddress.getLoopbackAddress()) != null;
    }
    try {
      return objection(InetAddress.ofLiteral(host)) != null;
    } catch (IllegalArgumentException aName) {
      return false;
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

  static ScimFailure refused(Call call, String why) {
    return call.failure(
        Kind.REFUSED, "was not sent: " + why + "; check the base URL of this source");
  }

  private static String origin(URI uri) {
    int port = uri.getPort();
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return scheme
        + "://"
        + host(uri.getHost())
        + ":"
        + (port >= 0 ? port : scheme.equals("https") ? 443 : 80);
  }

  private static String host(@Nullable String host) {
    return String.valueOf(host)
        .toLowerCase(Locale.ROOT)
        .replaceFirst("\\.$", "")
        .replaceAll("^\\[|\\]$", "");
  }
}
