package dev.firebreak.analytics.cut;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which edges each value of an attribute of a resource states. A resource that is a node carries
/// edges of its own only; any other, such as a permission, carries edges that leave its principal.
/// Edges that do not hold now are carried too.
final class CarriedEdges {

  private record Stated(@Nullable String attribute, @Nullable String value) {}

  private final GraphSnapshot snapshot;
  private final IntFunction<@Nullable String> value;
  private final Map<Integer, Map<Stated, List<Integer>>> byNode = new HashMap<>();

  /// @param value the value by which an edge is stated, by its index
  CarriedEdges(GraphSnapshot snapshot, IntFunction<@Nullable String> value) {
    this.snapshot = snapshot;
    this.value = value;
  }

  /// The edges that a value states, ascending.
  List<Integer> by(NodeKey resource, NodeKey principal, String attribute, String stated) {
    OptionalInt node = snapshot.find(resource.value());
    if (node.isPresent()) {
      return of(node.getAsInt()).getOrDefault(new Stated(attribute, stated), List.of());
    }
    OptionalInt holder = snapshot.find(principal.value());
    return holder.isEmpty()
        ? List.of()
        : IntStream.range(snapshot.firstOut(holder.getAsInt()), snapshot.endOut(holder.getAsInt()))
            .filter(e -> resource.value().equals(snapshot.via(e)))
            .filter(e -> new Stated(attribute, stated).equals(stated(e)))
            .boxed()
            .toList();
  }

  /// How many values an attribute of a resource has; none of one that is no node.
  int values(NodeKey resource, String attribute) {
    OptionalInt node = snapshot.find(resource.value());
    return node.isEmpty()
        ? 0
        : (int)
            of(node.getAsInt()).keySet().stream()
                .filter(each -> attribute.equals(each.attribute()))
                .count();
  }

  private Map<Stated, List<Integer>> of(int node) {
    return byNode.computeIfAbsent(
        node,
        _ -> {
          String key = snapshot.key(node);
          return IntStream.concat(
                  IntStream.range(snapshot.firstOut(node), snapshot.endOut(node)),
                  IntStream.range(snapshot.firstIn(node), snapshot.endIn(node)).map(snapshot::in))
              .filter(e -> Objects.equals(key, snapshot.via(e)))
              .sorted()
              .distinct()
              .boxed()
              .collect(Collectors.groupingBy(this::stated));
        });
  }

  private Stated stated(int edge) {
    return new Stated(snapshot.attribute(edge), value.apply(edge));
  }
}
