package dev.firebreak.web.api;

import dev.firebreak.web.work.Waiting;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What waits for whoever asks.
@Tag(name = Tags.WORK)
@RestController
@RequestMapping("/api/v1")
final class WaitingApi {

  private final Waiting waiting;

  WaitingApi(Waiting waiting) {
    this.waiting = waiting;
  }

  /// @param sentence what it is about
  /// @param page the path of the screen where it is done
  /// @param since when it began to wait; null where that is not one instant
  /// @param until when it is too late; null if never
  record Waits(
      Waiting.Kind kind,
      String sentence,
      String page,
      @Nullable Instant since,
      @Nullable Instant until) {}

  @Operation(
      summary = "What waits for a person",
      description =
          "What does not go on without somebody: harvests in quarantine, runs in which a change did"
              + " not come out as planned, plans, tasks, policies without approval, findings that"
              + " are assigned to whoever asks, and what is accepted or mitigated for less than a"
              + " week longer.")
  @GetMapping("/waiting")
  List<Waits> waiting(Principal person) {
    return waiting.of(person.getName()).stream()
        .map(item ->
            new Waits(item.kind(), item.sentence(), item.page(), item.since(), item.until()))
        .toList();
  }
}
