package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.blastradius.Reaches;
import dev.firebreak.analytics.blastradius.WideRadius;
import dev.firebreak.analytics.dormant.DormantAccounts;
import dev.firebreak.analytics.drift.Drift;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.leaver.Leavers;
import dev.firebreak.analytics.orphan.Orphans;
import dev.firebreak.analytics.outlier.Outliers;
import dev.firebreak.analytics.privileged.OutsideVault;
import dev.firebreak.analytics.privileged.StandingPrivilege;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.analytics.run.Analyses;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.shared.SharedAccounts;
import dev.firebreak.analytics.toxic.ToxicCombinations;
import dev.firebreak.analytics.unused.UnusedEntitlements;
import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.ChangedRadii;
import dev.firebreak.analytics.whatif.ChangedRadii.Moved;
import dev.firebreak.analytics.whatif.Supposed;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Answers what a change of one snapshot would open and close. What the analyses compare by is
/// kept, so that only the subjects are judged anew that the change can have an effect on. A change
/// of which that cannot be told goes through all analyses.
///
/// Safe for several threads.
public final class Gate {

  private final GraphSnapshot snapshot;
  private final AnalysisInputs inputs;
  private final WhatIf.Concluded before;
  private final KnownFindings known;
  private final Reaches reaches;
  private final WideRadius wide;
  private final Outliers outliers;
  private final Drift drift;
  private final ToxicCombinations.Basis toxic;
  private final GroupFindings groups;
  private final SafeFindings safes;
  private final LaterGrants later;
  private final boolean vaults;
  private final Deque<Room> rooms = new ConcurrentLinkedDeque<>();

  /// Memory for searches.
  private record Room(Walks walks, Walk second) {}

  private Gate(GraphSnapshot snapshot, AnalysisInputs inputs, Analyses analyses) {
    AnalysisRules rules = inputs.rules();
    this.snapshot = snapshot;
    this.inputs = inputs;
    this.before = WhatIf.Concluded.of(analyses);
    this.known = KnownFindings.of(snapshot, before.findings());
    this.reaches = Reaches.of(snapshot, analyses.radii());
    this.wide = WideRadius.of(snapshot, reaches, rules.radiusFactor());
    this.outliers = Outliers.of(snapshot, reaches, rules.risks().outlier());
    this.drift = Drift.of(snapshot, inputs.authoritative());
    this.toxic = ToxicCombinations.Basis.of(snapshot, rules.sod());
    this.groups = new GroupFindings(snapshot);
    this.safes = new SafeFindings(snapshot, rules.risks().managingRights());
    this.later = new LaterGrants(snapshot);
    this.vaults = OutsideVault.isTold(snapshot);
  }

  /// Prepares to answer.
  public static Gate of(GraphSnapshot snapshot, AnalysisInputs inputs) {
    return new Gate(snapshot, inputs, inputs.analyse(snapshot));
  }

  /// The snapshot that it answers about.
  public GraphSnapshot snapshot() {
    return snapshot;
  }

  /// What the analyses conclude from it.
  public WhatIf.Concluded concluded() {
    return before;
  }

  /// What all analyses find in a snapshot that was made of this one.
  List<Finding> analysed(GraphSnapshot after) {
    return WhatIf.Concluded.of(inputs.analyse(after)).findings();
  }

  /// The findings that hold and blame a node, by its key.
  public List<Finding> about(String key) {
    return snapshot.find(key).stream().boxed().flatMap(node -> known.about(node).stream()).toList();
  }

  /// What would be otherwise.
  ///
  /// @param limit how many of those who would reach other resources are listed at most
  /// @throws dev.firebreak.analytics.whatif.WhatIfRefused as [WhatIf#suppose]
  public Answer answer(List<Change> changes, int limit) {
    Supposed supposed = Supposed.of(snapshot, changes);
    Footprint change = Footprint.of(supposed);
    return inRoom(room -> {
      Judged judged =
          rejudged(change, Set.of(), room)
              .map(each -> judged(each, limit))
              .orElseGet(() -> full(supposed, limit));
      return judged.with(
          Widened.of(
              change,
              known,
              judged.outcome().closed().stream().map(Finding::key).collect(Collectors.toSet()),
              room.walks().backward()));
    });
  }

  /// An answer but for what stays open.
  private record Judged(WhatIf outcome, int changed, long before, long after, Method method) {

    Answer with(List<Widened> widened) {
      return new Answer(outcome, widened, changed, before, after, method);
    }
  }

  private Judged full(Supposed supposed, int limit) {
    WhatIf all = WhatIf.between(snapshot, before, supposed.after(), inputs);
    return new Judged(
        new WhatIf(
            all.asOf(),
            all.radiusTotal(),
            all.radiusTotalAfter(),
            all.identities().stream().limit(limit).toList(),
            all.opened(),
            all.closed()),
        all.identities().size(),
        all.identities().stream().mapToLong(each -> each.before().weighted()).sum(),
        all.identities().stream().mapToLong(each -> each.after().weighted()).sum(),
        Method.FULL);
  }

  /// How findings stand in a snapshot that was made of this one by taking edges away and switching
  /// accounts off.
  ///
  /// @param told findings of [#concluded] of which it is asked how they are afterwards
  /// @throws IllegalArgumentException if it was made otherwise
  public Afterwards afterwards(GraphSnapshot after, Collection<Finding> told) {
    Supposed supposed = Supposed.between(snapshot, after);
    Set<FindingKey> keys = told.stream().map(Finding::key).collect(Collectors.toUnmodifiableSet());
    return inRoom(room -> rejudged(Footprint.of(supposed), keys, room))
        .map(each -> Afterwards.of(snapshot, each.concerned(), told))
        .filter(each -> !mayBeginAgain(each, after))
        .orElseGet(() -> Afterwards.between(before.findings(), analysed(after), keys));
  }

  private boolean mayBeginAgain(Afterwards ended, GraphSnapshot after) {
    return later.mayMatterTo(
        ended.closed().stream()
            .filter(each -> each.key().kind() == FindingKind.TOXIC)
            .flatMapToInt(each -> snapshot.find(each.key().subject()).stream()),
        after);
  }

  private <T> T inRoom(Function<Room, T> work) {
    Optional<Room> free = Optional.ofNullable(rooms.pollFirst());
    Room room = free.orElseGet(() -> new Room(Walks.of(snapshot), Walk.forward(snapshot)));
    try {
      return work.apply(room);
    } finally {
      rooms.addFirst(room);
    }
  }

  /// What was judged anew.
  private record Rejudged(Concerned concerned, ChangedRadii radii) {}

  /// Empty where something cannot be judged apart from the rest.
  private Optional<Rejudged> rejudged(Footprint change, Set<FindingKey> told, Room room) {
    GraphSnapshot after = change.after();
    if (change.touches(EdgeKind.ON) || vaults != OutsideVault.isTold(after)) {
      return Optional.empty();
    }
    Concerned concerned = new Concerned(known, told);
    Walks walks = room.walks().on(after);
    ChangedRadii radii =
        ChangedRadii.of(snapshot, after, change.of(NodeKind.IDENTITY, change.leading()).stream());
    compared(change, radii, walks.forward(), room.second().on(after), concerned);
    accounts(change, walks, concerned);
    if (!drift(change, concerned)) {
      return Optional.empty();
    }
    privileged(change, walks, concerned);
    safes.judge(change, walks.backward(), concerned);
    groups.judge(change, walks, concerned);
    toxic(change, walks, concerned);
    return Optional.of(new Rejudged(concerned, radii));
  }

  private Judged judged(Rejudged rejudged, int limit) {
    ChangedRadii radii = rejudged.radii();
    long gone = radii.moved().stream().mapToLong(each -> each.before().weighted()).sum();
    long come = radii.moved().stream().mapToLong(each -> each.after().weighted()).sum();
    WhatIf outcome =
        new WhatIf(
            snapshot.asOf(),
            before.radiusTotal(),
            before.radiusTotal() - gone + come,
            radii.first(limit),
            rejudged.concerned().opened().sorted(WhatIf.WORST_FIRST).toList(),
            rejudged.concerned().closed().sorted(WhatIf.WORST_FIRST).toList());
    return new Judged(outcome, radii.moved().size(), gone, come, Method.CONCERNED);
  }

  /// What is compared with peers.
  private void compared(
      Footprint change, ChangedRadii radii, Walk walk, Walk second, Concerned concerned) {
    BitSet reaching = new BitSet();
    Reaches now = reaches.copy();
    for (Moved each : radii.moved()) {
      reaching.set(each.identity());
      now.set(each.identity(), each.after().weighted(), each.after().crownJewels());
    }
    BitSet switched = change.switched(NodeKind.IDENTITY);
    BitSet others = Footprint.union(reaching, switched);
    WideRadius wideNow = wide.with(change.after(), now, others);
    BitSet turned = Footprint.union(change.of(NodeKind.IDENTITY, change.leading()), switched);
    wideNow.turned(wide).forEach(turned::set);
    wideNow.judge(
        concerned.judged(FindingKind.BLAST_RADIUS, turned).stream(),
        walk,
        second,
        concerned.found());
    BitSet given =
        Footprint.union(
            switched,
            change.starts(EdgeKind.OWNS, EdgeKind.REPORTS_TO),
            change.ownersOf(change.starts(EdgeKind.MEMBER_OF, EdgeKind.HOLDS)));
    concerned.all(FindingKind.OUTLIER);
    outliers.with(change.after(), now, reaching, given).judge(walk, concerned.found());
  }

  /// What is said of accounts and their owners.
  private void accounts(Footprint change, Walks walks, Concerned concerned) {
    GraphSnapshot after = change.after();
    AnalysisRules rules = inputs.rules();
    BitSet owners =
        Footprint.union(change.switched(NodeKind.IDENTITY), change.starts(EdgeKind.OWNS));
    BitSet owned =
        Footprint.union(
            change.switched(NodeKind.ACCOUNT),
            change.ends(EdgeKind.OWNS),
            change.accountsOf(change.switched(NodeKind.IDENTITY)));
    Owners owning = Owners.of(after);
    Leavers.judge(
        after,
        concerned.judged(FindingKind.LEAVER, owners).stream().flatMap(owning::owned),
        walks.forward(),
        concerned.found());
    BitSet answering = Footprint.union(owned, owners, reporting(change));
    concerned.judged(FindingKind.ORPHAN, answering);
    concerned.judged(FindingKind.OWNERLESS, answering);
    Orphans.judge(after, inputs.authoritative(), answering.stream(), walks, concerned.found());
    SharedAccounts.judge(
        after,
        concerned.judged(FindingKind.SHARED, owned).stream(),
        walks.forward(),
        concerned.found());
    BitSet using = Footprint.union(owned, change.of(NodeKind.ACCOUNT, change.leading()));
    DormantAccounts.judge(
        after,
        inputs.usage(),
        rules.risks().dormantWindowDays(),
        concerned.judged(FindingKind.DORMANT, using).stream(),
        walks.forward(),
        concerned.found());
    BitSet holding =
        change.of(NodeKind.ACCOUNT, Footprint.union(owned, change.starts(EdgeKind.HOLDS)));
    UnusedEntitlements.judge(
        after,
        inputs.usage(),
        rules.unusedWindowDays(),
        concerned.judged(FindingKind.UNUSED, holding).stream(),
        concerned.found());
  }

  /// The identities for whom a switched one answers.
  private static BitSet reporting(Footprint change) {
    BitSet all = change.starts(EdgeKind.REPORTS_TO);
    GraphSnapshot after = change.after();
    change.switched(NodeKind.IDENTITY).stream()
        .flatMap(manager -> IntStream.range(after.firstIn(manager), after.endIn(manager)))
        .map(after::in)
        .filter(e -> after.edgeKind(e) == EdgeKind.REPORTS_TO)
        .forEach(e -> all.set(after.from(e)));
    return all;
  }

  private boolean drift(Footprint change, Concerned concerned) {
    BitSet people =
        Footprint.union(change.switched(NodeKind.IDENTITY), change.starts(EdgeKind.OWNS));
    if (people.isEmpty()) {
      return true;
    }
    BitSet accounts = change.accountsOf(people);
    people.or(change.ownersOf(accounts));
    concerned.judged(FindingKind.DRIFT, accounts);
    return drift.judge(change.after(), people.stream().toArray(), concerned.found());
  }

  private void privileged(Footprint change, Walks walks, Concerned concerned) {
    BitSet resources =
        Footprint.union(
            change.of(NodeKind.ENTITLEMENT, change.reached()),
            change.of(NodeKind.CONTAINER, change.reached()));
    StandingPrivilege.judge(
        change.after(),
        inputs.rules().risks().privilege(),
        concerned.judged(FindingKind.STANDING_PRIVILEGE, resources).stream(),
        walks.backward(),
        concerned.found());
    BitSet granting =
        change.touches(EdgeKind.IMPLIES)
            ? Footprint.union(change.reached(), change.leading())
            : Footprint.union(change.reached(), change.starts(EdgeKind.HOLDS));
    BitSet holders =
        Footprint.union(change.of(NodeKind.ACCOUNT, granting), change.of(NodeKind.GROUP, granting));
    OutsideVault.judge(
        change.after(),
        inputs.rules().risks().privilege(),
        concerned.judged(FindingKind.OUTSIDE_VAULT, holders).stream(),
        walks,
        concerned.found());
  }

  private void toxic(Footprint change, Walks walks, Concerned concerned) {
    BitSet turned = Footprint.union(change.ends(EdgeKind.OWNS), change.switched(NodeKind.ACCOUNT));
    BitSet blamed = Footprint.union(change.leading(), turned, change.ownersOf(turned));
    concerned.judged(FindingKind.TOXIC, blamed);
    BitSet others =
        Footprint.union(blamed, change.accountsOf(change.of(NodeKind.IDENTITY, blamed)));
    toxic.judge(change.after(), change.leading(), others, walks, concerned.found());
  }
}
