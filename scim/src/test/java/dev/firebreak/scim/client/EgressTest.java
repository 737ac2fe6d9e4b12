package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EgressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "169.254.169.254 | link-local",
        "169.254.0.1 | link-local",
        "fe80::1 | link-local",
        "::ffff:169.254.169.254 | link-local",
        "64:ff9b::a9fe:a9fe | link-local",
        "2002:a9fe:a9fe::1 | link-local",
        "::169.254.169.254 | link-local",
        "fd00:ec2::254 | hand out credentials",
        "100.100.100.200 | hand out credentials",
        "168.63.129.16 | hand out credentials",
        "192.0.0.192 | hand out credentials",
        "0.0.0.0 | no address of a host",
        "0.1.2.3 | no address of a host",
        ":: | no address of a host",
        "224.0.0.1 | no address of a host",
        "255.255.255.255 | no address of a host",
        "ff02::1 | no address of a host",
        "127.0.0.1 | allow-http",
        "127.9.9.9 | allow-http",
        "::1 | allow-http",
        "10.1.2.3 | private",
        "172.16.0.1 | private",
        "192.168.1.1 | private",
        "100.64.0.1 | private",
        "fc00::1 | private",
        "fd12:3456::1 | private",
        "64:ff9b::10.0.0.1 | private"
      })
  void anAddressThatIsNoServiceProviderIsRefused(String address, String why) throws Exception {
    assertThat(strict().objection(InetAddress.ofLiteral(address))).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "2606:2800:220:1::1", "172.32.0.1", "100.128.0.1"})
  void anyOtherAddressWillDo(String address) {
    assertThat(strict().objection(InetAddress.ofLiteral(address))).isNull();
  }

  @Test
  void privateAddressesWillDoUnlessRuledOutAndLoopbackWhereHttpIsAllowed() {
    var usual = egress("https://hr.example.org/scim", false, true, "10.1.2.3");
    assertThat(usual.objection(InetAddress.ofLiteral("10.1.2.3"))).isNull();
    assertThat(usual.objection(InetAddress.ofLiteral("127.0.0.1"))).contains("this very host");
    var local = egress("http://localhost/scim", true, true, "127.0.0.1");
    assertThat(local.objection(InetAddress.ofLiteral("127.0.0.1"))).isNull();
    assertThat(local.objection(InetAddress.ofLiteral("169.254.169.254"))).isNotNull();
  }

  @Test
  void oneBadAddressOfANameIsEnough() {
    Egress.Resolver resolver = resolver("93.184.216.34", "169.254.169.254");
    try (var transport =
        new Transport(connection("https://hr.example.org/scim", false, true), resolver, null)) {
      ScimFailure failure =
          catchThrowableOfType(
              ScimFailure.class,
              () ->
                  transport.send(
                      call("https://hr.example.org/scim/Users?filter=x"),
                      Map.of(),
                      null,
                      text -> text));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure)
          .hasMessage(
              "hr: GET https://hr.example.org/scim/Users was not sent: its host is 169.254.169.254,"
                  + " a link-local address, where cloud hosts hand out credentials; check the base"
                  + " URL of this source");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org/scim/Users",
        "http://hr.example.org/scim/Users",
        "https://hr.example.org:8443/scim/Users"
      })
  void anotherOriginIsRefused(String uri) {
    assertThat(refusal(egress("https://hr.example.org/scim", false, true, "93.184.216.34"), uri))
        .hasMessageContaining("none of the origins of this source");
  }

  @Test
  void theOwnOriginIsKnownHoweverItIsWritten() {
    var egress = egress("https://HR.example.org/scim", false, true, "93.184.216.34");
    assertThatCode(() -> egress.check(call("https://hr.example.org:443/scim/Users")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://metadata.google.internal/computeMetadata",
        "http://METADATA.google.internal./x",
        "http://instance-data/latest"
      })
  void theNamesOfMetadataServicesAreRefusedUnasked(String base) {
    assertThat(refusal(egress(base, true, true), base))
        .hasMessageContaining("is where cloud hosts hand out credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/latest",
        "http://[fe80::1]/latest",
        "http://0.0.0.0:1/latest"
      })
  void aClientSendsNothingThere(String base) {
    var connection =
        new Connection(
            "hr", URI.create(base), new Auth.None(), Duration.ofSeconds(5), 10, 1 << 20, true);
    try (var client = new ScimClient(connection, Clock.systemUTC())) {
      ScimFailure failure = catchThrowableOfType(ScimFailure.class, client::capabilities);
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure).hasMessageContaining("was not sent");
      assertThat(client.read("Users", "1")).isInstanceOf(ScimOutcome.Uncertain.class);
    }
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() {
    try (var elsewhere = new ProviderDouble(_ -> Reply.json("{}"));
        var provider =
            new ProviderDouble(
                _ -> Reply.bare(307).with("Location", elsewhere.uri("/scim").toString()));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThat(catchThrowableOfType(ScimFailure.class, client::capabilities))
          .hasMessageContaining("redirects are never followed");
      assertThat(elsewhere.requests).isEmpty();
    }
  }

  @Test
  void aReferenceToAnotherHostIsOnlyData() {
    try (var elsewhere = new ProviderDouble(_ -> Reply.json("{}"));
        var provider =
            new ProviderDouble(_ ->
                Reply.json(
                    """
                    {"totalResults":1,"Resources":[{"id":"1","members":[{"$ref":"%1$s"}],
                     "meta":{"location":"%1$s"}}]}
                    """
                        .formatted(elsewhere.uri("/scim/Users/1"))));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThat(client.list("Groups", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(elsewhere.requests).isEmpty();
    }
  }

  private static Egress strict() {
    return egress("https://hr.example.org/scim", false, false, "93.184.216.34");
  }

  private static Egress egress(
      String base, boolean allowHttp, boolean allowPrivate, String... addresses) {
    return new Egress(connection(base, allowHttp, allowPrivate), resolver(addresses));
  }

  private static Connection connection(String base, boolean allowHttp, boolean allowPrivate) {
    return new Connection(
            "hr", URI.create(base), new Auth.None(), Duration.ofSeconds(5), 10, 1 << 20, allowHttp)
        .allowingPrivate(allowPrivate);
  }

  private static Egress.Resolver resolver(String... addresses) {
    return host -> {
      if (addresses.length == 0) {
        throw new UnknownHostException(host);
      }
      return Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    };
  }

  private static ScimFailure refusal(Egress egress, String uri) {
    return catchThrowableOfType(ScimFailure.class, () -> egress.check(call(uri)));
  }

  private static Call call(String uri) {
    return new Call("hr", "GET", URI.create(uri));
  }
}
