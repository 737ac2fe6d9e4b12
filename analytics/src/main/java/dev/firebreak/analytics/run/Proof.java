package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.model.NodeKey;
import java.util.List;
import java.util.Objects;

/// What the proof of a finding rests on, without its paths: enough to list and count findings by
/// the hundred thousand.
///
/// @param sources the ids of the sources that state its edges, ascending
/// @param passes the keys of the nodes on its paths, each once
/// @param ends the keys of the nodes that its paths lead to, each once
public record Proof(List<String> sources, List<String> passes, List<String> ends) {

  public Proof {
    sources = List.copyOf(sources);
    passes = List.copyOf(passes);
    ends = List.copyOf(ends);
  }

  /// What these paths rest on.
  public static Proof of(List<AccessPath> because) {
    return new Proof(
        because.stream()
            .flatMap(path -> path.hops().stream())
            .map(AccessPath.Hop::source)
            .filter(Objects::nonNull)
            .filter(source -> !source.equals(NodeKey.FIREBREAK))
            .distinct()
            .sorted()
            .toList(),
        because.stream()
            .flatMap(path -> path.stops().stream())
            .map(AccessPath.Stop::key)
            .distinct()
            .toList(),
        because.stream().map(path -> path.last().key()).distinct().toList());
  }
}
