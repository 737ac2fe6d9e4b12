package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompressionTest {
  @Test
  void compressedPagesAreReadLikeOthers() throws IOException {
    try (var provider = ScimProvider.named("hr").bearer("t").start();
        var server = FaultyServer.inFrontOf(provider, new Fault.Compresses());
        var client = client(server)) {
      provider.load(
          "/Users",
          IntStream.range(0, 23)
              .mapToObj("{\"id\":\"%1$d\",\"userName\":\"Łódź%1$d\"}"::formatted)
              .toList());
      assertThat(client.list("Users", Map.of(), _ -> {}))
          .isEqualTo(new Listing("Users", 23, 23, 3, true, null));
      assertThat(client.read("Users", "7"))
          .isInstanceOfSatisfying(
              ScimOutcome.Ok.class,
              ok -> assertThat(ok.resource().text("userName")).contains("Łódź7"));
    }
  }

  @Test
  void onlyListingsAreAskedForCompressedSinceSomeProxiesThenChangeTheEtag() {
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().endsWith("/Users")
                    ? ProviderDouble.users(1, request)
                    : ProviderDouble.Reply.json("{\"id\":\"1\"}"));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      client.list("Users", Map.of(), _ -> {});
      client.read("Users", "1");
      assertThat(provider.requests.get(0).header("Accept-Encoding")).isEqualTo("gzip");
      assertThat(provider.requests.get(1).headers()).doesNotContainKey("Accept-Encoding");
    }
  }

  @Test
  void aSmallBodyThatInflatesWithoutMeasureIsRefused() throws IOException {
    try (var provider = ScimProvider.named("hr").bearer("t").start();
        var server = FaultyServer.inFrontOf(provider, new Fault.Inflates(50 << 20));
        var client = client(server)) {
      ScimFailure failure =
          catchThrowableOfType(ScimFailure.class, () -> client.list("Users", Map.of(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
      assertThat(failure).hasMessageContaining("a compressed body that is more than");
    }
  }

  @Test
  void theRatioCountsOnlyBeyondAMegabyte() throws IOException {
    byte[] spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    assertThat(Gunzip.unpack(gzip(spaces), 64 << 20)).isEqualTo(spaces);
    byte[] more = Arrays.copyOf(spaces, 3 << 20);
    assertThatThrownBy(() -> Gunzip.unpack(gzip(more), 64 << 20))
        .isInstanceOf(BoundedBody.TooLarge.class);
    assertThatThrownBy(() -> Gunzip.unpack(gzip(spaces), 1000))
        .isInstanceOf(BoundedBody.TooLarge.class);
  }

  @Test
  void aBodyCutShortIsNotTakenForWhole() throws IOException {
    byte[] whole = gzip("{\"id\":\"1\",\"userName\":\"a\"}".getBytes(StandardCharsets.UTF_8));
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Gunzip.unpack(cut, 1000))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aBodyThatIsNoGzipSaysSo() {
    try (var provider =
            new ProviderDouble(
                _ -> ProviderDouble.Reply.json("{}").with("Content-Encoding", "gzip"));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      assertThatThrownBy(client::capabilities)
          .isInstanceOf(ScimFailure.class)
          .hasMessageContaining("says it is gzip and is not");
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static ScimClient client(FaultyServer server) {
    return new ScimClient(
        ProviderDouble.connection(server.baseUri(), new Auth.Bearer(Secret.of("t"))),
        Clock.systemUTC());
  }
}
