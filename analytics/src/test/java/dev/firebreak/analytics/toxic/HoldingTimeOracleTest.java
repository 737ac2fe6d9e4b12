package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// From when until when a combination holds is what reading the definition at every instant where
/// any validity begins or ends gives, and so is what is yet to come.
class HoldingTimeOracleTest {

  private static final Duration AHEAD = Duration.ofMinutes(4);

  static LongStream seeds() {
    return Seeds.of(300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFindingHoldsForTheTimeThatEveryInstantOfChangeProves(long seed) {
    Scenario scenario = LiteralRules.graph(seed);
    SodRules rules = LiteralRules.rules(seed);
    for (Finding finding : ToxicCombinations.find(Snapshots.of(scenario, Snapshots.NOW), rules)) {
      assertThat(finding.standing().from()).isEqualTo(from(scenario, rules, finding));
      assertThat(finding.standing().until()).isEqualTo(until(scenario, rules, finding));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsYetToComeIsWhatIsBlamedAtALaterStartAndNotNow(long seed) {
    Scenario scenario = LiteralRules.graph(seed);
    SodRules rules = LiteralRules.rules(seed);
    GraphSnapshot snapshot = Snapshots.of(scenario, Snapshots.NOW);
    Set<String> expected = new TreeSet<>();
    for (Instant start : instants(scenario, "validFrom")) {
      if (start.isAfter(Snapshots.NOW) && !start.isAfter(Snapshots.NOW.plus(AHEAD))) {
        expected.addAll(new LiteralRules(scenario, rules, start).blamed(true).keySet());
      }
    }
    expected.removeAll(new LiteralRules(scenario, rules, Snapshots.NOW).blamed(true).keySet());

    var upcoming =
        UpcomingCombinations.find(snapshot, rules, ToxicCombinations.find(snapshot, rules), AHEAD);
    Set<String> found = new TreeSet<>();
    upcoming.forEach(
        f -> found.add(f.key().rule() + " " + f.key().subject() + " " + f.key().detail()));
    assertThat(found).isEqualTo(expected);
    assertThat(upcoming)
        .allMatch(finding -> finding.standing().state() == Standing.State.UPCOMING)
        .allMatch(finding -> finding.standing().from().isAfter(Snapshots.NOW));
  }

  @Test
  void theComparisonSeesBeginningsAndEndsThatOnePathAloneDoesNotTell() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ending = new AtomicInteger();
    AtomicInteger upcoming = new AtomicInteger();
    seeds()
        .forEach(seed -> {
          SodRules rules = LiteralRules.rules(seed);
          GraphSnapshot snapshot = Snapshots.of(LiteralRules.graph(seed), Snapshots.NOW);
          var now = ToxicCombinations.find(snapshot, rules);
          now.forEach(finding -> {
            begun.addAndGet(finding.standing().from() == null ? 0 : 1);
            ending.addAndGet(finding.standing().until() == null ? 0 : 1);
          });
          upcoming.addAndGet(UpcomingCombinations.find(snapshot, rules, now, AHEAD).size());
        });
    assertThat(begun.get()).isGreaterThan(10);
    assertThat(ending.get()).isGreaterThan(10);
    assertThat(upcoming.get()).isGreaterThan(10);
  }

  private static @Nullable Instant until(Scenario scenario, SodRules rules, Finding finding) {
    for (Instant each : instants(scenario, "validFrom", "validTo")) {
      if (each.isAfter(Snapshots.NOW) && !holds(scenario, rules, finding, each)) {
        return each;
      }
    }
    return null;
  }

  private static @Nullable Instant from(Scenario scenario, SodRules rules, Finding finding) {
    for (Instant each : instants(scenario, "validFrom", "validTo").descendingSet()) {
      if (!each.isAfter(Snapshots.NOW) && !holds(scenario, rules, finding, each.minusNanos(1))) {
        return each;
      }
    }
    return null;
  }

  private static boolean holds(Scenario scenario, SodRules rules, Finding finding, Instant at) {
    SodRule rule =
        rules.rules().stream()
            .filter(each -> each.id().equals(finding.key().rule()))
            .findFirst()
            .orElseThrow();
    return new LiteralRules(scenario, rules, at)
        .holds(finding.key().subject(), rule, finding.key().detail());
  }

  private static TreeSet<Instant> instants(Scenario scenario, String... properties) {
    return scenario.edges().stream()
        .flatMap(edge -> Stream.of(properties).map(name -> edge.properties().get(name)))
        .filter(ZonedDateTime.class::isInstance)
        .map(time -> ((ZonedDateTime) time).toInstant())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
