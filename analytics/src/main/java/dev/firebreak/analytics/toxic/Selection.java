package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which nodes of a snapshot selectors pick. Names and values are looked up once each, however many
/// nodes bear them, so that many selectors on a large graph stay cheap.
final class Selection {

  private final GraphSnapshot snapshot;
  private final Map<String, List<Integer>> entitlementNames = new HashMap<>();
  private final Map<String, List<Integer>> entitlementValues = new HashMap<>();
  private final Map<String, List<Integer>> groupNames = new HashMap<>();
  private final Map<String, List<Integer>> groupValues = new HashMap<>();
  private final Map<Integer, List<String>> about = new HashMap<>();
  private final Map<Selector, int[]> known = new HashMap<>();

  Selection(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    for (int i = 0; i < snapshot.nodeCount(); i++) {
      Node node = snapshot.node(i);
      if (node.kind() == NodeKind.ENTITLEMENT) {
        put(entitlementNames, node.name(), i);
        put(entitlementValues, node.value(), i);
      } else if (node.kind() == NodeKind.GROUP) {
        put(groupNames, node.name(), i);
        put(groupValues, node.value(), i);
      }
    }
    snapshot
        .edges(EdgeKind.ON)
        .mapToObj(snapshot::edge)
        .forEach(edge ->
            about
                .computeIfAbsent(edge.from(), key -> new ArrayList<>(1))
                .add(lower(snapshot.node(edge.to()).name())));
  }

  /// The nodes that a selector picks, ascending.
  int[] nodes(Selector selector) {
    return known.computeIfAbsent(selector, this::pick);
  }

  /// Whether the nodes of this graph can meet a requirement at all.
  boolean possible(Requirement requirement) {
    return switch (requirement) {
      case Selector selector -> nodes(selector).length > 0;
      case Requirement.AnyOf(List<Requirement> of) -> of.stream().anyMatch(this::possible);
      case Requirement.AllOf(List<Requirement> of) -> of.stream().allMatch(this::possible);
    };
  }

  private int[] pick(Selector selector) {
    Pattern source = pattern(selector.source());
    Pattern type = pattern(selector.type());
    Pattern container = pattern(selector.container());
    return candidates(selector)
        .filter(node -> fits(source, snapshot.node(node).source()))
        .filter(node -> fits(type, snapshot.node(node).resourceType()))
        .filter(node -> !selector.picksRights() || snapshot.node(node).right())
        .filter(node ->
            container == null
                || about.getOrDefault(node, List.of()).stream().anyMatch(container::fits))
        .sorted()
        .distinct()
        .toArray();
  }

  private IntStream candidates(Selector selector) {
    if (selector.group() != null) {
      return either(groupNames, groupValues, new Pattern(selector.group()));
    }
    Pattern name = pattern(selector.name());
    Pattern value = pattern(selector.value());
    Pattern right = pattern(selector.right());
    List<IntStream> all = new ArrayList<>();
    if (selector.entitlement() != null) {
      all.add(either(entitlementNames, entitlementValues, new Pattern(selector.entitlement())));
    } else if (name != null) {
      all.add(like(entitlementNames, name));
    } else if (value != null || right != null) {
      all.add(like(entitlementValues, Objects.requireNonNull(value == null ? right : value)));
    } else {
      all.add(about.keySet().stream().mapToInt(Integer::intValue));
    }
    return all.getFirst()
        .filter(node -> fits(name, snapshot.node(node).name()))
        .filter(node -> fits(value, snapshot.node(node).value()))
        .filter(node -> fits(right, snapshot.node(node).value()));
  }

  private static IntStream either(
      Map<String, List<Integer>> names, Map<String, List<Integer>> values, Pattern pattern) {
    return IntStream.concat(like(names, pattern), like(values, pattern));
  }

  private static IntStream like(Map<String, List<Integer>> index, Pattern pattern) {
    Stream<List<Integer>> found =
        pattern.exact()
            ? Stream.of(index.getOrDefault(pattern.text(), List.of()))
            : index.entrySet().stream()
                .filter(entry -> pattern.fits(entry.getKey()))
                .map(Map.Entry::getValue);
    return found.flatMap(List::stream).mapToInt(Integer::intValue);
  }

  private static boolean fits(@Nullable Pattern pattern, @Nullable String text) {
    return pattern == null || (text != null && pattern.fits(lower(text)));
  }

  private static @Nullable Pattern pattern(@Nullable String text) {
    return text == null ? null : new Pattern(text);
  }

  private static void put(Map<String, List<Integer>> index, @Nullable String text, int node) {
    if (text != null) {
      index.computeIfAbsent(lower(text), key -> new ArrayList<>(1)).add(node);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
