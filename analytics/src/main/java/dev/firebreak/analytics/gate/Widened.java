package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.score.IdentityScore;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// A finding that is open and stays so, and would concern more than now: it blames a group, a role
/// or a safe right for what its holders can do, and somebody would come to hold that.
///
/// @param finding as it is now
/// @param concerned how many would newly reach its subject: identities, and active accounts that
///   belong to nobody
/// @param first the key of the first of them
public record Widened(Finding finding, int concerned, String first) {

  /// All of them, the worst first.
  ///
  /// @param closed the findings that the change closes
  /// @param backward memory for searches
  static List<Widened> of(
      Footprint change, KnownFindings known, Set<FindingKey> closed, Walk backward) {
    GraphSnapshot before = change.before();
    BitSet holders = holders(change);
    List<Widened> widened = new ArrayList<>();
    BitSet reached = change.reached();
    for (int node = reached.nextSetBit(0); node >= 0; node = reached.nextSetBit(node + 1)) {
      List<Finding> about =
          before.kind(node) == NodeKind.IDENTITY
              ? List.of()
              : known.about(node).stream()
                  .filter(Finding::open)
                  .filter(finding -> IdentityScore.concernsHolders(finding.key().kind()))
                  .filter(finding -> !closed.contains(finding.key()))
                  .toList();
      if (!about.isEmpty()) {
        BitSet newly = newly(change, holders, node, backward);
        if (!newly.isEmpty()) {
          String first = before.key(newly.nextSetBit(0));
          about.forEach(finding -> widened.add(new Widened(finding, newly.cardinality(), first)));
        }
      }
    }
    widened.sort(Comparator.comparing(Widened::finding, WhatIf.WORST_FIRST));
    return List.copyOf(widened);
  }

  /// Those of the nodes that lead to a change of whom a finding tells how many it concerns.
  private static BitSet holders(Footprint change) {
    GraphSnapshot after = change.after();
    Owners owners = Owners.of(after);
    return Footprint.union(
        change.of(NodeKind.IDENTITY, change.leading()),
        filtered(
            change.of(NodeKind.ACCOUNT, change.leading()),
            account -> after.active(account) != Active.NO && owners.count(account) == 0));
  }

  private static BitSet newly(Footprint change, BitSet holders, int subject, Walk backward) {
    Walk after = backward.on(change.after()).from(subject);
    BitSet newly = filtered(holders, node -> node != subject && after.found(node));
    if (newly.isEmpty()) {
      return newly;
    }
    Walk before = backward.on(change.before()).from(subject);
    return filtered(newly, node -> !before.found(node));
  }

  private static BitSet filtered(BitSet nodes, IntPredicate wanted) {
    BitSet some = new BitSet();
    nodes.stream().filter(wanted).forEach(some::set);
    return some;
  }
}
