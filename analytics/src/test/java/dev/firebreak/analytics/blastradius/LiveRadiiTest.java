package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.reach.LiveRows;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Figures that follow single changes are those of a full run after them.
class LiveRadiiTest {

  private static final int EDITS = 25;

  private record Link(int from, int to) {}

  @Test
  void afterAnyScriptOfEditsTheFiguresAreThoseOfAFullRun() {
    int changes = 0;
    for (long seed : Seeds.of(150).toArray()) {
      GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
      ReachGraph graph = ReachGraph.of(snapshot);
      int[] sources = sources(snapshot);
      LiveRadii live = new LiveRadii(graph, sources);
      LiveRows rows = new LiveRows(graph.rows());
      List<Link> links = links(graph);
      SplittableRandom random = new SplittableRandom(seed);
      for (int edit = 0; edit < EDITS; edit++) {
        if (!links.isEmpty() && random.nextInt(100) < 45) {
          Link link = links.remove(random.nextInt(links.size()));
          rows.remove(link.from(), link.to());
          changes += live.remove(link.from(), link.to()).sources();
        } else {
          Link link = link(snapshot, links, random);
          links.add(link);
          rows.add(link.from(), link.to());
          changes += live.add(link.from(), link.to()).sources();
        }
        assertThat(live.figures())
            .as("seed %d after edit %d", seed, edit)
            .isEqualTo(new PlainSearch(graph.with(rows.rows())).of(sources));
      }
    }
    assertThat(changes).isGreaterThan(1_000);
  }

  @Test
  void makingAndBreakingACycleOfGroupsIsFollowed() {
    GraphSnapshot snapshot =
        Snapshots.of(
            """
            identity ana
            identity bo
            ana -OWNS-> dir/User/a
            bo -OWNS-> dir/User/b
            dir/User/a -MEMBER_OF-> dir/Group/g
            dir/User/b -MEMBER_OF-> dir/Group/h
            dir/Group/g -MEMBER_OF-> dir/Group/h
            dir/Group/g -HOLDS-> app/Entitlement/x
            dir/Group/h -HOLDS-> app/Entitlement/y
            """);
    LiveRadii live = new LiveRadii(ReachGraph.of(snapshot), sources(snapshot));
    int g = Snapshots.at(snapshot, "dir/Group/g");
    int h = Snapshots.at(snapshot, "dir/Group/h");
    assertThat(live.figures().count(1)).isEqualTo(1);

    assertThat(live.add(h, g)).isEqualTo(new LiveRadii.Change(4, Method.PLAIN_SEARCH));
    assertThat(live.figures().count(1)).isEqualTo(2);

    live.remove(h, g);
    assertThat(live.figures().count(1)).isEqualTo(1);
    assertThatThrownBy(() -> live.remove(h, g)).hasMessageContaining("no edge leads from node");
  }

  @Test
  void aChangeThatAffectsManyIsAnsweredByAFullRun() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(Instant.EPOCH);
    int people = Radii.ENGINE_FROM + 10;
    IntStream.range(0, people)
        .forEach(i -> builder.add(Node.of(NodeKind.IDENTITY, "firebreak/Identity/" + i)));
    IntStream.range(0, people)
        .forEach(i -> builder.add(Node.of(NodeKind.ACCOUNT, "dir/User/" + i)));
    int group = builder.add(Node.of(NodeKind.GROUP, "dir/Group/all"));
    int right = builder.add(Node.of(NodeKind.ENTITLEMENT, "app/Entitlement/x"));
    for (int i = 0; i < people; i++) {
      builder.add(Edge.of(EdgeKind.OWNS, i, people + i));
      builder.add(Edge.of(EdgeKind.MEMBER_OF, people + i, group));
    }
    GraphSnapshot snapshot = builder.build();
    int[] sources = snapshot.nodes(NodeKind.IDENTITY).toArray();
    LiveRadii live = new LiveRadii(ReachGraph.of(snapshot), sources);

    assertThat(live.add(group, right).method()).isEqualTo(Method.SHARED);
    assertThat(live.figures().count(people - 1)).isEqualTo(1);
    assertThat(live.remove(people, group).sources()).isEqualTo(1);
    assertThat(live.figures().count(0)).isZero();

    Radii all = Radii.identities(snapshot);
    assertThat(all.method()).isEqualTo(Method.SHARED);
    assertThat(Radii.groups(snapshot).method()).isEqualTo(Method.PLAIN_SEARCH);
  }

  private static int[] sources(GraphSnapshot snapshot) {
    return IntStream.concat(snapshot.nodes(NodeKind.IDENTITY), snapshot.nodes(NodeKind.GROUP))
        .toArray();
  }

  private static List<Link> links(ReachGraph graph) {
    List<Link> links = new ArrayList<>();
    for (int node = 0; node < graph.nodeCount(); node++) {
      int from = node;
      graph.rows().targets(node).forEach(to -> links.add(new Link(from, to)));
    }
    return links;
  }

  /// An edge that the schema knows between any two nodes, or the reverse of a nesting that is
  /// there.
  private static Link link(GraphSnapshot snapshot, List<Link> links, SplittableRandom random) {
    if (!links.isEmpty() && random.nextInt(4) == 0) {
      Link known = links.get(random.nextInt(links.size()));
      if (snapshot.node(known.from()).kind() == NodeKind.GROUP
          && snapshot.node(known.to()).kind() == NodeKind.GROUP) {
        return new Link(known.to(), known.from());
      }
    }
    while (true) {
      Link link =
          new Link(random.nextInt(snapshot.nodeCount()), random.nextInt(snapshot.nodeCount()));
      NodeKind from = snapshot.node(link.from()).kind();
      NodeKind to = snapshot.node(link.to()).kind();
      if (EdgeKind.WALKABLE.stream()
              .anyMatch(kind -> kind.from().contains(from) && kind.to().contains(to))
          || snapshot.nodeCount() < 3) {
        return link;
      }
    }
  }
}
