package dev.firebreak.scim.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.probe.Liar.Asked;
import dev.firebreak.scim.probe.Liar.Lie;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is measured by changing one named resource, which is as it was afterwards.
@Timeout(120)
class WriteProbeTest {
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
    String before = text("Users", "u3", "displayName");
    CapabilityProfile user = probed.write("Users/u3", HONEST);
    assertThat(user.alarm()).isNull();
    assertYes(
        user,
        Point.IF_MATCH,
        Point.PATCH_USER,
        Point.PATCH_REPLACE,
        Point.PATCH_QUALIFIED,
        Point.PATCH_MERGE);
    assertThat(text("Users", "u3", "displayName")).isEqualTo(before);

    CapabilityProfile group = probed.write("Groups/g1", HONEST);
    assertThat(group.alarm()).isNull();
    assertYes(
        group,
        Point.IF_MATCH,
        Point.PATCH_GROUP,
        Point.PATCH_REPLACE,
        Point.PATCH_QUALIFIED,
        Point.PATCH_MERGE,
        Point.PATCH_ADD_MEMBER,
        Point.PATCH_REMOVE_BY_FILTER,
        Point.PATCH_REMOVE_BY_VALUE);
    assertThat(group("g1").texts("members")).containsExactlyInAnyOrder("u1", "u2");
    assertThat(text("Groups", "g1", "displayName")).isEqualTo("Pilots");
  }

  @Test
  void everyChangeIsInTheJournalBeforeItIsSent() throws IOException {
    probed.write("Groups/g1", HONEST);
    assertThat(probed.sent).extracting(Asked::body).isEqualTo(probed.journal);
    assertThat(probed.sent).allMatch(asked -> asked.path().endsWith("/Groups/g1"));
  }

  @Test
  void anEmptyGroupIsEmptyAgain() throws IOException {
    CapabilityProfile group = probed.write("Groups/g2", HONEST);
    assertThat(group.alarm()).isNull();
    assertYes(group, Point.PATCH_ADD_MEMBER, Point.PATCH_REMOVE_BY_FILTER);
    assertThat(group("g2").texts("members")).isEmpty();
  }

  @Test
  void aPatchThatIsAnsweredAndIgnoredIsNone() throws IOException {
    CapabilityProfile profile = probed.write("Groups/g1", patching(asked -> asked.as("GET", "")));
    assertThat(profile.alarm()).isNull();
    for (Point point :
        new Point[] {Point.PATCH_REPLACE, Point.PATCH_MERGE, Point.PATCH_ADD_MEMBER}) {
      assertThat(profile.verdict(point)).as(point.name()).isEqualTo(Verdict.NO);
    }
    assertThat(profile.verdict(Point.PATCH_REMOVE_BY_VALUE)).isEqualTo(Verdict.UNKNOWN);
    assertThat(profile.of(Point.PATCH_REPLACE).orElseThrow().evidence())
        .contains("the answer was 200, but nothing changed");
  }

  @Test
  void aConditionThatIsIgnoredIsNone() throws IOException {
    CapabilityProfile profile =
        probed.write("Users/u3", patching(asked -> asked.withoutHeader("If-Match")));
    assertThat(profile.verdict(Point.IF_MATCH)).isEqualTo(Verdict.NO);
    assertThat(profile.of(Point.IF_MATCH).orElseThrow().contradicted()).isTrue();
    assertThat(text("Users", "u3", "displayName")).isEqualTo("User 3");
  }

  @Test
  void aRemovalByValueThatClearsTheGroupIsFoundAndMended() throws IOException {
    CapabilityProfile profile =
        probed.write(
            "Groups/g1",
            patching(asked ->
                asked.body().contains("\"op\":\"remove\"")
                        && asked.body().contains("\"path\":\"members\"")
                    ? asked.as("PATCH", asked.body().replaceFirst(",\"value\":\\[.*?\\]", ""))
                    : asked));
    assertThat(profile.alarm()).isNull();
    assertThat(profile.verdict(Point.PATCH_REMOVE_BY_VALUE)).isEqualTo(Verdict.NO);
    assertThat(profile.of(Point.PATCH_REMOVE_BY_VALUE).orElseThrow().evidence())
        .contains("2 other members went, who were put back");
    assertThat(group("g1").texts("members")).containsExactlyInAnyOrder("u1", "u2");
  }

  @Test
  void whatCannotBeRestoredEndsTheProbeAndIsSaid() throws IOException {
    var changes = new AtomicInteger();
    CapabilityProfile profile =
        probed.write(
            "Users/u3",
            patching(asked -> changes.incrementAndGet() > 1 ? asked.as("GET", "") : asked));
    assertThat(profile.alarm()).contains("Users/u3 could not be restored").contains("by hand");
    assertThat(text("Users", "u3", "displayName")).isEqualTo("firebreak-probe");
    assertThat(profile.of(Point.PATCH_MERGE)).isEmpty();
    assertThat(profile.of(Point.IF_MATCH)).isEmpty();
  }

  @Test
  void withoutAJournalNothingIsSent() {
    try (var client = probed.client(probed.provider.baseUri())) {
      var prober = new Prober(client, Clock.systemUTC());
      ProbeJournal full =
          new ProbeJournal() {
            @Override
            public void before(Write write) {
              throw new IllegalStateException("the disk is full");
            }

            @Override
            public void after(Write write, String outcome) {}
          };
      assertThatThrownBy(() -> prober.write(ProbeTarget.parse("Users/u3"), full))
          .hasMessage("the disk is full");
    }
    assertThat(probed.provider.requests()).allMatch(seen -> seen.method().equals("GET"));
  }

  @Test
  void aResourceThatIsNotThereIsNotChanged() {
    assertThatThrownBy(() -> probed.write("Users/nobody", HONEST))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("Users/nobody cannot be read");
    assertThat(probed.journal).isEmpty();
  }

  @Test
  void anAttributeThatItMayNotKnowTellsNothing() throws IOException {
    probed.loadBare();
    CapabilityProfile profile = probed.write("Users/bare", HONEST);
    assertThat(profile.of(Point.PATCH_REPLACE).orElseThrow().evidence())
        .contains("may be for an attribute that it does not know");
    assertThat(profile.verdict(Point.PATCH_REPLACE)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void onlyUsersAndGroupsCanBeNamed() {
    assertThat(ProbeTarget.parse("/Groups/a/b").id()).isEqualTo("a/b");
    assertThatThrownBy(() -> ProbeTarget.parse("Containers/1"))
        .hasMessageContaining("Users and Groups only");
    assertThatThrownBy(() -> ProbeTarget.parse("u3")).hasMessageContaining("Users/ID or Groups/ID");
    assertThatThrownBy(() -> ProbeTarget.parse("Users/")).hasMessageContaining("needs an id");
  }

  private static void assertYes(CapabilityProfile profile, Point... points) {
    for (Point point : points) {
      assertThat(profile.of(point).orElseThrow())
          .satisfies(
              measured -> assertThat(measured.verdict()).as("%s", measured).isEqualTo(Verdict.YES));
    }
  }

  private ScimResource group(String id) {
    return ScimResource.parse(probed.provider.get("/Groups", id).orElseThrow());
  }

  private String text(String endpoint, String id, String attribute) {
    return ScimResource.parse(probed.provider.get("/" + endpoint, id).orElseThrow())
        .text(attribute)
        .orElseThrow();
  }

  private static Lie patching(UnaryOperator<Asked> change) {
    return new Lie() {
      @Override
      public Asked asked(Asked asked) {
        return asked.method().equals("PATCH") ? change.apply(asked) : asked;
      }
    };
  }
}
