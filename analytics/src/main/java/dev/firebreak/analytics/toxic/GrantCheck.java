package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a grant would make anybody hold a toxic combination, asked before it is made. After it,
/// whoever reaches the principal reaches what they reach now and what the grant leads to; nothing
/// else changes, so no other graph needs to be built.
///
/// @param hits one for each rule, and system where a rule is for one, that somebody newly matches
public record GrantCheck(List<NewHit> hits) {

  public GrantCheck {
    hits = List.copyOf(hits);
  }

  /// A rule that the grant would make somebody match.
  ///
  /// @param system the one source that all functions are held in; null where that does not matter
  /// @param subject the key of the principal, or of an identity through which it matters: the
  ///   principal may have one function and somebody who reaches it another
  /// @param concerned how many identities would newly match
  /// @param story what the subject could then do, in a sentence
  /// @param because a path to each function, the grant among their hops
  public record NewHit(
      String rule,
      String ruleName,
      Severity severity,
      @Nullable String system,
      String subject,
      int concerned,
      String story,
      List<AccessPath> because) {}

  /// Asks.
  ///
  /// @param principal index of an identity, an account or a group
  /// @param granted index of an entitlement or a group
  /// @throws IllegalArgumentException if the nodes are of other kinds
  public static GrantCheck of(GraphSnapshot snapshot, SodRules rules, int principal, int granted) {
    NodeKind kind = snapshot.kind(granted);
    if (kind != NodeKind.ENTITLEMENT && kind != NodeKind.GROUP) {
      throw new IllegalArgumentException(
          "%s is %s; what is granted is an entitlement or a group"
              .formatted(snapshot.key(granted), Wording.one(kind)));
    }
    NodeKind who = snapshot.kind(principal);
    if (who != NodeKind.IDENTITY && who != NodeKind.ACCOUNT && who != NodeKind.GROUP) {
      throw new IllegalArgumentException(
          "%s is %s; who gets a grant is an identity, an account or a group"
              .formatted(snapshot.key(principal), Wording.one(who)));
    }
    return new GrantCheck(new Check(snapshot, rules, principal, granted).hits());
  }

  private static final class Check {
    private final GraphSnapshot snapshot;
    private final CompiledRules compiled;
    private final LeafReach reach;
    private final int principal;
    private final int granted;
    private final int[] reaching;
    private final Walk before;
    private final Walk beyond;

    Check(GraphSnapshot snapshot, SodRules rules, int principal, int granted) {
      this.snapshot = snapshot;
      this.compiled = new CompiledRules(snapshot, rules);
      this.reach = new LeafReach(ReachGraph.of(snapshot), compiled.leaves());
      this.principal = principal;
      this.granted = granted;
      this.reaching =
          Walk.backward(snapshot)
              .from(principal)
              .nodes()
              .filter(node -> snapshot.kind(node) == NodeKind.IDENTITY)
              .toArray();
      this.before = Walk.forward(snapshot);
      this.beyond = Walk.forward(snapshot).from(granted);
    }

    List<NewHit> hits() {
      List<NewHit> hits = new ArrayList<>();
      for (RuleCase rule : compiled.cases()) {
        int[] concerned =
            Arrays.stream(reaching).filter(node -> newly(node, rule)).sorted().toArray();
        if (newly(principal, rule)) {
          hits.add(hit(rule, principal, concerned.length));
        } else if (concerned.length > 0) {
          hits.add(hit(rule, concerned[0], concerned.length));
        }
      }
      return hits;
    }

    private boolean newly(int node, RuleCase rule) {
      long[] bits = new long[reach.width()];
      reach.add(node, bits, 0);
      if (rule.in(bits, 0)) {
        return false;
      }
      reach.add(granted, bits, 0);
      return rule.in(bits, 0);
    }

    private NewHit hit(RuleCase rule, int node, int concerned) {
      Node subject = snapshot.node(node);
      before.from(node);
      Nearest.In in =
          new Nearest.In(
              compiled.leaves(),
              end -> before.found(end) || beyond.found(end),
              this::hops,
              Comparator.comparing(end -> snapshot.key(end)));
      List<Story.Told> told = new ArrayList<>();
      for (int f = 0; f < rule.functions().size(); f++) {
        SodFunction function = rule.functions().get(f);
        List<Integer> ends = Objects.requireNonNull(in.of(rule.formulas().get(f))).nodes();
        List<AccessPath> paths = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
          paths.add(path(ends.get(i), ToxicCombinations.title(function, i, ends.size())));
        }
        told.add(new Story.Told(function, paths));
      }
      return new NewHit(
          rule.rule().id(),
          rule.rule().name(),
          rule.rule().level(),
          rule.source(),
          subject.key(),
          concerned,
          Story.who(snapshot, subject, concerned)
              + " could"
              + Story.functions(snapshot, told)
              + ".",
          told.stream().flatMap(each -> each.paths().stream()).toList());
    }

    private int hops(int end) {
      int old = before.found(end) ? before.hops(end) : Integer.MAX_VALUE;
      return beyond.found(end) ? Math.min(old, before.hops(principal) + 1 + beyond.hops(end)) : old;
    }

    private AccessPath path(int end, String title) {
      if (before.found(end) && before.hops(end) <= hops(end)) {
        AccessPath path = before.pathTo(end, title, "");
        return new AccessPath(title, Wording.how(path), path.stops(), path.hops());
      }
      AccessPath there = before.pathTo(principal, title, "");
      AccessPath on = beyond.pathTo(end, title, "");
      List<AccessPath.Stop> stops = new ArrayList<>(there.stops());
      stops.addAll(on.stops());
      List<AccessPath.Hop> hops = new ArrayList<>(there.hops());
      hops.add(
          new AccessPath.Hop(
              snapshot.kind(granted) == NodeKind.GROUP ? EdgeKind.MEMBER_OF : EdgeKind.HOLDS,
              snapshot.key(principal),
              snapshot.key(granted),
              snapshot.source(granted),
              null,
              null,
              null,
              null,
              null,
              null));
      hops.addAll(on.hops());
      return new AccessPath(title, "by the new grant", stops, hops);
    }
  }
}
