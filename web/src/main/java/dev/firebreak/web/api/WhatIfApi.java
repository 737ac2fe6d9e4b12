package dev.firebreak.web.api;

import dev.firebreak.analytics.whatif.ChokePoints;
import dev.firebreak.analytics.whatif.IdentityChange;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.SingleCuts;
import dev.firebreak.web.whatif.Question;
import dev.firebreak.web.whatif.QuestionReader;
import dev.firebreak.web.work.Remediations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What would be otherwise if access were taken away or given. Nothing here writes.
@Tag(name = Tags.WHAT_IF)
@RestController
@RequestMapping("/api/v1")
final class WhatIfApi {

  private static final int MOST_LISTED = SingleCuts.MOST;

  private final CurrentGraph current;
  private final Firebreak firebreak;
  private final Remediations remediations;
  private final SingleCuts cuts;

  WhatIfApi(CurrentGraph current, Firebreak firebreak, Remediations remediations, SingleCuts cuts) {
    this.cuts = cuts;
    this.current = current;
    this.firebreak = firebreak;
    this.remediations = remediations;
  }

  /// What would be otherwise.
  ///
  /// @param asOf the instant that was asked for
  /// @param radiusTotal the weighted blast radii of all identities, added up
  /// @param radiusTotalAfter the same after the changes
  /// @param changed how many identities would reach other resources
  /// @param identities the first of them, the largest change of weight first
  /// @param opened findings that would open
  /// @param closed findings that would close
  record Answer(
      Instant asOf,
      long radiusTotal,
      long radiusTotalAfter,
      int changed,
      List<IdentityChange> identities,
      List<UnstoredFinding> opened,
      List<UnstoredFinding> closed) {

    static Answer of(WhatIf outcome, int limit) {
      return new Answer(
          outcome.asOf(),
          outcome.radiusTotal(),
          outcome.radiusTotalAfter(),
          outcome.identities().size(),
          outcome.identities().stream().limit(limit).toList(),
          UnstoredFinding.of(outcome.opened()),
          UnstoredFinding.of(outcome.closed()));
    }
  }

  @Operation(
      summary = "What would be otherwise if these changes were made?",
      description =
          "Edges to remove and to add, accounts to switch, SCIM patches: everybody whose blast"
              + " radius would be another, with before and after, and the findings that would open"
              + " and close. Nothing is written.")
  @MayFail({400})
  @PostMapping("/what-if")
  Answer whatIf(
      @RequestBody Question question,
      @Parameter(description = "How many identities are listed at most, 1 to 10,000.")
          @RequestParam(defaultValue = "100")
          int limit) {
    requireListed(limit);
    GraphSnapshot snapshot =
        QuestionReader.asked(question, current.snapshot(), firebreak.clock().instant());
    return Answer.of(
        remediations
            .plans()
            .whatIf(
                snapshot, QuestionReader.changes(question, snapshot, firebreak.sources()::find)),
        limit);
  }

  @Operation(
      summary = "The nodes and edges whose removal would shrink blast radii most",
      description =
          "Of every node and every edge, what all identities together would no longer reach"
              + " without it: the costliest, by the sum of the sensitivities.")
  @MayFail({400})
  @GetMapping("/choke-points")
  ChokePoints chokePoints(
      @Parameter(description = "How many nodes and how many edges, 1 to 10,000.")
          @RequestParam(defaultValue = "20")
          int limit) {
    requireListed(limit);
    return cuts.now().first(limit);
  }

  private static void requireListed(int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new NotUnderstood("limit must be 1 to 10000, not " + limit + ".");
    }
  }
}
