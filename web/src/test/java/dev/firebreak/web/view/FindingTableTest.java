package dev.firebreak.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.Proof;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.view.FindingQuery.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the table says of twenty thousand findings, held against plain loops over them.
class FindingTableTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final int MANY = 20_000;

  private static FindingSummary finding(Random random, int number) {
    FindingKind kind = pick(random, FindingKind.values());
    State state = random.nextInt(3) > 0 ? State.OPEN : pick(random, State.values());
    Instant opened = NOW.minus(Duration.ofHours(random.nextInt(24 * 200)));
    return new FindingSummary(
        "%s-%06x".formatted(kind.letter(), number),
        new FindingKey(kind, "R-" + random.nextInt(12), "hr/User/" + number, ""),
        "Rule",
        pick(random, Severity.values()),
        NodeKind.ACCOUNT,
        "Person " + random.nextInt(400),
        "Person %d can pay %d vendors".formatted(number, random.nextInt(50)),
        1 + random.nextInt(30),
        List.of("SOX"),
        state,
        opened,
        state == State.RESOLVED ? NOW : null,
        state == State.ACCEPTED
            ? new Acceptance(NOW.plus(Duration.ofDays(1 + random.nextInt(9))), "ana", "why", opened)
            : null,
        random.nextInt(4) > 0 ? null : "person-" + random.nextInt(5),
        new Proof(
            IntStream.range(0, 5)
                .filter(_ -> random.nextInt(4) == 0)
                .mapToObj(i -> "source-" + i)
                .toList(),
            List.of("hr/User/" + number, "hr/Group/" + random.nextInt(50)),
            List.of()));
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static List<FindingSummary> findings(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    return IntStream.range(0, MANY).mapToObj(number -> finding(random, number)).toList();
  }

  private static FindingQuery query(String parameters) {
    return FindingQuery.of(FindingFilters.parse(parameters));
  }

  private static final List<String> QUERIES =
      List.of(
          "",
          "state=ALL",
          "severity=HIGH&severity=CRITICAL",
          "kind=TOXIC&kind=LEAVER&source=source-2",
          "rule=R-3&age=WEEK&age=MONTH",
          "assignee=nobody&state=ACCEPTED&state=OPEN",
          "q=pay+7+VEND&severity=LOW",
          "source=source-1&assignee=person-2&age=OLDER&kind=SAFE");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void eachFacetIsCountedAsIfItAloneDidNotNarrow(long seed) {
    List<FindingSummary> all = findings(seed);
    FindingTable table = FindingTable.of(1, all);
    for (String text : QUERIES) {
      FindingQuery asked = query(text);
      FindingCounts counts = FindingCounts.of(table, asked, NOW, 0, 50);
      for (Part part : Part.values()) {
        Map<String, Integer> wanted = new TreeMap<>();
        all.stream()
            .filter(asked::mentions)
            .filter(each ->
                Stream.of(Part.values())
                    .filter(other -> other != part)
                    .allMatch(other -> asked.passes(other, each, NOW)))
            .flatMap(each -> values(part, each))
            .forEach(value -> wanted.merge(value, 1, Integer::sum));
        assertThat(new TreeMap<>(counts.of(part))).as("%s of %s", part, text).isEqualTo(wanted);
      }
      assertThat(counts.total())
          .isEqualTo((int) all.stream().filter(f -> asked.matches(f, NOW)).count());
      assertThat(table.count(asked, NOW)).isEqualTo(counts.total());
    }
  }

  private static Stream<String> values(Part part, FindingSummary finding) {
    return switch (part) {
      case STATE -> Stream.of(finding.state().name());
      case KIND -> Stream.of(finding.key().kind().name());
      case SEVERITY -> Stream.of(finding.severity().name());
      case SOURCE -> finding.proof().sources().stream();
      case RULE -> Stream.of(finding.key().rule());
      case ASSIGNEE ->
          Stream.of(finding.assignee() == null ? FindingQuery.NOBODY : finding.assignee());
      case AGE -> Stream.of(FindingAge.of(finding.openedAt(), NOW).name());
    };
  }

  @ParameterizedTest
  @EnumSource
  void cursorsLeadThroughEveryFindingOnceInBothDirections(FindingSort.By by) {
    List<FindingSummary> all = findings(3);
    FindingTable table = FindingTable.of(1, all);
    for (String word : List.of(by.word(), "-" + by.word())) {
      FindingQuery asked = query("severity=HIGH&sort=" + word);
      List<String> walked = new ArrayList<>();
      String cursor = null;
      do {
        List<FindingSummary> some =
            table
                .after(cursor == null ? null : FindingCursor.parse(cursor, asked), asked, NOW)
                .limit(500)
                .toList();
        some.forEach(each -> walked.add(each.id()));
        cursor = some.size() < 500 ? null : FindingCursor.after(some.getLast(), asked);
      } while (cursor != null);
      assertThat(walked)
          .doesNotHaveDuplicates()
          .containsExactlyElementsOf(table.matching(asked, NOW).map(FindingSummary::id).toList());
    }
  }

  @Test
  void whatComesOrGoesBetweenTwoStretchesNeitherRepeatsNorHidesOthers() {
    List<FindingSummary> all = findings(4);
    FindingQuery asked = query("state=OPEN");
    FindingTable before = FindingTable.of(1, all);
    List<FindingSummary> first = before.matching(asked, NOW).limit(700).toList();
    String cursor = FindingCursor.after(first.getLast(), asked);
    List<FindingSummary> resolved =
        first.stream().skip(600).map(each -> in(State.RESOLVED, each)).toList();
    FindingTable after = before.with(2, resolved);
    List<String> rest =
        after
            .after(FindingCursor.parse(cursor, asked), asked, NOW)
            .map(FindingSummary::id)
            .toList();
    assertThat(rest)
        .containsExactlyElementsOf(
            before.matching(asked, NOW).skip(700).map(FindingSummary::id).toList());
    assertThat(new HashSet<>(rest))
        .doesNotContainAnyElementsOf(first.stream().map(FindingSummary::id).toList());
  }

  private static FindingSummary in(State state, FindingSummary of) {
    return new FindingSummary(
        of.id(),
        of.key(),
        of.ruleName(),
        of.severity(),
        of.subjectKind(),
        of.subjectName(),
        of.story(),
        of.affected(),
        of.frameworks(),
        state,
        of.openedAt(),
        NOW,
        of.acceptance(),
        of.assignee(),
        of.proof());
  }

  @Test
  void anAcceptanceEndsByItselfAndNothingElseChanges() {
    FindingTable table = FindingTable.of(1, findings(5));
    Instant first = table.until();
    assertThat(first).isNotNull().isAfter(NOW);
    FindingTable later = table.at(2, first);
    Function<FindingTable, Long> accepted = each -> each.count(query("state=ACCEPTED"), NOW);
    assertThat(accepted.apply(later)).isLessThan(accepted.apply(table));
    assertThat(later.until()).isAfter(first);
    assertThat(later.count(query("state=ALL"), NOW)).isEqualTo(MANY);
    assertThat(
            later.open().stream()
                .filter(each -> each.acceptance() != null)
                .map(each -> each.acceptance().until()))
        .isNotEmpty()
        .allMatch(until -> !until.isAfter(first));
  }

  @Test
  void theWorstComeFirstAndOfTheseThoseThatConcernMost() {
    assertThat(FindingTable.of(1, findings(6)).all())
        .isSortedAccordingTo(
            Comparator.comparing(FindingSummary::severity)
                .thenComparing(Comparator.comparingInt(FindingSummary::affected).reversed())
                .thenComparing(each -> each.key().value()));
  }

  @Test
  void aQueryIsTheSameWhenItsAddressIsReadAgain() {
    for (String text : QUERIES) {
      FindingQuery asked = query(text + "&sort=-age");
      assertThat(query(asked.parameters())).isEqualTo(asked);
    }
    assertThat(query("state=ALL&state=OPEN")).isEqualTo(query("state=OPEN")).isEqualTo(query(""));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void whatTouchesANodeIsWhatALookAtEachFindingTells(long seed) {
    FindingTable table = FindingTable.of(1, findings(seed));
    for (String node : List.of("hr/Group/7", "hr/Group/49", "hr/User/11", "hr/User/12", "none")) {
      assertThat(table.about(node))
          .isEqualTo(table.open().stream().filter(each -> each.touches(node)).toList());
    }
    assertThat(table.about("hr/Group/7")).isNotEmpty();
    for (Severity severity : Severity.values()) {
      assertThat(table.openBySeverity().getOrDefault(severity, 0))
          .isEqualTo(
              (int) table.open().stream().filter(each -> each.severity() == severity).count());
    }
  }
}
