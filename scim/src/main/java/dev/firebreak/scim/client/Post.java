package dev.firebreak.scim.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Messages to one address that is no service provider, such as a webhook, within the same bounds
/// as calls to sources: to nowhere but where [Egress] lets them, without redirects, each once.
public final class Post implements AutoCloseable {
  private static final long MOST_ANSWERED = 64 << 10;

  private final Transport transport;
  private final String name;
  private final URI address;

  /// @param name whose address it is, for messages
  /// @param address where to; without a query
  /// @param timeout the time one message may take, answer included
  /// @param allowHttp whether plain http and the loopback addresses will do
  /// @param allowPrivate whether it may have a private address, such as 10.0.0.0/8
  /// @throws IllegalArgumentException when the address is not safe or not usable; says why
  public Post(String name, URI address, Duration timeout, boolean allowHttp, boolean allowPrivate) {
    this.name = name;
    this.address = address;
    this.transport =
        new Transport(
            new Connection(name, address, new Auth.None(), timeout, 1, MOST_ANSWERED, allowHttp)
                .allowingPrivate(allowPrivate));
  }

  /// Whether no message would ever go to an address, as far as it tells by itself: its host is
  /// written in numbers, or is a name for this host or for where cloud hosts hand out credentials.
  /// No name is looked up.
  ///
  /// @param address absolute, with `http` or `https`
  /// @param allowHttp whether the loopback addresses will do
  /// @param allowPrivate whether it may have a private address
  public static boolean isBarred(URI address, boolean allowHttp, boolean allowPrivate) {
    String host = address.getHost();
    return host != null && new Egress(allowHttp, allowPrivate).isBarred(host);
  }

  /// Sends a message.
  ///
  /// @param headers sent as they are
  /// @return the status of the answer, whatever it is
  /// @throws dev.firebreak.scim.resource.ScimFailure when no whole answer came
  public int send(Map<String, String> headers, String body) {
    return transport
        .send(new Call(name, "POST", address), headers, body, UnaryOperator.identity())
        .status();
  }

  @Override
  public void close() {
    transport.close();
  }
}
