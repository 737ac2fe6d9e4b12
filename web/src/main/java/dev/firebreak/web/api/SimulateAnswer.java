package dev.firebreak.web.api;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.gate.Answer;
import dev.firebreak.analytics.gate.Gate;
import dev.firebreak.analytics.gate.Widened;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.IdentityChange;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.view.Harvests;
import dev.firebreak.web.whatif.RequestReading.Reading;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a SCIM request would do.
///
/// @param verdict fail where a finding that is bad enough would open or concern more than now, or
///   where something asked for cannot be told, and it was said what must not be
/// @param allowed whether the verdict is pass
/// @param reasons why it fails, each a sentence
/// @param opens findings that would open, worst first
/// @param widens findings that are open, stay so, and would concern more than now, worst first
/// @param closes findings that would close, worst first
/// @param radius of those who would reach other resources
/// @param top the five of them with the largest change of weight
/// @param unknown what the graph does not know, so that nobody can tell what it would lead to
/// @param ignored attributes of the request that say nothing of access
/// @param warnings what makes the answer less sure, each a sentence
/// @param method how the answer was found: only what is concerned was judged anew, or everything
/// @param snapshotAt the instant for which the graph was decided
record SimulateAnswer(
    @Schema(allowableValues = {"pass", "fail"}) String verdict,
    boolean allowed,
    List<String> reasons,
    List<Found> opens,
    List<Wider> widens,
    List<Found> closes,
    RadiusChange radius,
    List<IdentityChange> top,
    List<Problem> unknown,
    List<Problem> ignored,
    List<String> warnings,
    @Schema(allowableValues = {"concerned", "full"}) String method,
    Instant snapshotAt) {

  private static final Duration FRESH = Duration.ofHours(24);

  /// What the findings about something new would say that only the next harvest can tell.
  private static final Set<FindingKind> AFTER_CORRELATION =
      Set.of(FindingKind.ORPHAN, FindingKind.OWNERLESS);

  /// A finding, as far as somebody in a hurry needs it.
  ///
  /// @param id its short name
  /// @param story one sentence
  record Found(
      String id,
      Severity severity,
      FindingKind kind,
      String rule,
      String ruleName,
      String subject,
      String story) {

    static Found of(Finding finding) {
      FindingKey key = finding.key();
      return new Found(
          finding.id(),
          finding.severity(),
          key.kind(),
          key.rule(),
          finding.ruleName(),
          key.subject(),
          finding.story());
    }
  }

  /// A finding that would concern more than now.
  ///
  /// @param concerned how many would come to hold what it blames
  /// @param who the name of the first of them
  record Wider(Found finding, int concerned, String who) {

    static Wider of(GraphSnapshot snapshot, Widened widened) {
      return new Wider(
          Found.of(widened.finding()),
          widened.concerned(),
          snapshot.name(snapshot.find(widened.first()).orElseThrow()));
    }

    /// Why the verdict is fail.
    String reason() {
      return "%s (%s) would concern %s: %s"
          .formatted(
              finding.id(),
              finding.severity().name().toLowerCase(Locale.ROOT),
              concerned == 1 ? who + ", too" : "%,d more, %s among them".formatted(concerned, who),
              finding.story());
    }
  }

  /// The weighted blast radii of some identities, added up.
  ///
  /// @param identities how many
  record RadiusChange(int identities, long before, long after) {}

  static SimulateAnswer of(
      Gate gate, Reading reading, Answer answer, Optional<Severity> failOn, List<String> warnings) {
    String deleted = reading.deleted();
    List<Finding> opens =
        answer.outcome().opened().stream()
            .filter(finding -> !finding.key().subject().equals(deleted))
            .filter(finding -> !isLater(finding, reading.created()))
            .toList();
    List<Finding> closes =
        Stream.concat(
                answer.outcome().closed().stream(),
                deleted == null ? Stream.empty() : gate.about(deleted).stream())
            .distinct()
            .toList();
    List<Wider> widens =
        answer.widened().stream().map(each -> Wider.of(gate.snapshot(), each)).toList();
    List<String> reasons = new ArrayList<>();
    failOn.ifPresent(bar -> {
      opens.stream()
          .filter(finding -> finding.severity().compareTo(bar) <= 0)
          .forEach(finding ->
              reasons.add(
                  "%s (%s) would open: %s"
                      .formatted(
                          finding.id(),
                          finding.severity().name().toLowerCase(Locale.ROOT),
                          finding.story())));
      widens.stream()
          .filter(each -> each.finding().severity().compareTo(bar) <= 0)
          .forEach(each -> reasons.add(each.reason()));
      reading
          .unknown()
          .forEach(each -> reasons.add("Not everything can be told: " + each.problem()));
      if (isAccountOfSomebody(gate.snapshot(), reading)) {
        reasons.add(
            "Not everything can be told: whom the new account will belong to, and so what it would"
                + " complete together with other accounts of that person.");
      }
    });
    return new SimulateAnswer(
        reasons.isEmpty() ? "pass" : "fail",
        reasons.isEmpty(),
        reasons,
        opens.stream().map(Found::of).toList(),
        widens,
        closes.stream().map(Found::of).toList(),
        new RadiusChange(answer.changed(), answer.before(), answer.after()),
        answer.outcome().identities(),
        reading.unknown(),
        reading.ignored(),
        Stream.concat(warnings.stream(), own(reading)).toList(),
        answer.method().name().toLowerCase(Locale.ROOT),
        gate.snapshot().asOf());
  }

  /// Whether an account would be created that is given anything.
  private static boolean isAccountOfSomebody(GraphSnapshot snapshot, Reading reading) {
    String created = reading.created();
    return created != null
        && reading.changes().stream().anyMatch(Change.Add.class::isInstance)
        && snapshot.kind(snapshot.find(created).orElseThrow()) == NodeKind.ACCOUNT;
  }

  private static boolean isLater(Finding finding, @Nullable String created) {
    return finding.key().subject().equals(created)
        && AFTER_CORRELATION.contains(finding.key().kind());
  }

  private static Stream<String> own(Reading reading) {
    return reading.changes().isEmpty()
        ? Stream.of("It changes nothing of what was harvested last.")
        : reading.created() == null
            ? Stream.empty()
            : Stream.of(
                "Whom something new belongs to is found out after the next harvest; until then it is"
                    + " judged as nobody's, and is told by the name (new).");
  }

  /// What makes an answer about a source less sure.
  static List<String> warnings(List<Harvests.Source> sources, @Nullable String asked, Instant now) {
    List<String> warnings = new ArrayList<>();
    for (Harvests.Source source : sources) {
      Harvests.Receipt last = source.last();
      if (last == null) {
        continue;
      }
      if (last.quarantine() != null) {
        warnings.add(
            "A harvest of %s waits in quarantine and is not in the graph."
                .formatted(source.name()));
      }
      if (source.id().equals(asked)) {
        Instant complete = last.completeAt();
        if (complete == null) {
          warnings.add(
              "No harvest of %s was complete: what it lacks is not judged."
                  .formatted(source.name()));
        } else if (complete.isBefore(now.minus(FRESH))) {
          warnings.add(
              "The last complete harvest of %s ended at %s; what changed there since is not judged."
                  .formatted(source.name(), Wording.time(complete)));
        }
        if (!last.complete()) {
          warnings.add("The last harvest of %s was not complete.".formatted(source.name()));
        }
      }
    }
    Set<String> harvested =
        sources.stream()
            .filter(source -> source.last() != null)
            .map(Harvests.Source::id)
            .collect(Collectors.toSet());
    if (asked != null && !harvested.contains(asked)) {
      warnings.add("The source %s was never harvested.".formatted(Objects.requireNonNull(asked)));
    }
    return List.copyOf(warnings);
  }
}
