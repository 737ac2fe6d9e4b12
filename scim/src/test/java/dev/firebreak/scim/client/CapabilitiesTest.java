package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.resource.ScimFailure;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
  @Test
  void claimsAreReadAndWhatIsNotClaimedIsUnknown() {
    assertThat(
            capabilities(
                Reply.json(
                    """
                    {"patch": {"supported": true}, "etag": {"supported": "False"}, "sort": {},
                     "filter": {"supported": true, "maxResults": "200"}}
                    """)))
        .isEqualTo(
            new CapabilityClaim(
                Support.YES, Support.NO, Support.YES, Support.UNKNOWN, Support.UNKNOWN, 200));
  }

  @Test
  void aServiceProviderWithoutSuchAPageIsUnknownThroughout() {
    assertThat(capabilities(Reply.error(404, "no"))).isEqualTo(CapabilityClaim.UNKNOWN);
    assertThat(capabilities(Reply.bare(501))).isEqualTo(CapabilityClaim.UNKNOWN);
    assertThat(capabilities(Reply.json("{}"))).isEqualTo(CapabilityClaim.UNKNOWN);
  }

  @Test
  void aLoginPageIsNoCapabilityClaim() {
    assertThatThrownBy(() -> capabilities(Reply.of(200, "text/html", "<html>")))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("/scim/v2/ServiceProviderConfig answered text/html");
  }

  private static CapabilityClaim capabilities(Reply reply) {
    try (var provider = new ProviderDouble(_ -> reply);
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      return client.capabilities();
    }
  }
}
