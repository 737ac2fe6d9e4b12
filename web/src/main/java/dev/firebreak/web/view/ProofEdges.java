package dev.firebreak.web.view;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.AccessPath.Hop;
import dev.firebreak.analytics.finding.AccessPath.Stop;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The evidence of each edge that a finding rests on.
public final class ProofEdges {

  private final GraphSnapshot snapshot;
  private final Set<String> stale;
  private final Function<Integer, EdgeUse> use;

  /// @param stale the ids of the sources whose last harvest did not see everything
  /// @param use how the edge with an index is used
  ProofEdges(GraphSnapshot snapshot, Set<String> stale, Function<Integer, EdgeUse> use) {
    this.snapshot = snapshot;
    this.stale = stale;
    this.use = use;
  }

  /// An edge of the proof.
  ///
  /// @param use whether somebody used what it gives, in a word; empty for an edge that gives
  ///   nothing
  /// @param basis what that rests on
  /// @param now whether the graph still has it
  /// @param stale whether the last harvest of its source did not see everything
  /// @param cut whether the fix removes it
  public record HopLine(
      NodeRef from,
      String word,
      NodeRef to,
      String source,
      @Nullable String rule,
      @Nullable Instant since,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      String use,
      String basis,
      boolean now,
      boolean stale,
      boolean cut) {}

  /// Each edge once, in walking order.
  List<HopLine> lines(Finding finding, SourceNames names, Predicate<Hop> cut) {
    Map<List<Object>, HopLine> lines = new LinkedHashMap<>();
    for (AccessPath path : finding.because()) {
      for (int i = 0; i < path.hops().size(); i++) {
        Hop hop = path.hops().get(i);
        Stop from = path.stops().get(i);
        Stop to = path.stops().get(i + 1);
        lines.computeIfAbsent(
            List.of(hop.kind(), hop.from(), hop.to(), String.valueOf(hop.via())),
            _ -> line(hop, from, to, names, cut.test(hop)));
      }
    }
    return new ArrayList<>(lines.values());
  }

  private HopLine line(Hop hop, Stop from, Stop to, SourceNames names, boolean cut) {
    OptionalInt edge = edge(snapshot, hop);
    boolean gives = hop.kind() == EdgeKind.MEMBER_OF || hop.kind() == EdgeKind.HOLDS;
    EdgeUse used = gives && edge.isPresent() ? use.apply(edge.getAsInt()) : null;
    return new HopLine(
        NodeRef.of(snapshot, from.key(), from.kind(), from.name()),
        hop.kind().word(),
        NodeRef.of(snapshot, to.key(), to.kind(), to.name()),
        names.of(hop.source()),
        hop.rule(),
        hop.since(),
        hop.firstSeen(),
        hop.lastSeen(),
        used == null ? "" : used.kind().word(),
        used == null ? "" : used.reason(),
        edge.isPresent(),
        hop.source() != null && stale.contains(hop.source()),
        cut);
  }

  /// The edge of a snapshot that a hop is, if it is still walked there.
  static OptionalInt edge(GraphSnapshot snapshot, Hop hop) {
    OptionalInt from = snapshot.find(hop.from());
    OptionalInt to = snapshot.find(hop.to());
    return from.isEmpty() || to.isEmpty()
        ? OptionalInt.empty()
        : snapshot
            .find(hop.kind(), from.getAsInt(), to.getAsInt())
            .filter(snapshot::isReach)
            .findFirst();
  }
}
