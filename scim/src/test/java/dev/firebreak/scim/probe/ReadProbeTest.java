package dev.firebreak.scim.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.scim.probe.Liar.Asked;
import dev.firebreak.scim.probe.Liar.Lie;
import dev.firebreak.scim.probe.Liar.Told;
import dev.firebreak.scim.resource.ScimFailure;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is measured without a change.
@Timeout(120)
class ReadProbeTest {
  private static final Lie HONEST = new Lie() {};

  private Probed probed;

  @BeforeEach
  void start() throws IOException {
    probed = new Probed();
  }

  @AfterEach
  void stop() {
    probed.close();
  }

  @Test
  void aServiceProviderThatDoesWhatItSays() throws IOException {
    CapabilityProfile profile = probed.read(HONEST);
    var expected = EnumSet.allOf(Point.class);
    expected.removeIf(Point::writes);
    expected.removeAll(
        Set.of(Point.CURSOR_PAGES, Point.PAGE_SIZE, Point.QUOTED_NUMBERS, Point.SORT));
    for (Point point : expected) {
      assertThat(profile.of(point))
          .as(point.name())
          .hasValueSatisfying(
              measured -> assertThat(measured.verdict()).as("%s", measured).isEqualTo(Verdict.YES));
    }
    assertThat(profile.verdict(Point.CURSOR_PAGES)).isEqualTo(Verdict.NO);
    assertThat(profile.of(Point.PAGE_SIZE).orElseThrow())
        .satisfies(size -> {
          assertThat(size.verdict()).isEqualTo(Verdict.NO);
          assertThat(size.value()).isEqualTo("5");
          assertThat(size.evidence())
              .isEqualTo("asked for 1000; 5 of 12 came: a page holds no more");
        });
    assertThat(profile.alarm()).isNull();
    assertThat(probed.provider.requests()).allMatch(seen -> seen.method().equals("GET"));
  }

  @Test
  void pagesThatRepeatOrOverlapAreNoPages() throws IOException {
    for (Fault fault : new Fault[] {new Fault.RepeatsFirstPage(), new Fault.OverlapsPages(1)}) {
      assertThat(probed.read(fault).verdict(Point.INDEX_PAGES))
          .as("%s", fault)
          .isEqualTo(Verdict.NO);
    }
  }

  @Test
  void oneThatPagesByCursorAlone() throws IOException {
    CapabilityProfile profile = probed.read(new Fault.PagesByCursor(1000));
    assertThat(profile.verdict(Point.CURSOR_PAGES)).isEqualTo(Verdict.YES);
    assertThat(profile.verdict(Point.INDEX_PAGES)).isEqualTo(Verdict.NO);
    assertThat(profile.of(Point.CURSOR_PAGES).orElseThrow().contradicted()).isFalse();
  }

  @Test
  void aFilterThatIsIgnoredIsNoFilter() throws IOException {
    CapabilityProfile profile = probed.read(asking(asked -> asked.without("filter")));
    assertThat(profile.verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.FILTER_NOTHING)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.FILTER_LAST_MODIFIED)).isEqualTo(Verdict.NO);
    assertThat(profile.of(Point.FILTER_EQUALS).orElseThrow().contradicted()).isTrue();
  }

  @Test
  void aFilterThatFindsNothingWhateverIsAskedIsNoFilter() throws IOException {
    CapabilityProfile profile =
        probed.read(
            asking(asked ->
                asked.query().containsKey("filter")
                    ? asked.with("filter", "userName eq \"nobody\"")
                    : asked));
    assertThat(profile.verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.FILTER_LAST_MODIFIED)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.FILTER_NOTHING)).isEqualTo(Verdict.YES);
  }

  @Test
  void aFilterByLastChangeThatMissesSomeIsNotTrusted() throws IOException {
    CapabilityProfile profile =
        probed.read(
            asking(asked ->
                asked.query().getOrDefault("filter", "").contains("1970")
                    ? asked.with("filter", "userName sw \"user0\"")
                    : asked));
    assertThat(profile.of(Point.FILTER_LAST_MODIFIED).orElseThrow().evidence())
        .contains("9 of 12 came");
    assertThat(profile.verdict(Point.FILTER_LAST_MODIFIED)).isEqualTo(Verdict.NO);
  }

  @Test
  void aRefusalIsANoButABreakdownTellsNothing() throws IOException {
    CapabilityProfile refused =
        probed.read(answering(asked("filter"), _ -> new Told(400, "", "{}")));
    CapabilityProfile broken =
        probed.read(answering(asked("filter"), _ -> new Told(503, "", "{}")));
    CapabilityProfile forbidden =
        probed.read(answering(asked("filter"), _ -> new Told(403, "", "{}")));
    assertThat(refused.verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.NO);
    assertThat(broken.verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(forbidden.verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aSelectionOrOrderThatIsIgnoredIsNone() throws IOException {
    CapabilityProfile profile =
        probed.read(
            asking(asked ->
                asked
                    .without("attributes")
                    .without("excludedAttributes")
                    .without("sortBy")
                    .without("sortOrder")));
    assertThat(profile.verdict(Point.ATTRIBUTES)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.EXCLUDED_ATTRIBUTES)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.SORT)).isEqualTo(Verdict.NO);
  }

  @Test
  void oneThatSortsIsSeenTo() throws IOException {
    CapabilityProfile profile =
        probed.read(
            new Lie() {
              @Override
              public Told told(Asked asked, Told told) {
                return asked.query().containsKey("sortBy")
                    ? told.saying(
                        asked.query().get("sortOrder").equals("ascending")
                            ? names("Ada", "bob", "Cy")
                            : names("Cy", "bob", "Ada"))
                    : told;
              }
            });
    assertThat(profile.verdict(Point.SORT)).isEqualTo(Verdict.YES);
  }

  private static String names(String... names) {
    return Stream.of(names)
        .map(name -> "{\"id\":\"%1$s\",\"userName\":\"%1$s\"}".formatted(name))
        .collect(Collectors.joining(",", "{\"totalResults\":3,\"Resources\":[", "]}"));
  }

  @Test
  void aCountThatIsIgnoredIsFound() throws IOException {
    CapabilityProfile profile = probed.read(asking(asked -> asked.with("count", "4")));
    assertThat(profile.of(Point.PAGE_SIZE).orElseThrow().value()).isEqualTo("always 4");
    assertThat(profile.of(Point.PAGE_SIZE).orElseThrow().evidence()).contains("count is ignored");
  }

  @Test
  void totalsThatWanderAreFound() throws IOException {
    var calls = new AtomicInteger();
    CapabilityProfile profile =
        probed.read(
            answering(
                asked -> asked.lists("/Users"),
                told ->
                    told.saying(
                        told.body()
                            .replace(
                                "\"totalResults\":12",
                                "\"totalResults\":" + (12 + calls.incrementAndGet())))));
    assertThat(profile.verdict(Point.STABLE_TOTALS)).isEqualTo(Verdict.NO);
  }

  @Test
  void anETagOfTheAnswerIsNoVersion() throws IOException {
    var calls = new AtomicInteger();
    CapabilityProfile wandering =
        probed.read(
            answering(_ -> true, told -> told.tagged("W/\"" + calls.incrementAndGet() + "\"")));
    CapabilityProfile absent = probed.read(answering(_ -> true, told -> told.tagged("")));
    assertThat(wandering.verdict(Point.ETAG)).isEqualTo(Verdict.NO);
    assertThat(absent.of(Point.ETAG).orElseThrow().evidence()).contains("only meta.version");
    assertThat(absent.verdict(Point.ETAG)).isEqualTo(Verdict.NO);
  }

  @Test
  void aConditionThatIsIgnoredIsNone() throws IOException {
    CapabilityProfile profile = probed.read(asking(asked -> asked.withoutHeader("If-None-Match")));
    assertThat(profile.verdict(Point.IF_NONE_MATCH)).isEqualTo(Verdict.NO);
  }

  @Test
  void groupsListedWithoutTheirMembersAreFound() throws IOException {
    CapabilityProfile omitted =
        probed.read(
            asking(asked ->
                asked.lists("/Groups") ? asked.with("excludedAttributes", "members") : asked));
    assertThat(omitted.of(Point.LISTED_MEMBERS).orElseThrow().evidence())
        .contains("listed without members and has 2");
    CapabilityProfile cut =
        probed.read(
            answering(
                asked -> asked.lists("/Groups"),
                told ->
                    told.saying(
                        told.body()
                            .replaceFirst("\\{[^{}]*\"value\":\"u2\"[^{}]*\\},?", "")
                            .replace(",]", "]"))));
    assertThat(cut.of(Point.LISTED_MEMBERS).orElseThrow().evidence())
        .contains("listed with 1 members and has 2");
    assertThat(cut.verdict(Point.LISTED_MEMBERS)).isEqualTo(Verdict.NO);
  }

  @Test
  void missingDiscoveryPagesAreFound() throws IOException {
    CapabilityProfile profile =
        probed.read(
            answering(
                asked -> asked.path().matches(".*/(ResourceTypes|Schemas|ServiceProviderConfig)"),
                _ -> new Told(404, "", "{}")));
    assertThat(profile.verdict(Point.CONFIG_PAGE)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.TYPES_PAGE)).isEqualTo(Verdict.NO);
    assertThat(profile.verdict(Point.SCHEMAS_PAGE)).isEqualTo(Verdict.NO);
  }

  @Test
  void whatDoesNotAnswerAtAllHasNoProfile() {
    assertThatThrownBy(() -> probed.read(answering(_ -> true, _ -> new Told(401, "", "{}"))))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("401");
  }

  @Test
  void whatCouldBeToldOnceStaysUntilItIsToldOtherwise() throws IOException {
    CapabilityProfile before = probed.read(asking(asked -> asked.without("filter")));
    CapabilityProfile untold =
        probed.read(answering(asked("filter"), _ -> new Told(503, "", "{}")));
    assertThat(untold.verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(untold.over(before).of(Point.FILTER_EQUALS))
        .isEqualTo(before.of(Point.FILTER_EQUALS));
    CapabilityProfile told = probed.read(HONEST);
    assertThat(told.over(before).verdict(Point.FILTER_EQUALS)).isEqualTo(Verdict.YES);
  }

  @Test
  void whatChangedSinceTheLastProbeIsSaid() throws IOException {
    CapabilityProfile before = probed.read(HONEST);
    CapabilityProfile now = probed.read(asking(asked -> asked.without("filter")));
    assertThat(now.changesSince(before))
        .extracting(change -> change.now().point())
        .containsExactly(Point.FILTER_EQUALS, Point.FILTER_NOTHING, Point.FILTER_LAST_MODIFIED);
    assertThat(before.changesSince(before)).isEmpty();
  }

  private static Predicate<Asked> asked(String parameter) {
    return asked -> asked.query().containsKey(parameter);
  }

  private static Lie asking(UnaryOperator<Asked> change) {
    return new Lie() {
      @Override
      public Asked asked(Asked asked) {
        return asked.method().equals("GET") ? change.apply(asked) : asked;
      }
    };
  }

  private static Lie answering(Predicate<Asked> when, UnaryOperator<Told> change) {
    BiFunction<Asked, Told, Told> answer =
        (asked, told) -> when.test(asked) ? change.apply(told) : told;
    return new Lie() {
      @Override
      public Told told(Asked asked, Told told) {
        return answer.apply(asked, told);
      }
    };
  }
}
