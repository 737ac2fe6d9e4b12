package dev.firebreak.analytics.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupRisksTest {

  @Test
  void groupsThatContainEachOtherAreToldOnceWithTheShortestCircle() {
    List<Finding> findings =
        GroupCycles.find(
            Snapshots.of(
                """
                group app/Group/a name=Alpha
                group app/Group/b name=Beta
                group app/Group/c name=Gamma
                group app/Group/d name=Delta
                identity ana
                account app/User/ana
                ana -OWNS-> app/User/ana
                app/User/ana -MEMBER_OF-> app/Group/c
                app/Group/a -MEMBER_OF-> app/Group/b
                app/Group/b -MEMBER_OF-> app/Group/c
                app/Group/c -MEMBER_OF-> app/Group/a
                app/Group/c -MEMBER_OF-> app/Group/d
                app/Group/d -MEMBER_OF-> app/Group/e
                app/Group/e -MEMBER_OF-> app/Group/d until=2026-01-01T00:00:00Z
                """));

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().key().subject()).isEqualTo("app/Group/a");
    assertThat(findings.getFirst().affected()).isEqualTo(1);
    assertThat(findings.getFirst().story())
        .isEqualTo(
            "The groups Alpha, Beta and Gamma contain each other, so whoever is in one of them is"
                + " in all 3.");
    assertThat(findings.getFirst().because().getFirst().stops())
        .extracting(AccessPath.Stop::name)
        .containsExactly("Alpha", "Beta", "Gamma", "Alpha");
  }

  @Test
  void aGroupThatContainsItselfIsACircleOfOne() {
    assertThat(
            GroupCycles.find(
                Snapshots.of(
                    """
                    group app/Group/a name=Alpha
                    app/Group/a -MEMBER_OF-> app/Group/a
                    """)))
        .extracting(Finding::story)
        .containsExactly("The group Alpha contains itself.");
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theCirclesAreTheStrongComponentsOfNesting(long seed) {
    GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
    var nesting = new DirectedPseudograph<Integer, DefaultEdge>(DefaultEdge.class);
    snapshot.nodes(NodeKind.GROUP).forEach(nesting::addVertex);
    snapshot
        .edges(EdgeKind.MEMBER_OF)
        .mapToObj(snapshot::edge)
        .filter(edge -> snapshot.node(edge.from()).kind() == NodeKind.GROUP)
        .forEach(edge -> nesting.addEdge(edge.from(), edge.to()));
    Set<Set<Integer>> expected =
        new KosarajuStrongConnectivityInspector<>(nesting)
            .stronglyConnectedSets().stream()
                .filter(set ->
                    set.size() > 1
                        || nesting.containsEdge(set.iterator().next(), set.iterator().next()))
                .collect(Collectors.toSet());

    assertThat(GroupCycles.sets(snapshot).stream().map(Set::copyOf).collect(Collectors.toSet()))
        .isEqualTo(expected);
  }

  @Test
  void anEmptyGroupIsToldOnceWithWhatItWouldGive() {
    List<Finding> findings =
        EmptyGroups.find(
            Snapshots.of(
                """
                source app name=App
                group app/Group/empty name=Empty
                entitlement app/Entitlement/x name="Export all"
                app/Group/empty -HOLDS-> app/Entitlement/x
                app/Group/inner -MEMBER_OF-> app/Group/empty
                app/Group/later -HOLDS-> app/Entitlement/x
                app/Group/over -HOLDS-> app/Entitlement/x
                app/Group/full -HOLDS-> app/Entitlement/x
                group app/Group/holds-nothing
                account app/User/ana
                app/User/ana -MEMBER_OF-> app/Group/full
                app/User/ana -MEMBER_OF-> app/Group/later from=2027-01-01T00:00:00Z
                app/User/ana -MEMBER_OF-> app/Group/over until=2026-01-01T00:00:00Z
                group dir/Group/unread
                entitlement dir/Entitlement/y
                dir/Group/unread -HOLDS-> dir/Entitlement/y
                """));

    assertThat(findings)
        .extracting(finding -> finding.key().subject())
        .containsExactly("app/Group/empty", "app/Group/over");
    assertThat(findings.getFirst().story())
        .isEqualTo(
            "The group Empty in App has no member, and whoever is put into it reaches Export all.");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theEmptyGroupsAreThoseOfTheDefinition(long seed) {
    GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
    Set<String> occupied = new TreeSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int e = 0; e < snapshot.edgeCount(); e++) {
        Edge edge = snapshot.edge(e);
        boolean ended = edge.validTo() != null && !edge.validTo().isAfter(snapshot.asOf());
        boolean from =
            snapshot.node(edge.from()).kind() == NodeKind.ACCOUNT
                || occupied.contains(snapshot.node(edge.from()).key());
        if (edge.kind() == EdgeKind.MEMBER_OF && !ended && from) {
          grew |= occupied.add(snapshot.node(edge.to()).key());
        }
      }
    }
    Set<String> expected = new TreeSet<>();
    snapshot
        .nodes(NodeKind.GROUP)
        .filter(group -> !occupied.isEmpty() && !occupied.contains(snapshot.node(group).key()))
        .filter(group ->
            BlastRadius.of(snapshot, group).count() > 0
                && IntStream.range(0, snapshot.edgeCount())
                    .mapToObj(snapshot::edge)
                    .filter(edge -> edge.kind() == EdgeKind.MEMBER_OF && edge.from() == group)
                    .filter(
                        edge -> edge.validTo() == null || edge.validTo().isAfter(snapshot.asOf()))
                    .allMatch(edge ->
                        edge.to() == group || occupied.contains(snapshot.node(edge.to()).key())))
        .forEach(group -> expected.add(snapshot.node(group).key()));
    Set<String> found =
        EmptyGroups.find(snapshot).stream()
            .map(finding -> finding.key().subject())
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void groupsOfTheSameAccountsAndGrantsAreOneFindingWhateverTheyAreNestedIn() {
    List<Finding> findings =
        DuplicateGroups.find(
            Snapshots.of(
                """
                source app name=App
                group app/Group/a name=Alpha
                group app/Group/b name=Beta
                group app/Group/c name=Gamma
                identity ana
                account app/User/ana
                account app/User/ben
                ana -OWNS-> app/User/ana
                app/Group/a -HOLDS-> app/Entitlement/x
                app/Group/outer -HOLDS-> app/Entitlement/x
                app/Group/b -MEMBER_OF-> app/Group/outer
                app/Group/c -HOLDS-> app/Entitlement/x
                app/User/ana -MEMBER_OF-> app/Group/a
                app/User/ben -MEMBER_OF-> app/Group/a
                app/User/ana -MEMBER_OF-> app/Group/b
                app/User/ben -MEMBER_OF-> app/Group/b
                app/User/ana -MEMBER_OF-> app/Group/c
                account app/User/cai
                app/User/cai -MEMBER_OF-> app/Group/outer
                """));

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "The group Alpha in App has the same 2 accounts and gives the same as Beta.");
    assertThat(findings.getFirst().affected()).isEqualTo(1);
  }

  @Test
  void groupsOfACircleAreNoDuplicates() {
    assertThat(
            DuplicateGroups.find(
                Snapshots.of(
                    """
                    account app/User/ana
                    app/User/ana -MEMBER_OF-> app/Group/a
                    app/Group/a -MEMBER_OF-> app/Group/b
                    app/Group/b -MEMBER_OF-> app/Group/a
                    app/Group/b -HOLDS-> app/Entitlement/x
                    """)))
        .isEmpty();
  }
}
