package dev.firebreak.analytics.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import org.junit.jupiter.api.Test;

class ChokePointsTest {

  private static final GraphSnapshot SNAPSHOT =
      Snapshots.of(
          """
          identity ana name=Ana
          identity bo name=Bo
          identity cy name=Cy
          account app/User/a active
          account app/User/b active
          account app/User/c active
          group app/Group/all name=All
          group app/Group/night name=Night
          entitlement app/Entitlement/open name=open sensitivity=10
          safe vault/Container/fin name=FIN sensitivity=60
          entitlement app/Entitlement/print name=print sensitivity=5
          ana -OWNS-> app/User/a
          bo -OWNS-> app/User/b
          cy -OWNS-> app/User/c
          app/User/a -MEMBER_OF-> app/Group/all via=app/Group/all
          app/User/b -MEMBER_OF-> app/Group/all via=app/Group/all
          app/User/c -HOLDS-> app/Entitlement/print
          app/Group/all -MEMBER_OF-> app/Group/night via=app/Group/night
          app/Group/all -MEMBER_OF-> app/Group/night via=app/Group/other
          app/Group/night -HOLDS-> app/Entitlement/open
          app/Entitlement/open -OPENS-> vault/Container/fin
          """);

  @Test
  void whatEverybodyPassesIsFirstWithWhatItWouldTakeAway() {
    ChokePoints points = ChokePoints.of(SNAPSHOT, 3);
    assertThat(points.total()).isEqualTo(145);
    assertThat(points.nodes())
        .extracting(point -> point.node().name(), ChokePoint::loss, ChokePoint::identities)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("All", 140L, 2),
            org.assertj.core.groups.Tuple.tuple("Night", 140L, 2),
            org.assertj.core.groups.Tuple.tuple("open", 140L, 2));
    assertThat(points.edges().getFirst().from().name()).isEqualTo("All");
    assertThat(points.edges().getFirst().to().name()).isEqualTo("Night");
    assertThat(points.edges().getFirst().parallel()).isEqualTo(2);
    assertThat(points.edges().getFirst().via()).isEqualTo("app/Group/night");
    assertThat(points.edges().getFirst().share()).isEqualTo(140.0 / 145);
  }

  @Test
  void noMoreAreListedThanAskedForAndNoneThatCostNothing() {
    assertThat(ChokePoints.of(SNAPSHOT, 100).first(3)).isEqualTo(ChokePoints.of(SNAPSHOT, 3));
    assertThat(ChokePoints.of(SNAPSHOT, 1).nodes()).hasSize(1);
    assertThat(ChokePoints.of(SNAPSHOT, 100).edges()).hasSize(9);
    assertThat(ChokePoints.of(SNAPSHOT, 100).edges()).allMatch(point -> point.loss() > 0);
    assertThatThrownBy(() -> ChokePoints.of(SNAPSHOT, 0)).hasMessageContaining("at least 1");
  }
}
