package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
  @Test
  void theUsualBoundsAreSafeOnes() {
    var connection =
        Connection.of("hr", URI.create("https://scim.example.org/v2//"), new Auth.None());
    assertThat(connection)
        .isEqualTo(
            new Connection(
                "hr",
                URI.create("https://scim.example.org/v2"),
                new Auth.None(),
                Duration.ofSeconds(30),
                100,
                64 * 1024 * 1024,
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://scim.example.org | uses http, which sends the token in clear",
        "https://admin:hunter2@scim.example.org | must not carry a user name or password",
        "http://admin:hunter2@scim_1/ | must not carry a user name or password",
        "https://scim.example.org/v2?key=hunter2 | must not have a query",
        "https://scim.example.org/v2#hunter2 | must not have a fragment",
        "ftp://scim.example.org | must be absolute",
        "https:scim | must be absolute",
        "/scim/v2 | must be absolute"
      })
  void anUnsafeBaseUrlIsRefusedWithoutRepeatingIt(String url, String why) {
    assertThatThrownBy(() -> Connection.of("hr", URI.create(url), new Auth.None()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Source \"hr\": the base URL ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void theTokenUrlIsHeldToTheSameRules() {
    var auth =
        new Auth.ClientCredentials(
            URI.create("http://login.example.org/token"), "me", Secret.of("hunter2"), null);
    assertThatThrownBy(() -> Connection.of("hr", URI.create("https://scim.example.org"), auth))
        .hasMessageContaining("the token URL uses http");
  }

  @Test
  void plainHttpIsForWhoAsksForIt() {
    URI loopback = URI.create("http://localhost:8080/scim");
    var connection =
        new Connection("hr", loopback, new Auth.None(), Duration.ofSeconds(1), 1, 1, true);
    assertThat(connection.baseUri()).isEqualTo(loopback);
  }

  @Test
  void boundsThatBoundNothingAreRefused() {
    URI base = URI.create("https://scim.example.org");
    var auth = new Auth.None();
    assertThatThrownBy(() -> new Connection(" ", base, auth, Duration.ofSeconds(1), 1, 1, false))
        .hasMessageContaining("needs a name");
    assertThatThrownBy(() -> new Connection("hr", base, auth, Duration.ZERO, 1, 1, false))
        .hasMessageContaining("timeout");
    assertThatThrownBy(() -> new Connection("hr", base, auth, Duration.ofSeconds(1), 0, 1, false))
        .hasMessageContaining("page size");
    assertThatThrownBy(
            () -> new Connection("hr", base, auth, Duration.ofSeconds(1), 1, 1L << 31, false))
        .hasMessageContaining("size limit");
  }
}
