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
import org.jspecify.annotations.Nullable;

/// Which nodes of a snapshot selectors pick. Names and values are indexed once, when the first
/// selector asks for them, so that many selectors on a large graph stay cheap.
final class Selection {

  private final GraphSnapshot snapshot;
  private final Map<Selector, int[]> known = new HashMap<>();
  private @Nullable Texts entitlements;
  private @Nullable Texts groups;
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
      groups().addNamed(new Pattern(selector.group()), found);
      groups().addValued(new Pattern(selector.group()), found);
    } else if (selector.entitlement() != null) {
      entitlements().addNamed(new Pattern(selector.entitlement()), found);
      entitlements().addValued(new Pattern(selector.entitlement()), found);
    } else if (selector.name() != null) {
      entitlements().addNamed(new Pattern(selector.name()), found);
    } else if (selector.value() != null || selector.right() != null) {
      String value = selector.value() == null ? selector.right() : selector.value();
      entitlements().addValued(new Pattern(Objects.requireNonNull(value)), found);
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
      Node node = snapshot.node(index);
      return is(source, node.source())
          && is(type, node.resourceType())
          && is(name, node.name())
          && is(value, node.value())
          && is(right, node.value())
          && (!rights || node.right())
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

  private Texts entitlements() {
    Texts texts = entitlements;
    if (texts == null) {
      texts = new Texts(NodeKind.ENTITLEMENT);
      entitlements = texts;
    }
    return texts;
  }

  private Texts groups() {
    Texts texts = groups;
    if (texts == null) {
      texts = new Texts(NodeKind.GROUP);
      groups = texts;
    }
    return texts;
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

  /// The nodes of a kind by name and by value, in lower case. Nodes of one text are chained.
  private final class Texts {
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, Integer> values = new HashMap<>();
    private final Map<Integer, Integer> nextNamed = new HashMap<>();
    private final Map<Integer, Integer> nextValued = new HashMap<>();

    Texts(NodeKind kind) {
      for (int i = snapshot.first(kind); i < snapshot.end(kind); i++) {
        Node node = snapshot.node(i);
        put(names, nextNamed, node.name(), i);
        put(values, nextValued, node.value(), i);
      }
    }

    void addNamed(Pattern pattern, List<Integer> found) {
      add(names, nextNamed, pattern, found);
    }

    void addValued(Pattern pattern, List<Integer> found) {
      add(values, nextValued, pattern, found);
    }

    private static void put(
        Map<String, Integer> first, Map<Integer, Integer> next, @Nullable String text, int node) {
      Integer before = text == null ? null : first.put(lower(text), node);
      if (before != null) {
        next.put(node, before);
      }
    }

    private static void add(
        Map<String, Integer> first,
        Map<Integer, Integer> next,
        Pattern pattern,
        List<Integer> found) {
      if (pattern.exact()) {
        chain(first.get(pattern.text()), next, found);
      } else {
        first.forEach((text, node) -> {
          if (pattern.fits(text)) {
            chain(node, next, found);
          }
        });
      }
    }

    private static void chain(
        @Nullable Integer start, Map<Integer, Integer> next, List<Integer> found) {
      for (Integer node = start; node != null; node = next.get(node)) {
        found.add(node);
      }
    }
  }
}
