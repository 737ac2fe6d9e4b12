package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.cut.CutPlan.Exposed;
import dev.firebreak.analytics.cut.CutPlan.Method;
import dev.firebreak.analytics.cut.CutPlan.Outcome;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Ends findings, the one that takes the fewest changes first, each by its cheapest cut in what the
/// changes before it left. A single toxic combination or unused grant is ended exactly; for several
/// findings the order makes it greedy, since one change may help two.
final class FindingsCut {

  private final GraphSnapshot snapshot;
  private final Choices choices;
  private final List<Finding> findings;
  private final Map<String, StillHolds> holds = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Map<String, Optional<List<Choice>>> alone = new HashMap<>();
  private final Map<String, Spare> enough = new HashMap<>();
  private final Spare spare;
  private final List<Choice> made = new ArrayList<>();
  private GraphSnapshot now;

  FindingsCut(
      GraphSnapshot snapshot,
      Choices choices,
      List<Finding> findings,
      Function<Finding, StillHolds> holds,
      Spare spare) {
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("Name at least one finding to close.");
    }
    this.snapshot = snapshot;
    this.now = snapshot;
    this.choices = choices;
    this.findings = findings;
    this.spare = spare;
    findings.forEach(finding -> this.holds.put(finding.id(), holds.apply(finding)));
  }

  CutPlan plan(int budget) {
    findings.forEach(finding -> alone.put(finding.id(), cut(finding, choices)));
    findings.stream()
        .sorted(Comparator.comparingInt(this::size).thenComparing(Finding::id))
        .forEach(finding -> close(finding, budget));
    if (findings.size() > 1) {
      prune();
    }
    return report(budget);
  }

  /// How many changes a finding takes by itself.
  private int size(Finding finding) {
    return alone
        .getOrDefault(finding.id(), Optional.empty())
        .map(List::size)
        .orElse(Integer.MAX_VALUE);
  }

  private void close(Finding finding, int budget) {
    if (!holds(finding, now)) {
      return;
    }
    Optional<List<Choice>> cut =
        made.isEmpty() ? alone.getOrDefault(finding.id(), Optional.empty()) : cut(finding, choices);
    if (cut.isEmpty()) {
      reasons.put(finding.id(), lessSpared(finding) + why(finding));
    } else if (made.size() + cut.get().size() > budget) {
      reasons.put(
          finding.id(),
          "it takes %d more, and the budget leaves %d"
              .formatted(cut.get().size(), budget - made.size()));
    } else {
      made.addAll(cut.get());
      now = after(made);
    }
  }

  /// How many changes would end a finding where less is spared, in words; empty where none do.
  private String lessSpared(Finding finding) {
    for (Spare less : Spare.values()) {
      if (less.compareTo(spare) > 0) {
        Optional<List<Choice>> cut = cut(finding, choices.sparing(less));
        if (cut.isPresent()) {
          enough.put(finding.id(), less);
          int size = cut.get().size();
          return "%d %s it when %s is spared; "
              .formatted(size, size == 1 ? "change ends" : "changes end", CutWording.only(less));
        }
      }
    }
    return "";
  }

  private Optional<List<Choice>> cut(Finding finding, Choices choices) {
    return switch (finding.key().kind()) {
      case TOXIC, BLAST_RADIUS -> {
        OptionalInt start = now.find(finding.because().getFirst().first().key());
        StillHolds test = holds.get(finding.id());
        yield start.isEmpty() || test == null
            ? Optional.empty()
            : new CutSearch(
                    finding,
                    now,
                    start.getAsInt(),
                    test,
                    choices.on(now),
                    choices::use,
                    CutSearch.Order.FEWEST_FIRST)
                .find()
                .map(cut -> cut.removals().stream().map(choices::choice).toList());
      }
      case UNUSED -> {
        List<Integer> edges = grant(finding);
        List<Choice> grants = choices.choices(edges);
        boolean whole = edges.stream().allMatch(edge -> choices.choice(edge).isPresent());
        yield whole && !grants.isEmpty() ? Optional.of(grants) : Optional.empty();
      }
      case LEAVER,
          ORPHAN,
          DORMANT,
          OWNERLESS,
          OUTLIER,
          OUTSIDE_VAULT,
          STANDING_PRIVILEGE,
          SHARED,
          SAFE,
          DRIFT,
          GROUP_CYCLE,
          EMPTY_GROUP,
          DUPLICATE_GROUP,
          QUARANTINE ->
          Optional.empty();
    };
  }

  private List<Integer> grant(Finding finding) {
    OptionalInt holder = snapshot.find(finding.key().subject());
    OptionalInt held = snapshot.find(finding.key().detail());
    List<Integer> edges = new ArrayList<>();
    if (holder.isPresent() && held.isPresent()) {
      snapshot.forEachOut(
          holder.getAsInt(),
          e -> {
            if (snapshot.to(e) == held.getAsInt()) {
              edges.add(e);
            }
          });
    }
    return edges;
  }

  private String why(Finding finding) {
    return switch (finding.key().kind()) {
      case TOXIC, BLAST_RADIUS, UNUSED ->
          finding.because().stream()
              .flatMap(path -> path.hops().stream())
              .flatMap(this::whyNot)
              .findFirst()
              .orElse(
                  finding.because().stream()
                          .flatMap(path -> path.hops().stream())
                          .anyMatch(hop -> CutReport.isAccess(hop.kind()))
                      ? "no removal that may be made ends it"
                      : "no membership or grant lies on its paths; see its page");
      case LEAVER, ORPHAN, DORMANT ->
          "the account is to be switched off, which takes no access away; plan that from the finding";
      case OWNERLESS,
          OUTLIER,
          OUTSIDE_VAULT,
          STANDING_PRIVILEGE,
          SHARED,
          SAFE,
          DRIFT,
          GROUP_CYCLE,
          EMPTY_GROUP,
          DUPLICATE_GROUP,
          QUARANTINE ->
          "no removal of access is the right fix; see its page";
    };
  }

  private Stream<String> whyNot(AccessPath.Hop hop) {
    OptionalInt from = snapshot.find(hop.from());
    OptionalInt to = snapshot.find(hop.to());
    if (from.isEmpty() || to.isEmpty() || !CutReport.isAccess(hop.kind())) {
      return Stream.empty();
    }
    return snapshot
        .find(hop.kind(), from.getAsInt(), to.getAsInt())
        .boxed()
        .flatMap(edge -> choices.whyNot(edge).stream())
        .map(not -> not.edge() + ": " + not.reason());
  }

  /// Takes back what the others made unnecessary.
  private void prune() {
    List<Finding> closed = findings.stream().filter(finding -> !holds(finding, now)).toList();
    for (Choice choice : List.copyOf(made)) {
      List<Choice> rest = made.stream().filter(each -> !each.equals(choice)).toList();
      GraphSnapshot after = after(rest);
      if (closed.stream().noneMatch(finding -> holds(finding, after))) {
        made.remove(choice);
        now = after;
      }
    }
  }

  private CutPlan report(int budget) {
    List<Outcome> outcomes =
        findings.stream()
            .map(finding -> {
              boolean closed = !holds(finding, now);
              return new Outcome(
                  finding.id(),
                  finding.story(),
                  closed,
                  closed
                      ? ""
                      : reasons.getOrDefault(finding.id(), "no removal that may be made ends it"));
            })
            .toList();
    long closed = outcomes.stream().filter(Outcome::closed).count();
    boolean exact =
        findings.size() == 1
            && (findings.getFirst().key().kind() == FindingKind.TOXIC
                || findings.getFirst().key().kind() == FindingKind.UNUSED);
    int size = size(findings.getFirst());
    BitSet starts = ends(AccessPath::first);
    BitSet targets = ends(AccessPath::last);
    targets.andNot(starts);
    Exposures exposures = new Exposures(snapshot, starts, targets);
    Set<Integer> gone = new HashSet<>();
    made.forEach(choice -> gone.addAll(choice.edges()));
    CutReport report = new CutReport(snapshot, starts, targets, choices, made);
    return new CutPlan(
        findings.size() == 1 ? "close a finding" : "close %d findings".formatted(findings.size()),
        budget,
        spare,
        exact ? Method.MINIMUM_CUT : Method.GREEDY,
        closed == findings.size(),
        answer(closed, exact),
        report.changes(),
        starts.isEmpty() ? Exposed.NONE : exposures.without(Set.of()),
        starts.isEmpty() ? Exposed.NONE : exposures.without(gone),
        exact && size < Integer.MAX_VALUE ? OptionalInt.of(size) : OptionalInt.empty(),
        closed == findings.size() ? OptionalInt.of(made.size()) : OptionalInt.empty(),
        closed == findings.size() ? List.of() : report.remaining(made.size() == budget),
        outcomes);
  }

  private String answer(long closed, boolean exact) {
    String changes = made.size() == 1 ? "1 change" : made.size() + " changes";
    if (closed == findings.size()) {
      return made.isEmpty()
          ? "Nothing of it holds any more: there is nothing to change."
          : changes
              + (made.size() == 1 ? " ends " : " end ")
              + (closed == 1 ? "it" : "all of them")
              + (exact ? "; no fewer do, by minimum cut." : ". Found greedily: fewer may do.");
    }
    if (made.isEmpty()) {
      return enough.values().stream()
          .max(Comparator.naturalOrder())
          .filter(_ -> enough.size() == findings.size())
          .map(less -> CutWording.sparing(spare, less))
          .orElse(
              "No change that may be made within the budget ends %s: see why."
                  .formatted(findings.size() == 1 ? "it" : "any of them"));
    }
    return "%s %s %d of %d findings, found greedily; see why the others stay."
        .formatted(changes, made.size() == 1 ? "ends" : "end", closed, findings.size());
  }

  private BitSet ends(Function<AccessPath, AccessPath.Stop> end) {
    Set<String> keys = new LinkedHashSet<>();
    findings.forEach(finding -> finding.because().forEach(path -> keys.add(end.apply(path).key())));
    BitSet nodes = new BitSet();
    keys.forEach(key -> snapshot.find(key).ifPresent(nodes::set));
    return nodes;
  }

  private boolean holds(Finding finding, GraphSnapshot now) {
    StillHolds test = holds.get(finding.id());
    return test != null && test.test(now);
  }

  private GraphSnapshot after(List<Choice> choices) {
    return choices.isEmpty()
        ? snapshot
        : snapshot.without(
            choices.stream()
                .flatMap(choice -> choice.edges().stream())
                .mapToInt(Integer::intValue));
  }
}
