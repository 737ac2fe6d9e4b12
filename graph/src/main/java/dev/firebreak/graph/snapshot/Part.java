package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.NodeKey;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of a snapshot that some nodes are. An edge is in it if both its ends are, the source
/// that states it is one of those asked for, and so is the node that carries it. Of everything else
/// the part holds nothing: no name, no key, no number.
final class Part {

  private Part() {}

  static GraphSnapshot of(GraphSnapshot snapshot, BitSet kept, Predicate<String> sources) {
    NodeColumns nodes = snapshot.nodeColumns();
    EdgeColumns edges = snapshot.edgeColumns();
    NodeRows rows = new NodeRows();
    int[] place = new int[nodes.count()];
    for (int node = kept.nextSetBit(0); node >= 0; node = kept.nextSetBit(node + 1)) {
      place[node] = rows.add(nodes, node);
    }
    EdgeRows some = new EdgeRows(rows);
    for (int e = 0; e < edges.count(); e++) {
      int from = edges.from()[e];
      int to = edges.to()[e];
      int via = edges.via()[e];
      if (kept.get(from)
          && kept.get(to)
          && (via < 0 || kept.get(via))
          && isOf(edges.statement(e).source(), sources)) {
        some.add(edges, nodes, e, place[from], place[to]);
      }
    }
    Map<String, Instant> complete =
        snapshot.complete().entrySet().stream()
            .filter(each -> sources.test(each.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return GraphSnapshot.of(snapshot.asOf(), rows, some, complete);
  }

  private static boolean isOf(@Nullable String source, Predicate<String> sources) {
    return source == null || source.equals(NodeKey.FIREBREAK) || sources.test(source);
  }
}
