package dev.firebreak.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final byte[] SECRET =
      Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  /// The example of the Standard Webhooks specification.
  @Test
  void itIsThatOfTheStandard() {
    assertThat(
            Signature.of(
                List.of(SECRET),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void eachSecretSigns() {
    String both = Signature.of(List.of(SECRET, new byte[] {1}), "m", 1, "{}");
    assertThat(both.split(" ", -1))
        .containsExactly(
            Signature.of(List.of(SECRET), "m", 1, "{}"),
            Signature.of(List.of(new byte[] {1}), "m", 1, "{}"));
  }
}
