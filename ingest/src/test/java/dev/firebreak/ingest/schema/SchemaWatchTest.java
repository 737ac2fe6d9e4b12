package dev.firebreak.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.schema.SchemaWatch.Known;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What changed in the words of a source about itself.
class SchemaWatchTest {

  private static final Instant MONDAY = Instant.parse("2026-11-16T06:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-17T06:00:00Z");
  private static final Instant FRIDAY = Instant.parse("2026-11-20T06:00:00Z");

  @Test
  void whatIsSaidForTheFirstTimeIsNoChange() {
    Known first = SchemaWatch.compare(null, List.of("type User at /Users"), MONDAY);
    assertThat(first.changedAt()).isNull();
    assertThat(first.added()).isEmpty();
    assertThat(first.removed()).isEmpty();
  }

  @Test
  void aChangeStaysKnownUntilTheNextOne() {
    Known first = SchemaWatch.compare(null, List.of("a", "b"), MONDAY);
    Known changed = SchemaWatch.compare(first, List.of("b", "c"), TUESDAY);
    assertThat(changed)
        .isEqualTo(new Known(List.of("b", "c"), TUESDAY, TUESDAY, List.of("c"), List.of("a")));
    Known same = SchemaWatch.compare(changed, List.of("b", "c"), FRIDAY);
    assertThat(same)
        .isEqualTo(new Known(List.of("b", "c"), FRIDAY, TUESDAY, List.of("c"), List.of("a")));
    assertThat(SchemaWatch.compare(same, List.of("b", "c", "d"), FRIDAY).added())
        .containsExactly("d");
  }
}
