package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.unused.Grants.Grant;
import dev.firebreak.analytics.unused.StillUsed.Basis;
import dev.firebreak.graph.schema.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How probable it is that grants are still in use, by their own rhythm and that of their peers.
///
/// A model is fitted to the holders of anything of a source whose rhythm is known, and, where there
/// are enough, drawn to the holders of the same entitlement. Each is fitted when it is first asked
/// for. Where a source has too few of them, or too few uses, no probability is told.
///
/// Not safe for use by several threads at once.
public final class Peers {

  /// So many holders of an entitlement with a known rhythm have a model of their own.
  static final int FEWEST_OF_ENTITLEMENT = 20;

  /// So many holders in a source with a known rhythm have a model.
  static final int FEWEST_OF_SOURCE = 30;

  /// So many weeks with use have to be known of a source.
  static final int FEWEST_USES = 30;

  /// More peers than these are represented by every second, third … of them.
  static final int MOST_OF_SOURCE = 2_000;

  static final int MOST_OF_ENTITLEMENT = 300;

  private record Fitted(DropoutModel model, Basis basis, int peers) {}

  private final Grants grants;
  private final Map<String, Optional<Fitted>> bySource = new HashMap<>();
  private final Map<Integer, Optional<Fitted>> byEntitlement = new HashMap<>();

  Peers(Grants grants) {
    this.grants = grants;
  }

  /// How probable it is that this grant is in use, if that can be told.
  Optional<StillUsed> stillUsed(Grant grant, UseFacts facts) {
    History history = facts.history();
    if (history == null) {
      return Optional.empty();
    }
    return fitted(grant.entitlement())
        .map(prior ->
            new StillUsed(
                prior.model().stillUsed(history), prior.basis(), prior.peers(), history.whole()));
  }

  private Optional<Fitted> fitted(int entitlement) {
    Optional<Fitted> known = byEntitlement.get(entitlement);
    if (known == null) {
      known = source(entitlement).map(wider -> narrowed(wider, entitlement));
      byEntitlement.put(entitlement, known);
    }
    return known;
  }

  private Fitted narrowed(Fitted wider, int entitlement) {
    List<History> histories = histories(thinned(grants.holding(entitlement), MOST_OF_ENTITLEMENT));
    return histories.size() < FEWEST_OF_ENTITLEMENT
        ? wider
        : new Fitted(PriorFit.near(wider.model(), histories), Basis.ENTITLEMENT, histories.size());
  }

  private Optional<Fitted> source(int entitlement) {
    String source = grants.snapshot().node(entitlement).source();
    if (source == null) {
      return Optional.empty();
    }
    Optional<Fitted> known = bySource.get(source);
    if (known == null) {
      known = fit(source);
      bySource.put(source, known);
    }
    return known;
  }

  private Optional<Fitted> fit(String source) {
    int[] ofSource =
        grants
            .snapshot()
            .nodes(NodeKind.ENTITLEMENT)
            .filter(index -> source.equals(grants.snapshot().node(index).source()))
            .toArray();
    long[] edges = {0};
    for (int index : ofSource) {
      grants.snapshot().forEachIn(index, _ -> edges[0]++);
    }
    long step = Math.max(1, edges[0] / (2L * MOST_OF_SOURCE));
    List<Grant> held = new ArrayList<>();
    long count = 0;
    for (int index : ofSource) {
      for (Grant grant : grants.holding(index)) {
        if (count++ % step == 0) {
          held.add(grant);
        }
      }
    }
    List<History> histories = thinned(histories(held), MOST_OF_SOURCE);
    int uses = histories.stream().mapToInt(History::uses).sum();
    return histories.size() < FEWEST_OF_SOURCE || uses < FEWEST_USES
        ? Optional.empty()
        : Optional.of(new Fitted(PriorFit.of(histories), Basis.SOURCE, histories.size()));
  }

  private List<History> histories(List<Grant> held) {
    return held.stream()
        .filter(grants::isAwake)
        .map(grant -> grants.judge(grant).facts().history())
        .filter(Objects::nonNull)
        .filter(History::whole)
        .toList();
  }

  private static <T> List<T> thinned(List<T> all, int most) {
    int step = (all.size() + most - 1) / most;
    if (step <= 1) {
      return all;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return some;
  }
}
