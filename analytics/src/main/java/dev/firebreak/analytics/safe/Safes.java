package dev.firebreak.analytics.safe;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds safes that nobody manages: no right to manage members is held by anybody who is not
/// inactive, on the safe or on one that contains it; and safes with secrets that exactly one
/// identity or account can open. Which rights manage members is declared for each source; of a
/// source that declares none, or in which nobody holds one, nobody can tell whether its safes are
/// managed.
public final class Safes {

  static final RiskRule UNMANAGED =
      RiskRule.of(
          FindingKind.SAFE,
          "safe-without-owner",
          "Safe without owner",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.5.9",
          "OWASP NHI1");
  static final RiskRule ONE_MEMBER =
      RiskRule.of(
          FindingKind.SAFE,
          "safe-with-one-member",
          "Safe with one member",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.8.2");

  private final GraphSnapshot snapshot;
  private final int[] managing;
  private final Owners owners;
  private final Walk walk;
  private final Map<String, Boolean> told = new HashMap<>();

  private Safes(GraphSnapshot snapshot, int[] managing, Walk walk) {
    this.snapshot = snapshot;
    this.managing = managing;
    this.owners = Owners.of(snapshot);
    this.walk = walk;
  }

  /// All findings, in the order of the safes' indexes.
  ///
  /// @param managingRights source id to the names of the rights that let their holder decide who
  ///   may open a safe
  public static List<Finding> find(
      GraphSnapshot snapshot, Map<String, Set<String>> managingRights) {
    Found found = Found.all();
    Safes.of(snapshot, managing(snapshot, managingRights), Walk.backward(snapshot))
        .judge(snapshot.nodes(NodeKind.CONTAINER), found);
    return found.list();
  }

  /// @param managing what [#managing] says of a snapshot with the same nodes
  /// @param walk backward
  public static Safes of(GraphSnapshot snapshot, int[] managing, Walk walk) {
    return new Safes(snapshot, managing, walk);
  }

  /// The rights that let their holder decide who may open a safe, ascending.
  public static int[] managing(GraphSnapshot snapshot, Map<String, Set<String>> managingRights) {
    return snapshot
        .nodes(NodeKind.ENTITLEMENT)
        .filter(right -> {
          String value = snapshot.value(right);
          return value != null
              && managingRights
                  .getOrDefault(String.valueOf(snapshot.source(right)), Set.of())
                  .stream()
                  .anyMatch(value::equalsIgnoreCase);
        })
        .toArray();
  }

  /// Judges some safes.
  public void judge(IntStream safes, Found found) {
    safes.forEach(safe -> {
      if (isUnmanaged(safe)) {
        found.add(UNMANAGED.key(snapshot.key(safe), ""), () -> unmanaged(safe));
      }
      oneMember(safe, found);
    });
  }

  /// Whether anybody holds a right to manage a safe of a source, so that its rights were read.
  public boolean isTold(String source) {
    return told.computeIfAbsent(
        source,
        of ->
            Arrays.stream(managing)
                .anyMatch(right ->
                    about(right).anyMatch(safe -> of.equals(String.valueOf(snapshot.source(safe))))
                        && isHeld(right)));
  }

  /// What a right is on.
  private IntStream about(int right) {
    return IntStream.range(snapshot.firstOut(right), snapshot.endOut(right))
        .filter(this::isAbout)
        .map(snapshot::to);
  }

  private boolean isAbout(int edge) {
    EdgeKind kind = snapshot.edgeKind(edge);
    return snapshot.holds(edge) && (kind == EdgeKind.ON || kind == EdgeKind.OPENS);
  }

  private boolean isHeld(int right) {
    return walk.count(right, this::isGranted, this::isSomebody, 1) > 0;
  }

  /// An identity that is not inactive, or an account that belongs to nobody we know.
  private boolean isSomebody(int i) {
    return snapshot.active(i) != Active.NO
        && (snapshot.kind(i) == NodeKind.IDENTITY
            || (snapshot.kind(i) == NodeKind.ACCOUNT && owners.edge(i).isEmpty()));
  }

  private boolean isGranted(int edge) {
    return switch (snapshot.edgeKind(edge)) {
      case OWNS, MEMBER_OF, HOLDS, IMPLIES, OPENS, CONTAINS -> true;
      case ON, SIGNS_IN_AS, REPORTS_TO -> false;
    };
  }

  private boolean isUnmanaged(int safe) {
    if (managing.length == 0 || !isTold(String.valueOf(snapshot.source(safe)))) {
      return false;
    }
    int[] around =
        walk.from(safe, e -> snapshot.edgeKind(e) == EdgeKind.CONTAINS).nodes().toArray();
    return Arrays.stream(around)
        .flatMap(each ->
            IntStream.range(snapshot.firstIn(each), snapshot.endIn(each))
                .map(snapshot::in)
                .filter(this::isAbout)
                .map(snapshot::from))
        .filter(right -> Arrays.binarySearch(managing, right) >= 0)
        .noneMatch(this::isHeld);
  }

  private Finding unmanaged(int safe) {
    Node node = snapshot.node(safe);
    int openers = openers(safe).size();
    return UNMANAGED.finding(
        node,
        "",
        node.crownJewel() ? Severity.MEDIUM : Severity.LOW,
        "Nobody who is active decides who may open the safe %s%s, which %s can open."
            .formatted(
                node.name(),
                Wording.in(snapshot, node.source()),
                openers == 0 ? "nobody" : String.format(Locale.ROOT, "%,d", openers)),
        List.of(AccessPath.along(snapshot, node.name(), "nobody manages it", safe, List.of())),
        openers);
  }

  /// Who can open a safe, the walk being left for their paths.
  private List<Integer> openers(int safe) {
    walk.from(safe, this::isGranted);
    return walk.nodes().filter(this::isSomebody).boxed().toList();
  }

  private void oneMember(int safe, Found found) {
    boolean[] full = {false};
    snapshot.forEachOut(safe, e -> full[0] |= snapshot.edgeKind(e) == EdgeKind.CONTAINS);
    if (full[0] && walk.count(safe, this::isGranted, this::isSomebody, 2) == 1) {
      found.add(ONE_MEMBER.key(snapshot.key(safe), ""), () -> withOneMember(safe));
    }
  }

  private Finding withOneMember(int safe) {
    int only = openers(safe).getFirst();
    Node node = snapshot.node(safe);
    return ONE_MEMBER.finding(
        node,
        "",
        node.crownJewel() ? Severity.MEDIUM : Severity.LOW,
        "Only %s can open the safe %s%s: nobody else could take over or look on."
            .formatted(snapshot.name(only), node.name(), Wording.in(snapshot, node.source())),
        List.of(AccessPath.along(snapshot, node.name(), "the only way", only, walk.edges(only))),
        snapshot.kind(only) == NodeKind.IDENTITY ? 1 : 0);
  }
}
