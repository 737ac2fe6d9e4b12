package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Seeds;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShortestPathsTest {

  @Test
  void theListedPathsAreDifferentShortestAndAsManyAsCounted() {
    int several = 0;
    for (long seed : Seeds.of(150).toArray()) {
      GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
      for (int identity : snapshot.nodes(NodeKind.IDENTITY).toArray()) {
        BlastRadius radius = BlastRadius.of(snapshot, identity);
        for (Reached reached : radius.reached()) {
          int node = Snapshots.at(snapshot, reached.key());
          ShortestPaths paths = radius.shortestPathsTo(node, 10_000);
          assertThat(paths.total())
              .as("seed %d, %s", seed, reached)
              .isEqualTo(ways(snapshot, identity, node, reached.hops()));
          assertThat(paths.paths()).hasSize((int) paths.total());
          for (AccessPath path : paths.paths()) {
            assertThat(path.hops()).hasSize(reached.hops());
            assertThat(path.first().key()).isEqualTo(radius.identityKey());
            assertThat(path.last().key()).isEqualTo(reached.key());
          }
          several += paths.total() > 1 ? 1 : 0;
        }
      }
    }
    assertThat(several).isGreaterThan(50);
  }

  @Test
  void aCapLimitsTheListAndNotTheTotalWhichStopsAtTheLargestNumber() {
    StringBuilder text =
        new StringBuilder(
            "identity ana\nana -OWNS-> dir/User/a\ndir/User/a -MEMBER_OF-> dir/Group/s0\n");
    for (int step = 0; step < 70; step++) {
      text.append(
          """
          dir/Group/s%1$d -MEMBER_OF-> dir/Group/l%1$d
          dir/Group/s%1$d -MEMBER_OF-> dir/Group/r%1$d
          dir/Group/l%1$d -MEMBER_OF-> dir/Group/s%2$d
          dir/Group/r%1$d -MEMBER_OF-> dir/Group/s%2$d
          """
              .formatted(step, step + 1));
    }
    GraphSnapshot snapshot = Snapshots.of(text.toString());
    BlastRadius radius = BlastRadius.of(snapshot, Snapshots.at(snapshot, "firebreak/Identity/ana"));

    ShortestPaths some = radius.shortestPathsTo(Snapshots.at(snapshot, "dir/Group/s10"), 5);
    assertThat(some.total()).isEqualTo(1024);
    assertThat(new HashSet<>(some.paths())).hasSize(5);
    assertThat(radius.shortestPathsTo(Snapshots.at(snapshot, "dir/Group/s70"), 1).total())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void exposureCountsWhoReachesItByKind() {
    GraphSnapshot snapshot =
        Snapshots.of(
            """
            identity ana kind=PERSON
            identity bot kind=SERVICE
            ana -OWNS-> dir/User/a
            bot -OWNS-> dir/User/b
            dir/User/a -MEMBER_OF-> dir/Group/g
            dir/User/b -MEMBER_OF-> dir/Group/g
            dir/Group/g -HOLDS-> app/Entitlement/x
            """);
    Exposure group = Exposure.of(snapshot, Snapshots.at(snapshot, "dir/Group/g"));
    assertThat(group.byKind())
        .containsOnly(Map.entry(NodeKind.IDENTITY, 2), Map.entry(NodeKind.ACCOUNT, 2));
    assertThat(group.byIdentityKind().values()).containsOnly(1);
    assertThat(group.byIdentityKind()).hasSize(2);
  }

  /// The number of walks of exactly `hops` edges, which are the shortest paths, by brute force.
  private static long ways(GraphSnapshot snapshot, int from, int to, int hops) {
    if (hops == 0) {
      return from == to ? 1 : 0;
    }
    long[] sum = {0};
    snapshot.forEachOut(
        from, edge -> sum[0] += ways(snapshot, snapshot.edge(edge).to(), to, hops - 1));
    return sum[0];
  }
}
