package dev.firebreak.analytics.slice;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.toxic.CompiledRules;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Chooses the nodes of a slice: first what the kind of finding is known to need, then wider.
final class SliceNodes {

  /// From how many others of a department on they are the peers, see `WideRadius`.
  private static final int ENOUGH_PEERS = 5;

  private final Finding finding;
  private final GraphSnapshot snapshot;
  private final AnalysisInputs inputs;

  private SliceNodes(Finding finding, GraphSnapshot snapshot, AnalysisInputs inputs) {
    this.finding = finding;
    this.snapshot = snapshot;
    this.inputs = inputs;
  }

  /// Sets of nodes to try, the narrowest first. Without its peers, everybody would reach more than
  /// they do: a blast radius has them all, or is told with their median.
  static Iterator<BitSet> choices(Finding finding, GraphSnapshot snapshot, AnalysisInputs inputs) {
    SliceNodes choose = new SliceNodes(finding, snapshot, inputs);
    Stream<Supplier<BitSet>> sets =
        finding.key().kind() == FindingKind.BLAST_RADIUS
            ? Stream.of(choose::narrow, choose::everything)
            : Stream.of(choose::narrow, choose::around, choose::wide, choose::everything);
    return sets.map(Supplier::get).iterator();
  }

  /// What the finding's own nodes reach.
  static BitSet closure(Finding finding, GraphSnapshot snapshot) {
    BitSet nodes = own(finding, snapshot);
    BitSet all = new BitSet();
    Walk walk = Walk.forward(snapshot);
    nodes.stream()
        .filter(node -> !all.get(node))
        .forEach(node -> walk.from(node).nodes().forEach(all::set));
    return all;
  }

  private static BitSet own(Finding finding, GraphSnapshot snapshot) {
    BitSet nodes = new BitSet();
    Stream.concat(
            Stream.of(finding.key().subject(), finding.key().detail()),
            finding.because().stream()
                .flatMap(path -> path.stops().stream())
                .map(AccessPath.Stop::key))
        .forEach(key -> snapshot.find(key).ifPresent(nodes::set));
    return nodes;
  }

  private BitSet narrow() {
    return switch (finding.key().kind()) {
      case TOXIC -> towardsFunctions();
      case BLAST_RADIUS -> withPeers();
      case UNUSED -> withFirstHarvests(withOwners(own(finding, snapshot)));
      case LEAVER, ORPHAN, DORMANT, OUTSIDE_VAULT, STANDING_PRIVILEGE, SAFE, GROUP_CYCLE ->
          withOwners(closure(finding, snapshot));
      case OWNERLESS -> withOwners(withReports(closure(finding, snapshot)));
      case OUTLIER, SHARED, DRIFT, EMPTY_GROUP, DUPLICATE_GROUP, QUARANTINE ->
          own(finding, snapshot);
    };
  }

  /// Of what the subject reaches, that which leads to what a function of the rule needs; and what
  /// rights among it are on.
  private BitSet towardsFunctions() {
    BitSet reached = closure(finding, snapshot);
    CompiledRules compiled =
        new CompiledRules(snapshot, RuleText.only(inputs.rules().sod(), finding.key().rule()));
    BitSet wanted = new BitSet();
    compiled.leaves().forEach(leaf -> IntStream.of(leaf).filter(reached::get).forEach(wanted::set));
    BitSet leads = new BitSet();
    Walk back = Walk.backward(snapshot);
    wanted.stream()
        .forEach(node ->
            back.from(node, e -> reached.get(snapshot.from(e))).nodes().forEach(leads::set));
    leads.or(own(finding, snapshot));
    wanted.stream()
        .flatMap(node -> IntStream.range(snapshot.firstOut(node), snapshot.endOut(node)))
        .filter(e -> snapshot.edgeKind(e) == EdgeKind.ON && snapshot.holds(e))
        .forEach(e -> leads.set(snapshot.to(e)));
    return leads;
  }

  /// The subject and its peers with all that they reach.
  private BitSet withPeers() {
    BitSet nodes = closure(finding, snapshot);
    int subject = snapshot.find(finding.key().subject()).orElse(-1);
    if (subject < 0) {
      return nodes;
    }
    String department = snapshot.node(subject).department();
    int[] peers =
        department == null
            ? new int[0]
            : present()
                .filter(node -> department.equals(snapshot.node(node).department()))
                .toArray();
    boolean enough = IntStream.of(peers).filter(node -> node != subject).count() >= ENOUGH_PEERS;
    Walk walk = Walk.forward(snapshot);
    (enough ? IntStream.of(peers) : present())
        .takeWhile(_ -> nodes.cardinality() <= Exhibit.MOST_NODES)
        .forEach(peer -> walk.from(peer).nodes().forEach(nodes::set));
    return nodes;
  }

  private IntStream present() {
    return snapshot.nodes(NodeKind.IDENTITY).filter(node -> snapshot.active(node) != Active.NO);
  }

  /// Those who own the accounts among them.
  private BitSet withOwners(BitSet nodes) {
    BitSet all = (BitSet) nodes.clone();
    own(finding, snapshot).stream()
        .filter(node -> snapshot.kind(node) == NodeKind.ACCOUNT)
        .forEach(account ->
            in(account)
                .filter(e -> snapshot.edgeKind(e) == EdgeKind.OWNS && snapshot.holds(e))
                .forEach(e -> all.set(snapshot.from(e))));
    return all;
  }

  /// Those to whom they report.
  private BitSet withReports(BitSet nodes) {
    BitSet all = (BitSet) nodes.clone();
    own(finding, snapshot).stream()
        .flatMap(node -> IntStream.range(snapshot.firstOut(node), snapshot.endOut(node)))
        .filter(e -> snapshot.edgeKind(e) == EdgeKind.REPORTS_TO && snapshot.holds(e))
        .forEach(e -> all.set(snapshot.to(e)));
    return all;
  }

  /// For each source that states an edge among them, the edge that its first harvest saw: whether a
  /// grant is as old as it looks depends on that.
  private BitSet withFirstHarvests(BitSet nodes) {
    BitSet all = (BitSet) nodes.clone();
    List<String> sources =
        nodes.stream()
            .mapToObj(snapshot::source)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    for (String source : sources) {
      IntStream.range(0, snapshot.edgeCount())
          .filter(e -> source.equals(snapshot.edgeSource(e)) && snapshot.holds(e))
          .filter(e -> snapshot.edge(e).firstSeen() != null)
          .boxed()
          .min(Comparator.comparing(e -> Objects.requireNonNull(snapshot.edge(e).firstSeen())))
          .ifPresent(e -> {
            all.set(snapshot.from(e));
            all.set(snapshot.to(e));
          });
    }
    return all;
  }

  /// What the finding's nodes reach, and every neighbour of them.
  private BitSet around() {
    return neighbours(closure(finding, snapshot), own(finding, snapshot));
  }

  /// The same around all of that.
  private BitSet wide() {
    BitSet around = around();
    return around.cardinality() > Exhibit.MOST_NODES
        ? around
        : withFirstHarvests(neighbours(around, around));
  }

  private BitSet everything() {
    BitSet all = new BitSet();
    all.set(0, snapshot.nodeCount());
    return all;
  }

  private BitSet neighbours(BitSet nodes, BitSet of) {
    BitSet all = (BitSet) nodes.clone();
    of.stream()
        .forEach(node -> {
          IntStream.range(snapshot.firstOut(node), snapshot.endOut(node))
              .filter(snapshot::holds)
              .forEach(e -> all.set(snapshot.to(e)));
          in(node).filter(snapshot::holds).forEach(e -> all.set(snapshot.from(e)));
        });
    return all;
  }

  private IntStream in(int node) {
    return IntStream.range(snapshot.firstIn(node), snapshot.endIn(node)).map(snapshot::in);
  }
}
