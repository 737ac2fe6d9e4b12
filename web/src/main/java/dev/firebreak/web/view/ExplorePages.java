package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.web.view.Names.Match;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists of everything that was harvested, kind by kind and in pages: identities by what they
/// reach, resources by their sensitivity, the rest by name; or what is called like what people
/// type, best first.
@Component
public final class ExplorePages {

  /// How many nodes a page lists.
  public static final int PAGE_SIZE = 50;

  /// So many identities that reach a node of a list are counted.
  public static final int MOST_COUNTED = 10_000;

  private final CurrentGraph current;
  private final Names names;
  private final IdentityRadii radii;

  ExplorePages(CurrentGraph current, Names names, IdentityRadii radii) {
    this.current = current;
    this.names = names;
    this.radii = radii;
  }

  /// What to list.
  ///
  /// @param text part of a name; empty for all
  /// @param kind only nodes of this kind; null for all kinds
  /// @param byName whether to sort by name
  /// @param page from 1
  public record Wanted(String text, @Nullable NodeKind kind, boolean byName, int page) {}

  /// A node in the list.
  ///
  /// @param aside what tells it from others of its name: title and department, user name, source
  /// @param radius what an identity reaches; null for other nodes
  /// @param exposure how many identities reach the node, counted up to [#MOST_COUNTED] and one
  ///   more; an identity has none
  public record Line(
      NodeRef node,
      String aside,
      int sensitivity,
      boolean crownJewel,
      @Nullable Radius radius,
      int exposure) {

    /// Whether more identities reach the node than are counted.
    public boolean exposedToMore() {
      return exposure > MOST_COUNTED;
    }
  }

  /// A page of a list.
  ///
  /// @param byKind how many match of each kind, of the kinds that match
  /// @param total how many match of the kind that is asked for
  public record Listing(
      Wanted wanted,
      List<Line> lines,
      Map<NodeKind, Integer> byKind,
      int total,
      int page,
      int pages) {

    /// How many match, of whatever kind.
    public int all() {
      return byKind.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The number of the first line of this page among all, from 1.
    public int first() {
      return lines.isEmpty() ? 0 : (page - 1) * PAGE_SIZE + 1;
    }

    /// The number of the last line of this page among all.
    public int last() {
      return lines.isEmpty() ? 0 : first() + lines.size() - 1;
    }
  }

  /// The page that is asked for, or the last one where there are fewer.
  public Listing of(Wanted wanted) {
    GraphSnapshot snapshot = current.snapshot();
    SourceNames sources = SourceNames.of(snapshot);
    boolean all = wanted.text().isBlank();
    List<Match> matches = all ? List.of() : names.matching(snapshot, wanted.text(), null);
    Map<NodeKind, Integer> byKind = new EnumMap<>(NodeKind.class);
    if (all) {
      for (NodeKind kind : NodeKind.values()) {
        int count = snapshot.end(kind) - snapshot.first(kind);
        if (count > 0) {
          byKind.put(kind, count);
        }
      }
    } else {
      matches.forEach(match -> byKind.merge(snapshot.kind(match.node()), 1, Integer::sum));
    }
    Stream<Match> wide = all ? everything(snapshot, wanted.kind()) : matches.stream();
    int total =
        wanted.kind() == null
            ? byKind.values().stream().mapToInt(Integer::intValue).sum()
            : byKind.getOrDefault(wanted.kind(), 0);
    int pages = Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
    int page = Math.clamp(wanted.page(), 1, pages);
    List<Match> upToIt =
        Best.of(
            wide.filter(
                match -> wanted.kind() == null || snapshot.kind(match.node()) == wanted.kind()),
            order(snapshot, wanted.byName()),
            page * PAGE_SIZE);
    return new Listing(
        wanted,
        upToIt.stream()
            .skip((page - 1L) * PAGE_SIZE)
            .map(match -> line(snapshot, sources, match.node()))
            .toList(),
        byKind,
        total,
        page,
        pages);
  }

  private static Stream<Match> everything(GraphSnapshot snapshot, @Nullable NodeKind kind) {
    return (kind == null ? IntStream.range(0, snapshot.nodeCount()) : snapshot.nodes(kind))
        .mapToObj(node -> new Match(node, 1));
  }

  private Comparator<Match> order(GraphSnapshot snapshot, boolean byName) {
    Comparator<Match> name = names.byName(snapshot);
    return byName
        ? name
        : Comparator.comparingInt(Match::rank)
            .thenComparing(match -> snapshot.kind(match.node()))
            .thenComparing(
                Comparator.<Match>comparingLong(match -> radii.weight(snapshot, match.node()))
                    .reversed())
            .thenComparing(name);
  }

  private Line line(GraphSnapshot snapshot, SourceNames names, int index) {
    Node node = snapshot.node(index);
    boolean reachable = node.kind() != NodeKind.IDENTITY && node.kind() != NodeKind.SOURCE;
    return new Line(
        NodeRef.of(node),
        Names.aside(node, names),
        node.sensitivity(),
        node.crownJewel(),
        radii.of(snapshot, index),
        reachable ? exposure(snapshot, index) : 0);
  }

  private static int exposure(GraphSnapshot snapshot, int node) {
    return Walk.backward(snapshot)
        .count(node, _ -> true, each -> snapshot.kind(each) == NodeKind.IDENTITY, MOST_COUNTED + 1);
  }
}
