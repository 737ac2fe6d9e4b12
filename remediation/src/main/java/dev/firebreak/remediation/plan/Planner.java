package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.CutSearch;
import dev.firebreak.analytics.cut.CutSearch.Order;
import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.analytics.cut.Loss;
import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.cut.ShownFacts;
import dev.firebreak.analytics.cut.StillHolds;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds the smallest change that makes a finding false. Pure: it reads a finding and a snapshot
/// and sends nothing.
public final class Planner {

  /// So many reasons are told in a sentence; all of them are in the proposal.
  private static final int TOLD = 3;

  private static final int MAX_RESIDUAL = 10;

  private final PlanningRules rules;

  public Planner(PlanningRules rules) {
    this.rules = rules;
  }

  /// Proposes a fix, judged by what the finding shows, see [StillHolds#shown].
  public Proposal propose(Finding finding, GraphSnapshot snapshot) {
    return propose(finding, snapshot, StillHolds.shown(finding));
  }

  /// Proposes a fix.
  ///
  /// @param holds decides whether the finding holds in a changed snapshot
  public Proposal propose(Finding finding, GraphSnapshot snapshot, StillHolds holds) {
    OptionalInt start = snapshot.find(finding.because().getFirst().first().key());
    if (start.isEmpty() || !holds.test(snapshot)) {
      return new Proposal(
          finding,
          List.of(),
          List.of(),
          List.of(),
          Effect.none(
              start.isEmpty() ? Effect.Radius.NONE : Effect.Radius.of(snapshot, start.getAsInt())),
          List.of(),
          "The finding no longer holds in the graph as it is now. Run the analysis again.");
    }
    Draft draft = new Draft(finding, snapshot, start.getAsInt(), holds);
    return switch (finding.key().kind()) {
      case TOXIC, BLAST_RADIUS -> draft.cut();
      case UNUSED -> draft.grant();
      case LEAVER, ORPHAN, DORMANT -> draft.deactivation();
      case OWNERLESS ->
          draft.nothing(
              List.of(),
              "No removal gives a service account an owner. Name one in its source, or decide to"
                  + " retire the account.");
      case OUTLIER,
          OUTSIDE_VAULT,
          STANDING_PRIVILEGE,
          SHARED,
          SAFE,
          DRIFT,
          GROUP_CYCLE,
          EMPTY_GROUP,
          DUPLICATE_GROUP ->
          draft.nothing(List.of(), ByHand.reason(finding.key().kind()));
      case QUARANTINE ->
          draft.nothing(
              List.of(),
              "No removal of access ends it. Repair the source and harvest it again, or accept the"
                  + " drop on the sources page if it is true.");
    };
  }

  /// The snapshot as it would be after some changes.
  public static GraphSnapshot after(GraphSnapshot snapshot, Collection<PlannedChange> changes) {
    RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
    GraphSnapshot after =
        snapshot.without(
            changes.stream()
                .flatMap(change -> removed(removable, change).stream())
                .mapToInt(Integer::intValue));
    for (PlannedChange change : changes) {
      if (change instanceof Deactivate) {
        OptionalInt account = after.find(change.resource().value());
        if (account.isPresent()) {
          after = after.withInactive(account.getAsInt());
        }
      }
    }
    return after;
  }

  private static List<Integer> removed(RemovableEdges removable, PlannedChange change) {
    return change.removals().stream()
        .flatMap(removal -> removable.edgesOf(removal).stream())
        .distinct()
        .toList();
  }

  /// One proposal in the making.
  private final class Draft {
    private final Finding finding;
    private final GraphSnapshot snapshot;
    private final int start;
    private final StillHolds holds;
    private final RemovableEdges removable;
    private final Loss loss;

    Draft(Finding finding, GraphSnapshot snapshot, int start, StillHolds holds) {
      this.finding = finding;
      this.snapshot = snapshot;
      this.start = start;
      this.holds = holds;
      this.removable = new RemovableEdges(snapshot, rules.removal());
      this.loss = new Loss(snapshot);
    }

    Proposal cut() {
      List<NotEligible> ruledOut = ruledOut();
      Optional<CutSearch.Cut> cut =
          new CutSearch(finding, snapshot, start, holds, removable, rules.use(), Order.USE_FIRST)
              .find();
      return cut.isEmpty()
          ? nothing(
              ruledOut,
              "No membership or grant that may be taken away resolves this finding."
                  + (ruledOut.isEmpty() ? "" : " See what is ruled out, and why."))
          : proposal(changes(cut.get()), residual(cut.get()), ruledOut);
    }

    Proposal grant() {
      List<PlannedChange> changes = new ArrayList<>();
      List<NotEligible> ruledOut = new ArrayList<>();
      snapshot.find(finding.key().subject()).stream()
          .flatMap(subject -> IntStream.range(snapshot.firstOut(subject), snapshot.endOut(subject)))
          .filter(this::isGrant)
          .forEach(e -> {
            switch (removable.eligibility(e)) {
              case Eligible(var removal) -> changes.add(Removing.of(removal));
              case NotEligible not -> ruledOut.add(not);
            }
          });
      return ruledOut.isEmpty() && !changes.isEmpty()
          ? proposal(List.copyOf(new LinkedHashSet<>(changes)), List.of(), ruledOut)
          : nothing(ruledOut, "The grant cannot be taken away" + why(ruledOut));
    }

    private static String why(List<NotEligible> ruledOut) {
      return ruledOut.isEmpty()
          ? "."
          : ruledOut.stream()
              .map(each -> each.edge() + ": " + each.reason())
              .distinct()
              .limit(TOLD)
              .collect(Collectors.joining("; ", ". ", "."));
    }

    Proposal deactivation() {
      OptionalInt account = ShownFacts.account(finding, snapshot);
      if (account.isEmpty()) {
        return nothing(List.of(), "The account is inactive already, or gone from the graph.");
      }
      int index = account.getAsInt();
      Optional<String> why = whyNotOff(index);
      if (why.isPresent()) {
        return nothing(
            List.of(new NotEligible(nameAndSource(index), why.get())),
            "The account must not be switched off: " + why.get() + ".");
      }
      NodeKey key = NodeKey.parse(snapshot.key(index));
      return proposal(
          List.of(
              new Deactivate(key, removable.name(index), Wording.source(snapshot, key.source()))),
          List.of(),
          List.of());
    }

    private Optional<String> whyNotOff(int account) {
      NodeKey key = NodeKey.parse(snapshot.key(account));
      Optional<String> guarded = removable.guarded(account);
      if (guarded.isPresent()) {
        return Optional.of(guarded.get() + " is on the never-touch list");
      }
      if (!rules.changeable().test(key.source())) {
        return Optional.of(
            "the source "
                + key.source()
                + " is not set up for changes; it is changed there by hand");
      }
      return key.type().equals(ResourceType.USER.typeName())
          ? Optional.empty()
          : Optional.of("a " + key.type() + " cannot be switched off");
    }

    private String nameAndSource(int account) {
      String source = NodeKey.parse(snapshot.key(account)).source();
      return removable.name(account) + " in " + Wording.source(snapshot, source);
    }

    Proposal nothing(List<NotEligible> ruledOut, String reason) {
      return new Proposal(
          finding,
          List.of(),
          List.of(),
          finding.because(),
          Effect.none(Effect.Radius.of(snapshot, start)),
          ruledOut,
          reason);
    }

    private Proposal proposal(
        List<PlannedChange> changes, List<AccessPath> residual, List<NotEligible> ruledOut) {
      GraphSnapshot after = Planner.after(snapshot, changes);
      SortedSet<String> closes = new TreeSet<>(holds.alsoCloses(after));
      if (!holds.test(after)) {
        closes.add(finding.id());
      }
      Taken taken = Taken.by(snapshot, changes);
      Effect effect =
          new Effect(
              Effect.Radius.of(snapshot, start),
              Effect.Radius.of(after, start),
              loss.identitiesLosing(taken.lost()).size(),
              List.copyOf(closes),
              holds.opens(snapshot, after).orElse(null),
              Loss.use(taken.granting(), rules.use()));
      List<EdgeUse> use =
          changes.stream()
              .map(
                  change -> EdgeUse.of(Taken.by(snapshot, List.of(change)).granting(), rules.use()))
              .toList();
      return new Proposal(finding, changes, use, residual, effect, ruledOut, "");
    }

    private List<PlannedChange> changes(CutSearch.Cut cut) {
      return cut.removals().stream().<PlannedChange>map(Removing::of).toList();
    }

    private List<AccessPath> residual(CutSearch.Cut cut) {
      if (cut.removals().size() < 2) {
        return List.of();
      }
      GraphSnapshot first = Planner.after(snapshot, changes(cut).subList(0, 1));
      Walk walk = Walk.forward(first).from(start);
      List<AccessPath> residual = new ArrayList<>();
      cut.parted()
          .forEach((title, ends) ->
              ends.stream()
                  .filter(walk::found)
                  .limit(MAX_RESIDUAL)
                  .forEach(end ->
                      residual.add(
                          walk.pathTo(end, title.isEmpty() ? first.node(end).name() : title, ""))));
      return residual;
    }

    private List<NotEligible> ruledOut() {
      Walk walk = Walk.forward(snapshot).from(start);
      return finding.because().stream()
          .map(path -> snapshot.find(path.last().key()))
          .filter(end -> end.isPresent() && walk.found(end.getAsInt()))
          .flatMap(end -> walk.edges(end.orElseThrow()).stream())
          .distinct()
          .filter(e -> isRemovableKind(snapshot.edge(e)))
          .map(removable::eligibility)
          .<NotEligible>mapMulti((eligibility, each) -> {
            if (eligibility instanceof NotEligible not) {
              each.accept(not);
            }
          })
          .toList();
    }

    private boolean isGrant(int edge) {
      return snapshot.holds(edge)
          && snapshot.edgeKind(edge) == EdgeKind.HOLDS
          && snapshot.key(snapshot.to(edge)).equals(finding.key().detail());
    }

    private static boolean isRemovableKind(Edge edge) {
      return edge.kind() == EdgeKind.MEMBER_OF || edge.kind() == EdgeKind.HOLDS;
    }
  }
}
