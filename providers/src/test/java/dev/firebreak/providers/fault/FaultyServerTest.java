package dev.firebreak.providers.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.firebreak.providers.Samples;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyServerTest {
  private static final String DISABLE =
      """
      {"op":"replace","path":"active","value":false}\
      """;

  private ScimProvider provider;
  private FaultyServer server;
  private Wire wire;

  @BeforeEach
  void start() throws Exception {
    provider = ScimProvider.named("behind").bearer("t").start();
    provider.load("/Users", Samples.users(30));
    server = FaultyServer.inFrontOf(provider, new Fault.None());
    wire = new Wire(server.baseUri(), "t");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    provider.close();
  }

  private boolean active() throws Exception {
    return Wire.JSON
        .readTree(provider.get("/Users", "u0001").orElseThrow())
        .get("active")
        .asBoolean();
  }

  @Test
  void withoutAFaultItIsTheProviderBehindIt() throws Exception {
    assertThat(wire.ids("/Users", 7)).hasSize(30).doesNotHaveDuplicates();
    var tag = wire.get("/Users/u0001").headers().firstValue("ETag").orElseThrow();
    assertThat(wire.patch("/Users/u0001", DISABLE, "If-Match", "W/\"x\"").statusCode())
        .isEqualTo(412);
    assertThat(wire.patch("/Users/u0001", DISABLE, "If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(active()).isFalse();
    assertThat(server.requests()).contains("GET /scim/v2/Users?startIndex=1&count=7");
  }

  @Test
  void answersHtml() throws Exception {
    server.become(new Fault.AnswersHtml());
    var answer = wire.get("/Users");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
  }

  @Test
  void repeatsTheFirstPageForEver() throws Exception {
    server.become(new Fault.RepeatsFirstPage());
    var first = wire.json("/Users?startIndex=1&count=10");
    var later = wire.json("/Users?startIndex=9991&count=10");
    assertThat(later.get("Resources")).isEqualTo(first.get("Resources")).hasSize(10);
    assertThat(later.get("totalResults").asInt()).isEqualTo(1_000_000);
    assertThat(wire.json("/Users/u0021").get("id").asText()).isEqualTo("u0021");
  }

  @Test
  void cutsTheBodyAndTheConnection() {
    server.become(new Fault.CutsBody());
    assertThatThrownBy(() -> wire.get("/Users")).isInstanceOf(IOException.class);
  }

  @Test
  void garblesTheBodyInsideGoodHttp() throws Exception {
    server.become(new Fault.GarblesBody());
    var answer = wire.get("/Users");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> Wire.JSON.readTree(answer.body()))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void refusesTheToken() throws Exception {
    server.become(new Fault.Unauthorized());
    assertThat(wire.get("/Users").statusCode()).isEqualTo(401);
  }

  @Test
  void throttlesSoManyTimesAndThenPasses() throws Exception {
    server.become(new Fault.Throttles(2, "3"));
    var refused = wire.get("/Users");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3");
    assertThat(wire.get("/Users").statusCode()).isEqualTo(429);
    assertThat(wire.get("/Users").statusCode()).isEqualTo(200);
  }

  @Test
  void dropsTheConnectionAfterApplyingAPatch() throws Exception {
    server.become(new Fault.DropsAfterPatch(true));
    assertThatThrownBy(() -> wire.patch("/Users/u0001", DISABLE)).isInstanceOf(IOException.class);
    assertThat(active()).isFalse();
    assertThat(wire.get("/Users/u0001").statusCode()).isEqualTo(200);
  }

  @Test
  void dropsTheConnectionInsteadOfApplyingAPatch() throws Exception {
    server.become(new Fault.DropsAfterPatch(false));
    assertThatThrownBy(() -> wire.patch("/Users/u0001", DISABLE)).isInstanceOf(IOException.class);
    assertThat(active()).isTrue();
  }

  @Test
  void saysYesToAPatchAndDoesNothing() throws Exception {
    server.become(new Fault.IgnoresPatch());
    var tag = wire.get("/Users/u0001").headers().firstValue("ETag").orElseThrow();
    assertThat(wire.patch("/Users/u0001", DISABLE, "If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(active()).isTrue();
    assertThat(provider.requests()).noneMatch(seen -> seen.method().equals("PATCH"));
  }

  @Test
  void dribblesOneByteAtATime() throws Exception {
    server.become(new Fault.Dribbles(Duration.ofMillis(2)));
    var started = System.nanoTime();
    var answer = wire.get("/Users/u0001");
    assertThat(Wire.JSON.readTree(answer.body()).get("id").asText()).isEqualTo("u0001");
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThan(Duration.ofMillis(2L * (answer.body().length() - 1)));
  }

  @Test
  void failsInMidHarvestAndRecovers() throws Exception {
    server.becomeAfter(2, new Fault.Unauthorized());
    assertThat(wire.get("/Users?startIndex=1&count=10").statusCode()).isEqualTo(200);
    assertThat(wire.get("/Users?startIndex=11&count=10").statusCode()).isEqualTo(200);
    assertThat(wire.get("/Users?startIndex=21&count=10").statusCode()).isEqualTo(401);
    assertThat(wire.get("/Users").statusCode()).isEqualTo(401);
    server.repair();
    assertThat(wire.get("/Users").statusCode()).isEqualTo(200);
  }

  @Test
  void tokensAreSoldThroughItUnharmed() throws Exception {
    try (var shop = ScimProvider.named("shop").clientCredentials("i", "s").start();
        var front = FaultyServer.inFrontOf(shop, new Fault.AnswersHtml());
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), front.tokenUri().getPort())) {
      var request =
          """
          POST /oauth/token HTTP/1.1\r
          Authorization: Basic aTpz\r
          Content-Length: 29\r
          \r
          grant_type=client_credentials\
          """;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").contains("access_token");
    }
  }

  @Test
  void closingItFreesAClientThatWaits() throws Exception {
    server.become(new Fault.Dribbles(Duration.ofHours(1)));
    var waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return wire.get("/Users").body();
          } catch (IOException | InterruptedException e) {
            return "freed";
          }
        });
    while (server.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    server.close();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("freed");
  }
}
