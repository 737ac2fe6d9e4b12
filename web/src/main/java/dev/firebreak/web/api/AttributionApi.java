package dev.firebreak.web.api;

import dev.firebreak.analytics.attribution.AttributionStory;
import dev.firebreak.analytics.attribution.FindingCauses;
import dev.firebreak.analytics.attribution.RunComparison;
import dev.firebreak.analytics.attribution.RunComparison.Effects;
import dev.firebreak.analytics.attribution.RunComparisons;
import dev.firebreak.analytics.attribution.RunComparisons.Between;
import dev.firebreak.analytics.run.AuthoritativeSources;
import dev.firebreak.analytics.run.FindingEvent;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.SnapshotRules;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.web.api.AttributionAnswer.Changes;
import dev.firebreak.web.api.AttributionAnswer.EffectOf;
import dev.firebreak.web.api.AttributionAnswer.JudgedOf;
import dev.firebreak.web.api.AttributionAnswer.OfFinding;
import dev.firebreak.web.api.AttributionAnswer.OfIdentity;
import dev.firebreak.web.api.AttributionAnswer.Run;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changed between two analyses, and which change caused it.
@Tag(name = Tags.CHANGES)
@RestController
@RequestMapping("/api/v1/attribution")
final class AttributionApi {

  private static final int MOST = 100;

  private final RunComparisons comparisons;
  private final FindingsReader findings;
  private final FindingStore store;
  private final Firebreak firebreak;

  AttributionApi(
      RunComparisons comparisons,
      FindingsReader findings,
      FindingStore store,
      Firebreak firebreak) {
    this.comparisons = comparisons;
    this.findings = findings;
    this.store = store;
    this.firebreak = firebreak;
  }

  @Operation(
      summary = "What changed between two analyses, and why",
      description =
          "The identities whose blast radius changed, the largest change first, at most a hundred,"
              + " each with the changed memberships, grants, accounts and marks that caused it and"
              + " the exact share of each (the Shapley value, which adds up to the change); and what"
              + " each of these did to everybody. 404 where the state of the graph at one of the"
              + " analyses was not kept, and says so.")
  @MayFail({400, 404})
  @GetMapping
  Changes changes(
      @Parameter(description = "The earlier analysis; the one before `to` when absent.")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "The later analysis; the last when absent.")
          @RequestParam(required = false)
          @Nullable String to,
      @Parameter(description = "The key of one identity or group; everybody when absent.")
          @RequestParam(required = false)
          @Nullable String identity) {
    Between.Known known = known(from, to);
    RunComparison comparison = known.comparison();
    AttributionStory story = new AttributionStory(comparison.diff().after());
    if (identity != null) {
      return new Changes(
          Run.of(known.from()),
          Run.of(known.to()),
          comparison.changed().size(),
          null,
          null,
          List.of(
              comparison
                  .of(identity)
                  .map(one -> OfIdentity.of(one, story))
                  .orElseThrow(() ->
                      new NotThere(
                          "Neither analysis %s nor %s knows a node with the key %s."
                              .formatted(known.from().id(), known.to().id(), identity)))));
    }
    Effects effects = comparison.effects();
    return new Changes(
        Run.of(known.from()),
        Run.of(known.to()),
        comparison.changed().size(),
        effects.identities(),
        effects.effects().stream().limit(MOST).map(one -> EffectOf.of(one, story)).toList(),
        comparison.attributions(MOST).stream().map(one -> OfIdentity.of(one, story)).toList());
  }

  @Operation(
      summary = "Which change opened or resolved a finding",
      description =
          "The changes on the finding's own paths between the analysis that noticed and the one"
              + " before, each with whether it alone decides: it is undone in the graph as it was"
              + " then, and the rule is asked again. 404 where the state of the graph at one of the"
              + " two was not kept, or the kind of finding also depends on use or on harvests.")
  @MayFail(404)
  @GetMapping("/findings/{id}")
  OfFinding finding(
      @Parameter(description = "Its short name, for example T-04c1.") @PathVariable String id) {
    StoredFinding found = findings.find(id);
    FindingEvent last =
        store.history(id).stream()
            .filter(event ->
                switch (event.change()) {
                  case OPENED, REOPENED, RESOLVED -> true;
                  case MITIGATED, UPCOMING, ACCEPTED, ASSIGNED, COMMENTED -> false;
                })
            .reduce((_, later) -> later)
            .orElseThrow(() -> new NotThere(id + " was neither opened nor resolved yet."));
    var rule =
        SnapshotRules.of(
                found.finding().key().kind(),
                AuthoritativeSources.read(firebreak.graph()),
                firebreak.analysisRules())
            .orElseThrow(() ->
                new NotThere(
                    "%s depends on use or on harvests, too, of which no earlier state is kept."
                        .formatted(id)));
    boolean resolved = last.change() == FindingEvent.Change.RESOLVED;
    Between.Known known = known(null, last.run());
    var diff = known.comparison().diff();
    FindingCauses causes =
        resolved
            ? FindingCauses.resolved(diff, found.finding(), rule)
            : FindingCauses.opened(diff, found.finding(), rule);
    AttributionStory story = new AttributionStory(diff.after());
    return new OfFinding(
        id,
        Run.of(known.from()),
        Run.of(known.to()),
        resolved ? "RESOLVED" : "OPENED",
        causes.causes().stream().map(judged -> JudgedOf.of(judged, story)).toList(),
        causes.otherwise());
  }

  private Between.Known known(@Nullable String from, @Nullable String to) {
    try {
      return switch (comparisons.between(from, to)) {
        case Between.Known known -> known;
        case Between.NoSuchRun(String why) -> throw new NotThere(why);
        case Between.Unknown(var _, var _, String why) -> throw new NotThere(why);
      };
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
