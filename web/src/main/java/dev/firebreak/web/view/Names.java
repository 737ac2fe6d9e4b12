package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds nodes by what people type: part of a name, user name or e-mail address, without regard to
/// case or accents. What it needs for that is made once for each snapshot.
@Component
public final class Names {

  /// How many nodes of a kind are suggested.
  public static final int SUGGESTED = 5;

  private static final int RANKS = 5;
  private static final int SORTED = 400;

  private final PerSnapshot<NameIndex> index;

  Names(CurrentGraph current) {
    this.index = current.perGraph(NameIndex::of);
  }

  /// A node that matches.
  ///
  /// @param rank 1 for the very name, then its beginning, the beginning of a word, any part
  record Match(int node, int rank) {}

  /// A node that is suggested.
  ///
  /// @param aside what tells it from others of its name: department, user name, source
  public record Hit(NodeRef node, String aside, boolean crownJewel) {}

  /// Those of one kind.
  ///
  /// @param word the kind in words
  /// @param total how many match, `hits` may list fewer
  public record Group(NodeKind kind, String word, int total, List<Hit> hits) {}

  /// What is suggested to who types.
  ///
  /// @param total how many nodes match, of whatever kind
  /// @param groups the kinds of which any matches, the best match first
  public record Suggestions(String query, int total, List<Group> groups) {}

  private record Ranked(Group group, int best) {}

  /// Every node of a kind that matches, by index.
  ///
  /// @param text not empty
  /// @param kind null for any
  List<Match> matching(GraphSnapshot snapshot, String text, @Nullable NodeKind kind) {
    NameIndex names = index.of(snapshot);
    byte[] wanted = NameIndex.wanted(text);
    IntStream nodes =
        kind == null ? IntStream.range(0, snapshot.nodeCount()) : snapshot.nodes(kind);
    return wanted.length == 0
        ? List.of()
        : nodes
            .mapToObj(node -> new Match(node, names.rank(node, wanted)))
            .filter(match -> match.rank() > 0)
            .toList();
  }

  /// Orders by name without case and accents, those of one name by their keys.
  Comparator<Match> byName(GraphSnapshot snapshot) {
    NameIndex names = index.of(snapshot);
    return (one, other) -> {
      int order = names.compare(one.node(), other.node());
      return order != 0 ? order : snapshot.key(one.node()).compareTo(snapshot.key(other.node()));
    };
  }

  /// The best matches of each kind.
  public Suggestions suggest(GraphSnapshot snapshot, String text) {
    byte[] wanted = NameIndex.wanted(text);
    if (wanted.length == 0) {
      return new Suggestions("", 0, List.of());
    }
    NameIndex names = index.of(snapshot);
    SourceNames sources = SourceNames.of(snapshot);
    List<Ranked> found =
        Arrays.stream(NodeKind.values())
            .parallel()
            .map(kind -> ranked(snapshot, names, sources, kind, wanted))
            .filter(each -> each.group().total() > 0)
            .toList();
    return new Suggestions(
        text.strip(),
        found.stream().mapToInt(each -> each.group().total()).sum(),
        found.stream().sorted(Comparator.comparingInt(Ranked::best)).map(Ranked::group).toList());
  }

  /// The node with a key, else the one whose name matches best: the very name before its beginning,
  /// identities before accounts before groups.
  public OptionalInt find(GraphSnapshot snapshot, String text) {
    OptionalInt exact = snapshot.find(text);
    if (exact.isPresent()) {
      return exact;
    }
    return suggest(snapshot, text).groups().stream()
        .flatMap(group -> group.hits().stream())
        .limit(1)
        .mapToInt(hit -> snapshot.find(hit.node().key()).orElseThrow())
        .findFirst();
  }

  /// Whether a node is called just so, by one of its names; not only something like it.
  ///
  /// @param text not empty
  public boolean isCalled(GraphSnapshot snapshot, int node, String text) {
    byte[] wanted = NameIndex.wanted(text);
    return wanted.length > 0 && index.of(snapshot).rank(node, wanted) == 1;
  }

  private static Ranked ranked(
      GraphSnapshot snapshot, NameIndex names, SourceNames sources, NodeKind kind, byte[] wanted) {
    List<List<Integer>> byRank = new ArrayList<>();
    IntStream.range(0, RANKS).forEach(_ -> byRank.add(new ArrayList<>()));
    int total = 0;
    for (int node = snapshot.first(kind); node < snapshot.end(kind); node++) {
      int rank = names.rank(node, wanted);
      if (rank > 0) {
        total++;
        if (byRank.get(rank).size() < SORTED) {
          byRank.get(rank).add(node);
        }
      }
    }
    Comparator<Integer> byName =
        Comparator.<Integer, String>comparing(node -> NameIndex.fold(snapshot.name(node)))
            .thenComparing(node -> snapshot.key(node));
    List<Hit> hits =
        byRank.stream()
            .flatMap(nodes -> nodes.stream().sorted(byName))
            .limit(SUGGESTED)
            .map(node -> hit(snapshot.node(node), sources))
            .toList();
    int best =
        IntStream.range(0, RANKS)
            .filter(rank -> !byRank.get(rank).isEmpty())
            .findFirst()
            .orElse(RANKS);
    return new Ranked(new Group(kind, kind.word(), total, hits), best);
  }

  private static Hit hit(Node node, SourceNames sources) {
    return new Hit(NodeRef.of(node), aside(node, sources), node.crownJewel());
  }

  /// What tells a node from others of its name: department, user name, source.
  public static String aside(Node node, SourceNames names) {
    return switch (node.kind()) {
      case IDENTITY -> joined(node.title(), node.department());
      case ACCOUNT -> joined(node.userName(), names.of(node.source()));
      case GROUP, ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT -> names.of(node.source());
      case SOURCE -> "";
    };
  }

  private static String joined(@Nullable String first, @Nullable String second) {
    return first == null || first.isBlank()
        ? second == null ? "" : second
        : second == null || second.isBlank() ? first : first + " · " + second;
  }
}
