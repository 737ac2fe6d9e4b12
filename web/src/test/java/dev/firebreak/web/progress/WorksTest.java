package dev.firebreak.web.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.progress.Work.Part;
import dev.firebreak.web.progress.Work.State;
import dev.firebreak.web.progress.Works.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What work leaves for those who look on.
class WorksTest {

  private static final Instant NOW = Instant.parse("2026-11-19T06:00:00Z");

  private final Works works = new Works(Clock.fixed(NOW, ZoneOffset.UTC));

  private static Part part(String id, State state) {
    return new Part(id, id, state, Progress.from(NOW, 0, null));
  }

  private long marks(String id) {
    return works.find(id).orElseThrow().marks();
  }

  @Test
  void aCountIsNoMarkAndAPartThatEndedIsOne() {
    works.begin("job", "Harvest", List.of(part("hr", State.RUNNING)), null);
    long begun = marks("job");
    works.count("job", 10, 100L);
    assertThat(marks("job")).isEqualTo(begun);
    works.update("job", work -> work.with("hr", part -> part.as(State.DONE, part.progress())));
    long over = marks("job");
    assertThat(over).isNotEqualTo(begun);
    works.mark("job");
    assertThat(marks("job")).isNotEqualTo(over);
    assertThat(works.marks("job", "R-1")).isEqualTo("job:%d R-1:0".formatted(marks("job")));
  }

  @Test
  void whoListensSeesTheLastStateAndNoneBetween() throws Exception {
    works.begin("R-1", "Run R-1", List.of(), 100_000L);
    Seen first = works.now();
    for (int i = 1; i <= 100_000; i++) {
      works.count("R-1", i, 100_000L);
    }
    Seen next = works.after(first.version(), Duration.ZERO);
    assertThat(next.works())
        .singleElement()
        .satisfies(work -> {
          assertThat(work.progress()).isNotNull();
          assertThat(work.progress().done()).isEqualTo(100_000);
        });
  }

  @Test
  void whoWaitsIsWokenByAChangeAndByTheEndOfTheServer() throws Exception {
    long seen = works.now().version();
    CompletableFuture<Seen> waiting = waitingAfter(seen);
    works.begin("plan", "Planning", List.of(), null);
    assertThat(waiting.get().works()).extracting(Work::id).containsExactly("plan");
    CompletableFuture<Seen> last = waitingAfter(works.now().version());
    works.close();
    assertThat(last.get().works()).hasSize(1);
    assertThat(works.closed()).isTrue();
  }

  private CompletableFuture<Seen> waitingAfter(long version) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return works.after(version, Duration.ofMinutes(1));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Test
  void whatIsOverStaysAsItWasAndIsForgottenInTime() {
    works.begin("first", "First", List.of(), 3L);
    works.end("first", State.DONE);
    works.count("first", 2, 3L);
    assertThat(works.find("first").orElseThrow().progress().done()).isZero();
    assertThat(works.now().busy()).isFalse();
    works.begin("long", "Long", List.of(), null);
    for (int i = 0; i < 100; i++) {
      works.during("work " + i, "Work", () -> "done");
    }
    assertThat(works.find("first")).isEmpty();
    assertThat(works.find("long")).as("under way").isPresent();
    assertThat(works.now().works()).hasSizeLessThan(40);
  }

  @Test
  void workThatFailsIsOver() {
    try {
      works.during(
          "pack R-1",
          "Pack",
          () -> {
            throw new IllegalStateException("the disk is full");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the disk is full");
    }
    assertThat(works.find("pack R-1").orElseThrow().state()).isEqualTo(State.FAILED);
  }
}
