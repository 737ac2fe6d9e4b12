package dev.firebreak.remediation.plan;

import static dev.firebreak.remediation.plan.SampleChanges.END;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What versions are good for, and where they are read.
class VersioningTest {

  @ParameterizedTest
  @CsvSource({
    "YES,UNKNOWN,UNKNOWN,HONOURED",
    "NO,UNKNOWN,UNKNOWN,NONE",
    "NO,YES,NO,HONOURED",
    "YES,NO,YES,SHOWN",
    "YES,NO,NO,NONE",
    "YES,UNKNOWN,YES,HONOURED",
    "NO,UNKNOWN,YES,NONE"
  })
  void whatWasMeasuredOfVersionsWeighsMoreThanWhatIsSaid(
      Support claimed, Verdict ifMatch, Verdict etag, Versioning expected) {
    CapabilityClaim claim =
        new CapabilityClaim(
            Support.UNKNOWN, claimed, Support.UNKNOWN, Support.UNKNOWN, Support.UNKNOWN, null);
    CapabilityProfile measured =
        new CapabilityProfile(
            END,
            "/Groups",
            List.of(
                new Measurement(Point.IF_MATCH, ifMatch, null, Support.UNKNOWN, "seen", END),
                new Measurement(Point.ETAG, etag, null, Support.UNKNOWN, "seen", END)),
            null);
    assertThat(Versioning.of(claim, measured)).isEqualTo(expected);
    if (ifMatch == Verdict.UNKNOWN) {
      assertThat(Versioning.of(claim, null)).isEqualTo(expected);
    }
  }

  private static Live live(@Nullable String etag, String resource, Versioning versions) {
    ScimResource shown = ScimResource.parse(resource);
    return Live.of(new ScimOutcome.Ok(200, shown, etag, Duration.ZERO), shown, versions);
  }

  @Test
  void theVersionIsThatOfTheHeaderOrElseThatInTheResource() {
    String resource = "{\"id\":\"g1\",\"meta\":{\"version\":\"W/2\"}}";
    assertThat(live("W/1", resource, Versioning.HONOURED).version()).isEqualTo("W/1");
    assertThat(live(null, resource, Versioning.HONOURED).version()).isEqualTo("W/2");
    assertThat(live(null, "{\"id\":\"g1\"}", Versioning.HONOURED).version()).isNull();
  }

  @Test
  void onlyAVersionThatIsHonouredGuardsAChange() {
    assertThat(live("W/1", "{}", Versioning.HONOURED).ifMatch()).isEqualTo("W/1");
    assertThat(live(null, "{}", Versioning.HONOURED).guarded()).isFalse();
    assertThat(live("W/1", "{}", Versioning.SHOWN).version()).isEqualTo("W/1");
    assertThat(live("W/1", "{}", Versioning.SHOWN).ifMatch()).isNull();
    assertThat(live("W/1", "{}", Versioning.NONE).version()).isNull();
  }
}
