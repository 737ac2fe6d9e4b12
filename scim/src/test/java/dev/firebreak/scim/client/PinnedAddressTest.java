package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A name whose addresses change: what is connected to is what was checked.
///
/// The name is one that no resolver but the test's knows, so a connection proves who was asked.
@Timeout(60)
class PinnedAddressTest {
  private static final String NAME = "hr.larkspur.test";
  private static final String GOOD = "127.0.0.1";
  private static final String BAD = "169.254.169.254";

  private final List<String> asked = new ArrayList<>();

  @Test
  void theNameIsAskedForOncePerConnectionAndStandsInTheHostHeader() {
    try (var provider = new ProviderDouble(_ -> Reply.json("{}"));
        var transport = transport(provider, answers(GOOD), answers(BAD))) {
      for (int i = 0; i < 5; i++) {
        assertThat(send(transport, provider).status()).isEqualTo(200);
      }
      assertThat(asked).containsExactly(NAME);
      assertThat(transport.connections()).isEqualTo(1);
      assertThat(provider.requests)
          .hasSize(5)
          .extracting(request -> request.header("Host"))
          .containsOnly(NAME + ":" + port(provider));
    }
  }

  @Test
  void aNameThatTurnsBadIsNotFollowed() {
    try (var provider = new ProviderDouble(_ -> Reply.json("{}").with("Connection", "close"));
        var transport = transport(provider, answers(GOOD), answers(BAD), answers(GOOD))) {
      assertThat(send(transport, provider).status()).isEqualTo(200);
      assertRefused(transport, provider);
      assertThat(send(transport, provider).status()).isEqualTo(200);
      assertThat(asked).hasSize(3);
      assertThat(provider.requests).hasSize(2);
    }
  }

  @Test
  void aNameThatIsBadAtFirstIsAskedForAgainWithTheNextCall() {
    try (var provider = new ProviderDouble(_ -> Reply.json("{}"));
        var transport = transport(provider, answers(BAD), answers(GOOD))) {
      assertRefused(transport, provider);
      assertThat(provider.requests).isEmpty();
      assertThat(send(transport, provider).status()).isEqualTo(200);
      assertThat(asked).hasSize(2);
    }
  }

  @Test
  void aGoodAddressBesideABadOneIsNotEnough() {
    for (var both : List.of(answers(GOOD, BAD), answers(BAD, GOOD))) {
      try (var provider = new ProviderDouble(_ -> Reply.json("{}"));
          var transport = transport(provider, both)) {
        assertRefused(transport, provider);
        assertThat(provider.requests).isEmpty();
      }
    }
  }

  /// The resolver changes its mind in the array that it handed out, once it was looked at.
  @Test
  void anAnswerThatIsChangedAfterwardsChangesNothing() throws Exception {
    InetAddress[] handedOut = {InetAddress.ofLiteral(GOOD)};
    var egress =
        new Egress(
            ProviderDouble.connection(URI.create("http://" + NAME), new Auth.None()),
            _ -> handedOut);
    InetAddress[] checked = egress.resolve(NAME);
    handedOut[0] = InetAddress.ofLiteral(BAD);
    assertThat(checked).containsExactly(InetAddress.ofLiteral(GOOD));
  }

  @Test
  void theNextAddressIsTriedWhereNobodyAnswersAtTheFirst() {
    try (var provider = new ProviderDouble(_ -> Reply.json("{}"));
        var transport = transport(provider, answers("127.9.9.9", GOOD))) {
      assertThat(send(transport, provider).status()).isEqualTo(200);
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void aProxyOfTheSystemPropertiesIsTakenAndTheAddressCheckedAllTheSame() {
    try (var proxy = new ProviderDouble(_ -> Reply.json("{}"))) {
      var proxies = ProxySelector.of(new InetSocketAddress("localhost", proxy.uri("").getPort()));
      var connection =
          ProviderDouble.connection(URI.create("http://" + NAME + "/scim"), new Auth.None());
      var call = new Call("hr", "GET", URI.create("http://" + NAME + "/scim/Users"));
      try (var transport =
          new Transport(connection, resolver(answers(GOOD), answers(GOOD)), proxies)) {
        assertThat(transport.send(call, Map.of(), null, text -> text).status()).isEqualTo(200);
        assertThat(proxy.requests)
            .singleElement()
            .extracting(Request::uri)
            .isEqualTo(URI.create("http://" + NAME + "/scim/Users"));
      }
      try (var transport = new Transport(connection, resolver(answers(BAD)), proxies)) {
        assertThat(
                catchThrowableOfType(
                    ScimFailure.class, () -> transport.send(call, Map.of(), null, text -> text)))
            .hasMessageContaining("was not sent: its host is " + BAD);
        assertThat(proxy.requests).hasSize(1);
      }
    }
  }

  private static void assertRefused(Transport transport, ProviderDouble provider) {
    ScimFailure failure = catchThrowableOfType(ScimFailure.class, () -> send(transport, provider));
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("was not sent: its host is " + BAD);
  }

  private static Answer send(Transport transport, ProviderDouble provider) {
    return transport.send(
        new Call("hr", "GET", address(provider, "/Users")), Map.of(), null, text -> text);
  }

  private static URI address(ProviderDouble provider, String path) {
    return URI.create("http://" + NAME + ":" + port(provider) + "/scim" + path);
  }

  private static int port(ProviderDouble provider) {
    return provider.uri("").getPort();
  }

  private Transport transport(ProviderDouble provider, InetAddress[]... answers) {
    var connection =
        new Connection(
            "hr",
            address(provider, ""),
            new Auth.None(),
            Duration.ofSeconds(20),
            10,
            1 << 20,
            true);
    return new Transport(connection, resolver(answers), null);
  }

  /// One answer after the other, then none.
  private Egress.Resolver resolver(InetAddress[]... answers) {
    Queue<InetAddress[]> left = new ArrayDeque<>(List.of(answers));
    return host -> {
      asked.add(host);
      InetAddress[] next = host.equals("localhost") ? answers(GOOD) : left.poll();
      if (next == null) {
        throw new UnknownHostException(host);
      }
      return next;
    };
  }

  private static InetAddress[] answers(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }
}
