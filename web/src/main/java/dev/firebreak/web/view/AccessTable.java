package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entitlements and groups that an identity ends up with, most sensitive first, in pages.
///
/// @param total how many there are
/// @param matching how many of them the filter leaves
/// @param filter part of a name: of what is held, of its source, or of anything on the way
/// @param page from 1; 1 when all are listed
/// @param whole whether all that match are listed on one page
public record AccessTable(
    List<AccessLine> lines,
    int total,
    int matching,
    String filter,
    int page,
    int pages,
    boolean whole) {

  /// How many grants a page lists.
  public static final int PAGE_SIZE = 25;

  /// An entitlement or group that the identity ends up with.
  ///
  /// @param path a shortest way to it
  /// @param since when its last edge began, as its source says
  /// @param firstSeen when a harvest first saw that edge
  public record AccessLine(
      NodeRef target,
      String source,
      PathView path,
      int sensitivity,
      boolean crownJewel,
      @Nullable Instant since,
      @Nullable Instant firstSeen) {}

  /// Which part of the table is asked for.
  public record Part(String filter, int page, boolean whole) {
    /// The first page of everything.
    public static final Part FIRST = new Part("", 1, false);
  }

  static AccessTable of(ReachTree tree, SourceNames names, BlastRadius radius, Part part) {
    GraphSnapshot snapshot = tree.snapshot();
    String wanted = NameIndex.fold(part.filter().strip());
    List<Integer> grants =
        tree.nodes().stream().filter(node -> isGrant(snapshot.kind(node))).toList();
    List<Integer> matching =
        grants.stream()
            .filter(grant -> wanted.isEmpty() || mentions(tree, names, grant, wanted))
            .sorted(
                Comparator.<Integer>comparingInt(i -> -snapshot.sensitivity(i))
                    .thenComparingInt(tree::hops)
                    .thenComparing(i -> snapshot.name(i)))
            .toList();
    int pages = part.whole() ? 1 : Math.max(1, (matching.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    int page = Math.clamp(part.page(), 1, pages);
    return new AccessTable(
        matching.stream()
            .skip((page - 1L) * PAGE_SIZE)
            .limit(part.whole() ? matching.size() : PAGE_SIZE)
            .map(grant -> line(snapshot, names, radius, grant))
            .toList(),
        grants.size(),
        matching.size(),
        part.filter().strip(),
        page,
        pages,
        part.whole());
  }

  static boolean isGrant(NodeKind kind) {
    return kind == NodeKind.ENTITLEMENT || kind == NodeKind.GROUP;
  }

  private static boolean mentions(ReachTree tree, SourceNames names, int grant, String wanted) {
    Node held = tree.snapshot().node(grant);
    if (NameIndex.fold(names.of(held.source())).contains(wanted)) {
      return true;
    }
    for (int at = grant; at != tree.root(); at = tree.parentOf(at)) {
      if (NameIndex.fold(tree.snapshot().name(at)).contains(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static AccessLine line(
      GraphSnapshot snapshot, SourceNames names, BlastRadius radius, int target) {
    Node node = snapshot.node(target);
    var path = radius.pathTo(target);
    var last = path.hops().getLast();
    return new AccessLine(
        NodeRef.of(node),
        names.of(node.source()),
        PathView.of(snapshot, names, path),
        node.sensitivity(),
        node.crownJewel(),
        last.since(),
        last.firstSeen());
  }
}
