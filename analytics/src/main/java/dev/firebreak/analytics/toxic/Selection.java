package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Which nodes of a snapshot selectors pick. Names and values are indexed once, when the first
/// selector asks for them, so that many selectors on a large graph stay cheap.
final class Selection {

  private final GraphSnapshot snapshot;
  private final Map<Selector, int[]> known = new HashMap<>();
  private final Map<NodeKind, Texts> names = new EnumMap<>(NodeKind.class);
  private final Map<NodeKind, Texts> values = new EnumMap<>(NodeKind.class);
  private @Nullable Map<Integer, List<String>> about;

  Selection(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// The nodes that a selector picks, ascending.
  int[] nodes(Selector selector) {
    int[] picked = known.get(selector);
    if (picked == null) {
      picked = pick(selector);
      known.put(selector, picked);
    }
    return picked;
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
    List<Integer> found = new ArrayList<>();
    if (selector.group() != null) {
      Pattern group = new Pattern(selector.group());
      named(NodeKind.GROUP).add(group, found);
      valued(NodeKind.GROUP).add(group, found);
    } else if (selector.entitlement() != null) {
      Pattern entitlement = new Pattern(selector.entitlement());
      named(NodeKind.ENTITLEMENT).add(entitlement, found);
      valued(NodeKind.ENTITLEMENT).add(entitlement, found);
    } else if (selector.name() != null) {
      named(NodeKind.ENTITLEMENT).add(new Pattern(selector.name()), found);
    } else if (selector.value() != null || selector.right() != null) {
      String value = selector.value() == null ? selector.right() : selector.value();
      valued(NodeKind.ENTITLEMENT).add(new Pattern(Objects.requireNonNull(value)), found);
    } else {
      found.addAll(about().keySet());
    }
    Rest rest = new Rest(selector);
    return found.stream()
        .filter(rest::fits)
        .mapToInt(Integer::intValue)
        .sorted()
        .distinct()
        .toArray();
  }

  /// The parts of a selector that are compared with each node that an index gave.
  private final class Rest {
    private final @Nullable Pattern source;
    private final @Nullable Pattern type;
    private final @Nullable Pattern name;
    private final @Nullable Pattern value;
    private final @Nullable Pattern right;
    private final @Nullable Pattern container;
    private final boolean rights;

    Rest(Selector selector) {
      this.source = pattern(selector.source());
      this.type = pattern(selector.type());
      this.name = pattern(selector.name());
      this.value = pattern(selector.value());
      this.right = pattern(selector.right());
      this.container = pattern(selector.container());
      this.rights = selector.picksRights();
    }

    boolean fits(int index) {
      if (!is(source, snapshot.source(index))) {
        return false;
      }
      if (!is(name, snapshot.name(index))
          || !is(value, snapshot.value(index))
          || !is(right, snapshot.value(index))) {
        return false;
      }
      return (type == null || is(type, snapshot.node(index).resourceType()))
          && (!rights || snapshot.node(index).right())
          && (container == null
              || about().getOrDefault(index, List.of()).stream().anyMatch(container::fits));
    }
  }

  private static boolean is(@Nullable Pattern pattern, @Nullable String text) {
    return pattern == null || (text != null && pattern.fits(lower(text)));
  }

  private static @Nullable Pattern pattern(@Nullable String text) {
    return text == null ? null : new Pattern(text);
  }

  private Texts named(NodeKind kind) {
    return names.computeIfAbsent(
        kind, of -> new Texts(snapshot.first(of), snapshot.end(of), snapshot::name));
  }

  private Texts valued(NodeKind kind) {
    return values.computeIfAbsent(
        kind, of -> new Texts(snapshot.first(of), snapshot.end(of), snapshot::value));
  }

  /// What rights are on, by right, in lower case.
  private Map<Integer, List<String>> about() {
    Map<Integer, List<String>> all = about;
    if (all == null) {
      Map<Integer, List<String>> on = new HashMap<>();
      snapshot
          .edges(EdgeKind.ON)
          .forEach(edge ->
              on.computeIfAbsent(snapshot.from(edge), key -> new ArrayList<>(1))
                  .add(lower(snapshot.name(snapshot.to(edge)))));
      all = on;
      about = on;
    }
    return all;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// The nodes of one kind by one text of theirs, in lower case. Nodes of one text are chained.
  private static final class Texts {
    private final Map<String, Integer> last = new HashMap<>();
    private final int first;
    private final int[] before;

    /// @param first the first node of the kind
    /// @param end where the next kind begins
    /// @param text of a node; null for none
    Texts(int first, int end, IntFunction<@Nullable String> text) {
      this.first = first;
      this.before = new int[end - first];
      for (int node = first; node < end; node++) {
        String own = text.apply(node);
        Integer same = own == null ? null : last.put(lower(own), node);
        before[node - first] = same == null ? -1 : same;
      }
    }

    void add(Pattern pattern, List<Integer> found) {
      if (pattern.exact()) {
        chain(last.getOrDefault(pattern.text(), -1), found);
      } else {
        last.forEach((text, node) -> {
          if (pattern.fits(text)) {
            chain(node, found);
          }
        });
      }
    }

    private void chain(int start, List<Integer> found) {
      for (int node = start; node >= 0; node = before[node - first]) {
        found.add(node);
      }
    }
  }
}
