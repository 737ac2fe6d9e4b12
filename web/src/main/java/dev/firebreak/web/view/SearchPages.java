package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds nodes by what people type: part of a name, user name or e-mail address, without regard to
/// case or accents.
@Component
public final class SearchPages {

  private static final int LISTED = 100;

  private final CurrentGraph current;

  SearchPages(CurrentGraph current) {
    this.current = current;
  }

  /// A node that matches.
  ///
  /// @param aside what tells it from others of its name: department, user name, source
  public record Hit(NodeRef node, String aside, int sensitivity, boolean crownJewel) {}

  /// @param found how many match, `hits` may list fewer
  /// @param byKind how many match of each kind, of the kinds that match
  public record SearchPage(String query, List<Hit> hits, int found, Map<NodeKind, Long> byKind) {}

  private record Match(int node, int rank) {}

  /// The nodes that match `query`, best first.
  ///
  /// @param kind only nodes of this kind, null for all
  public SearchPage of(String query, @Nullable NodeKind kind) {
    String wanted = fold(query.strip());
    if (wanted.isEmpty()) {
      return new SearchPage("", List.of(), 0, Map.of());
    }
    GraphSnapshot snapshot = current.snapshot();
    SourceNames names = SourceNames.of(snapshot);
    List<Match> matches =
        IntStream.range(0, snapshot.nodeCount())
            .mapToObj(i -> new Match(i, rank(snapshot.node(i), wanted)))
            .filter(match -> match.rank() > 0)
            .sorted(
                Comparator.comparingInt(Match::rank)
                    .thenComparing(match -> snapshot.kind(match.node()))
                    .thenComparing(match -> snapshot.name(match.node())))
            .toList();
    Map<NodeKind, Long> byKind = new EnumMap<>(NodeKind.class);
    matches.forEach(match -> byKind.merge(snapshot.kind(match.node()), 1L, Long::sum));
    List<Hit> hits =
        matches.stream()
            .map(match -> snapshot.node(match.node()))
            .filter(node -> kind == null || node.kind() == kind)
            .limit(LISTED)
            .map(node -> hit(node, names))
            .toList();
    return new SearchPage(query.strip(), hits, matches.size(), byKind);
  }

  private static Hit hit(Node node, SourceNames names) {
    return new Hit(NodeRef.of(node), aside(node, names), node.sensitivity(), node.crownJewel());
  }

  /// What tells a node from others of its name: department, user name, source.
  static String aside(Node node, SourceNames names) {
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

  /// How well a node's names match a folded text: 1 for the very name, then its beginning, the
  /// beginning of a word, any part; 0 for no match.
  static int rank(Node node, String wanted) {
    int best = 0;
    for (String text : new @Nullable String[] {node.name(), node.userName(), node.email()}) {
      int rank = text == null ? 0 : rank(fold(text), wanted);
      best = best == 0 || (rank > 0 && rank < best) ? rank : best;
    }
    return best;
  }

  private static int rank(String text, String wanted) {
    int at = text.indexOf(wanted);
    if (at < 0) {
      return 0;
    }
    if (at == 0) {
      return text.length() == wanted.length() ? 1 : 2;
    }
    return Character.isLetterOrDigit(text.charAt(at - 1)) ? 4 : 3;
  }

  /// The text without case and accents, as it is compared.
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replace('ł', 'l');
  }
}
