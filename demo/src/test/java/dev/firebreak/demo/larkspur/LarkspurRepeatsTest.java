package dev.firebreak.demo.larkspur;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LarkspurRepeatsTest {
  private static final Instant AS_OF = Instant.parse("2026-11-22T09:30:00Z");

  @Test
  void oneSeedGivesTheSameBytesInEveryJvm() throws Exception {
    var here = Larkspur.generate(7, AS_OF);
    assertThat(Larkspur.generate(7, AS_OF)).isEqualTo(here);
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Fingerprint.class.getName(),
                "7",
                AS_OF.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var there = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(there).isEqualTo(Fingerprint.of(here));
  }

  @Test
  void anotherSeedGivesAnotherOrganisation() {
    assertThat(Larkspur.generate(8, AS_OF).doorway())
        .isNotEqualTo(Larkspur.generate(7, AS_OF).doorway());
  }

  @Test
  void theOrganisationMovesWithTheInstantItIsLookedAt() {
    var later = Larkspur.generate(7, AS_OF.plus(Duration.ofDays(3)));
    var now = Larkspur.generate(7, AS_OF);
    assertThat(later.doorway()).isEqualTo(now.doorway());
    assertThat(later.usageFeed()).isNotEqualTo(now.usageFeed());
    assertThat(later.stories()).isEqualTo(now.stories());
  }
}
