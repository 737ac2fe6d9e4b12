package dev.firebreak.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.attribution.Attribution.Contribution;
import dev.firebreak.analytics.attribution.RunComparison.Effect;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Scenario;
import org.junit.jupiter.api.Test;

class AttributionStoryTest {

  private static final String BEFORE =
      """
      source dir name="Directory"
      identity ann active name="Ann Lee"
      identity bob active name="Bob Ray"
      account dir/User/ann active name=ann
      account dir/User/bob active name=bob
      group dir/Group/a name="Clerks"
      group dir/Group/b name="Finance-All"
      entitlement app/Entitlement/read sensitivity=10 name="Read"
      entitlement app/Entitlement/pay sensitivity=80 crown name="Pay"
      entitlement app/Entitlement/close sensitivity=60 name="Close books"
      ann -OWNS-> dir/User/ann
      bob -OWNS-> dir/User/bob
      dir/User/ann -MEMBER_OF-> dir/Group/a
      dir/Group/a -HOLDS-> app/Entitlement/read
      dir/Group/b -HOLDS-> app/Entitlement/pay
      dir/Group/b -HOLDS-> app/Entitlement/close
      """;

  private static final String NESTED =
      "dir/Group/a -MEMBER_OF-> dir/Group/b source=dir firstSeen=2026-11-03T10:00:00Z\n";

  private static String story(String before, String after) {
    RunComparison comparison = compare(before, after);
    return new AttributionStory(comparison.diff().after())
        .of(comparison.of("firebreak/Identity/ann").orElseThrow());
  }

  private static RunComparison compare(String before, String after) {
    return RunComparison.of(Snapshots.of(before), Snapshots.of(after));
  }

  @Test
  void aNestedGroupIsTheOnlyCauseAndIsDatedBySourceAndHarvest() {
    assertThat(story(BEFORE, BEFORE + NESTED))
        .isEqualTo(
            "Ann Lee reaches 3 resources instead of 1, because the group Clerks was nested into the"
                + " group Finance-All (first seen by the harvest of Directory, 3 Nov 2026"
                + " 10:00 UTC).");
  }

  @Test
  void theSameBackwardsTellsWhatWentAndWhenItWasLastSeen() {
    String seen = NESTED.strip() + " lastSeen=2026-11-04T10:00:00Z";
    assertThat(story(BEFORE + seen, BEFORE))
        .isEqualTo(
            "Ann Lee reaches 1 resource instead of 3, because the group Clerks was taken out of the"
                + " group Finance-All (no longer stated by Directory, last seen 4 Nov 2026"
                + " 10:00 UTC).");
  }

  @Test
  void twoWaysAtOnceShareWhatBothBring() {
    String after = BEFORE + NESTED + "dir/User/ann -HOLDS-> app/Entitlement/pay\n";
    Attribution ann = compare(BEFORE, after).of("firebreak/Identity/ann").orElseThrow();

    assertThat(ann.contributions())
        .extracting(part -> part.causes().getFirst().words(), part -> part.share().count().exact())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "the group Clerks was nested into the group Finance-All", "3/2"),
            org.assertj.core.groups.Tuple.tuple("ann was granted the entitlement Pay", "1/2"));
    Contribution grant = ann.contributions().getLast();
    assertThat(grant.alone()).isEqualTo(new RadiusSums(1, 80, 1));
    assertThat(grant.undone()).isEqualTo(RadiusSums.ZERO);
    assertThat(new AttributionStory(Snapshots.of(after)).of(ann))
        .startsWith("Ann Lee reaches 3 resources instead of 1, because: +1.50 the group Clerks")
        .endsWith("; +0.50 ann was granted the entitlement Pay.");
  }

  @Test
  void whatActsOnlyTogetherIsOneCause() {
    String vault =
        BEFORE
            + """
            group dir/Group/c name="Closers"
            entitlement app/Entitlement/post sensitivity=5 name="Post"
            """;
    String after =
        vault
            + """
            dir/Group/a -MEMBER_OF-> dir/Group/c
            dir/Group/c -HOLDS-> app/Entitlement/post
            """;
    assertThat(story(vault, after))
        .isEqualTo(
            "Ann Lee reaches 2 resources instead of 1, because the group Clerks was nested into the"
                + " group Closers and group Closers was granted the entitlement Post, only"
                + " together.");
  }

  @Test
  void removingBothOfTwoWaysIsOneCause() {
    String both = BEFORE + NESTED + "dir/User/ann -MEMBER_OF-> dir/Group/b\n";
    Attribution ann = compare(both, BEFORE).of("firebreak/Identity/ann").orElseThrow();

    assertThat(ann.contributions()).hasSize(1);
    assertThat(ann.contributions().getFirst().causes()).hasSize(2);
    assertThat(ann.contributions().getFirst().share().count().exact()).isEqualTo("-2");
  }

  @Test
  void anAccountThatIsDeactivatedATimeThatPassesAndAMarkAreCauses() {
    assertThat(story(BEFORE, BEFORE.replace("dir/User/ann active", "dir/User/ann inactive")))
        .isEqualTo(
            "Ann Lee reaches 0 resources instead of 1, because the account ann was deactivated"
                + " (stated by Directory).");
    assertThat(story(BEFORE, BEFORE.replace("sensitivity=10", "sensitivity=30")))
        .isEqualTo(
            "Ann Lee reaches as many resources as before, of a weight of 30 instead of 10, because"
                + " the sensitivity of Read went from 10 to 30.");
    assertThat(story(BEFORE, BEFORE.replace("sensitivity=10", "sensitivity=10 crown")))
        .isEqualTo(
            "Ann Lee reaches 1 crown jewel instead of 0, because Read was marked as a crown jewel.");
    Scenario grant =
        Scenario.parse(
            BEFORE
                + "dir/User/ann -HOLDS-> app/Entitlement/pay until="
                + Snapshots.NOW.plusSeconds(60)
                + " source=dir\n");
    GraphSnapshot before = Snapshots.of(grant, Snapshots.NOW);
    RunComparison passed = RunComparison.of(before, before.at(Snapshots.NOW.plusSeconds(60)));
    assertThat(new AttributionStory(before).of(passed.of("firebreak/Identity/ann").orElseThrow()))
        .isEqualTo(
            "Ann Lee reaches 1 resource instead of 2, because the grant of Pay to ann ceased to"
                + " hold on 22 Nov 2026 06:13 UTC (as stated by Directory).");
  }

  @Test
  void anAccountThatCorrelationJoinedNamesItsRuleAndNoHarvest() {
    String joined =
        BEFORE
            + """
            account app/User/ann active name=alee
            app/User/ann -HOLDS-> app/Entitlement/pay source=app
            """;
    String owned =
        joined
            + "ann -OWNS-> app/User/ann source=firebreak rule=\"employee number\""
            + " firstSeen=2026-11-03T10:00:00Z\n";
    assertThat(story(joined, owned))
        .isEqualTo(
            "Ann Lee reaches 2 resources instead of 1, because the account alee was linked to Ann"
                + " Lee (by the rule: employee number, first seen 3 Nov 2026 10:00 UTC).");
  }

  @Test
  void oneEffectIsToldForEverybodyItConcerns() {
    String shared = BEFORE + "dir/User/bob -MEMBER_OF-> dir/Group/a\n";
    RunComparison comparison = compare(shared, shared + NESTED);

    assertThat(comparison.changed()).hasSize(2);
    Effect effect = comparison.effects().effects().getFirst();
    assertThat(comparison.effects().effects()).hasSize(1);
    assertThat(effect.identities()).isEqualTo(2);
    assertThat(effect.total().count().exact()).isEqualTo("4");
    assertThat(effect.most().name()).isEqualTo("Ann Lee");
  }

  @Test
  void manyCausesAreDividedWhereNoResourceDependsOnMoreThanTwelve() {
    StringBuilder after = new StringBuilder(BEFORE);
    for (int i = 0; i < 300; i++) {
      after.append("dir/Group/a -HOLDS-> app/Entitlement/n").append(i).append('\n');
    }
    Attribution ann = compare(BEFORE, after.toString()).of("firebreak/Identity/ann").orElseThrow();
    assertThat(ann.method()).isEqualTo(Attribution.Method.SHAPLEY);
    assertThat(ann.contributions()).hasSize(300);
    assertThat(ann.change().count()).isEqualTo(300);
  }

  @Test
  void whereOneResourceDependsOnMoreOnlyAloneAndUndoneAreTold() {
    StringBuilder after = new StringBuilder(BEFORE);
    for (int i = 0; i < 13; i++) {
      after.append("dir/User/ann -MEMBER_OF-> dir/Group/m%d\n".formatted(i));
      after.append("dir/Group/m%d -HOLDS-> app/Entitlement/pay\n".formatted(i));
    }
    String before =
        after.toString().replaceAll("(?m)^dir/User/ann -MEMBER_OF-> dir/Group/m.*\n", "");
    Attribution ann = compare(before, after.toString()).of("firebreak/Identity/ann").orElseThrow();
    assertThat(ann.method()).isEqualTo(Attribution.Method.ALONE_AND_UNDONE);
    assertThat(ann.contributions()).hasSize(13).allMatch(part -> part.share() == null);
    assertThat(ann.contributions()).allMatch(part -> part.alone().count() == 1);
    assertThat(new AttributionStory(Snapshots.of(before)).of(ann))
        .startsWith(
            "Ann Lee reaches 2 resources instead of 1, by 13 changes that bear on each other");
  }
}
