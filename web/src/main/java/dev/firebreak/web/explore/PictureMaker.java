package dev.firebreak.web.explore;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.web.explore.Drawn.Branch;
import dev.firebreak.web.explore.Picture.Fold;
import dev.firebreak.web.explore.Picture.KindCount;
import dev.firebreak.web.explore.Picture.Line;
import dev.firebreak.web.explore.Picture.Mark;
import dev.firebreak.web.explore.Picture.Selected;
import dev.firebreak.web.explore.Picture.SourceCount;
import dev.firebreak.web.explore.Wanted.Point;
import dev.firebreak.web.view.EdgeLine;
import dev.firebreak.web.view.Names;
import dev.firebreak.web.view.NodeRef;
import dev.firebreak.web.view.SourceNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes down what is drawn: places, edges with who states them, and counts.
final class PictureMaker {

  private final GraphSnapshot snapshot;
  private final Wanted wanted;
  private final Direction way;
  private final Around around;
  private final Drawn drawn;
  private final Columns columns;
  private final Hot hot;
  private final Set<Integer> hotNodes;
  private final Set<Integer> onWay;
  private final SourceNames names;
  private final List<Line> lines = new ArrayList<>();
  private int edges;

  /// @param hot the steps of open findings
  /// @param onWay the nodes on the paths that are looked for; empty where none are
  PictureMaker(
      GraphSnapshot snapshot,
      Wanted wanted,
      Direction way,
      Around around,
      Drawn drawn,
      Hot hot,
      Set<Integer> onWay) {
    this.snapshot = snapshot;
    this.wanted = wanted;
    this.way = way;
    this.around = around;
    this.drawn = drawn;
    this.columns = new Columns(drawn);
    this.hot = hot;
    this.hotNodes = hot.nodes();
    this.onWay = onWay;
    this.names = SourceNames.of(snapshot);
  }

  /// @param first notes that stand before all others
  Picture make(
      int focus,
      @Nullable Integer to,
      @Nullable Ways ways,
      List<String> first,
      List<Instant> times) {
    List<Mark> marks = drawn.branches().values().stream().map(this::mark).toList();
    drawn.branches().values().forEach(this::lines);
    NodeRef end = to == null ? null : NodeRef.of(snapshot, to);
    Telling telling = new Telling(snapshot, around, way, wanted);
    int selected = snapshot.find(wanted.selected()).orElse(focus);
    if (!drawn.has(selected)) {
      selected = around.focus();
    }
    return new Picture(
        ways == null ? telling.sentence() : telling.sentence(focus, to == null ? focus : to, ways),
        Stream.concat(first.stream(), telling.notes(times).stream()).toList(),
        NodeRef.of(snapshot, focus),
        end,
        way.word(),
        wanted.hops(),
        wanted.at(),
        marks,
        List.copyOf(lines),
        drawn.folds().stream().map(this::fold).toList(),
        marks.size(),
        drawn.total(),
        around.isCut(),
        edges,
        ways == null ? null : ways.counted(),
        kinds(),
        sources(),
        times,
        selected(selected));
  }

  private Mark mark(Branch branch) {
    int node = branch.node();
    Node all = snapshot.node(node);
    Point pin = wanted.pinned().get(all.key());
    Point place = pin == null ? columns.of(node) : pin;
    String right = all.right() ? all.value() : null;
    return new Mark(
        NodeRef.of(all),
        right == null ? all.name() : right,
        Names.aside(all, names),
        names.of(all.source()),
        branch.column(),
        place.x(),
        place.y(),
        all.sensitivity(),
        all.crownJewel(),
        pin != null,
        hotNodes.contains(node),
        wanted.expanded().contains(all.key()),
        wanted.folded().contains(all.key()),
        more(node));
  }

  private int more(int node) {
    int more = 0;
    for (int e = snapshot.firstOut(node);
        e < snapshot.endOut(node) && more < Mark.MOST_COUNTED;
        e++) {
      more += snapshot.isReach(e) && !drawn.has(snapshot.to(e)) ? 1 : 0;
    }
    for (int i = snapshot.firstIn(node);
        i < snapshot.endIn(node) && more < Mark.MOST_COUNTED;
        i++) {
      int e = snapshot.in(i);
      more += snapshot.isReach(e) && !drawn.has(snapshot.from(e)) ? 1 : 0;
    }
    return more;
  }

  private void lines(Branch branch) {
    int node = branch.node();
    if (branch.through() > 0) {
      int from = branch.onward() ? branch.parent() : node;
      int to = branch.onward() ? node : branch.parent();
      add(
          new Line(
              id(),
              snapshot.key(from),
              snapshot.key(to),
              null,
              "through " + branch.through() + " more",
              branch.through(),
              false,
              null));
    }
    snapshot.forEachOut(
        node,
        edge -> {
          int to = snapshot.to(edge);
          if (drawn.has(to) && isOfTheWay(node, to)) {
            add(
                new Line(
                    id(),
                    snapshot.key(node),
                    snapshot.key(to),
                    snapshot.edgeKind(edge),
                    snapshot.edgeKind(edge).word(),
                    0,
                    hot.has(node, to),
                    lines.size() < Picture.MOST_EDGES ? EdgeLine.of(snapshot, names, edge) : null));
          }
        });
  }

  private String id() {
    return "e" + edges;
  }

  private void add(Line line) {
    edges++;
    if (lines.size() < Picture.MOST_EDGES) {
      lines.add(line);
    }
  }

  /// Between two nodes of the paths that are looked for, only their steps are drawn.
  private boolean isOfTheWay(int from, int to) {
    return !onWay.contains(from)
        || !onWay.contains(to)
        || around.of(to).column() == around.of(from).column() + 1;
  }

  private Fold fold(Drawn.Fold fold) {
    Point place = columns.of(fold);
    return new Fold(snapshot.key(fold.of()), fold.onward(), fold.hidden(), place.x(), place.y());
  }

  private List<KindCount> kinds() {
    Map<NodeKind, Integer> counts = new EnumMap<>(NodeKind.class);
    around.all().forEach(found -> counts.merge(snapshot.kind(found.node()), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(each ->
            new KindCount(
                each.getKey(),
                each.getKey().word(),
                each.getValue(),
                wanted.kinds().isEmpty() || wanted.kinds().contains(each.getKey())))
        .toList();
  }

  private List<SourceCount> sources() {
    Map<String, Integer> counts = new TreeMap<>();
    around.all().forEach(found -> counts.merge(sourceOf(snapshot, found.node()), 1, Integer::sum));
    counts.remove("");
    return counts.entrySet().stream()
        .map(each ->
            new SourceCount(
                each.getKey(),
                names.of(each.getKey()),
                each.getValue(),
                wanted.sources().isEmpty() || wanted.sources().contains(each.getKey())))
        .sorted(Comparator.comparing(SourceCount::name))
        .toList();
  }

  /// The id of the source of a node; empty for what Firebreak concluded.
  static String sourceOf(GraphSnapshot snapshot, int node) {
    String source = snapshot.source(node);
    return source == null || source.equals(NodeKey.FIREBREAK) ? "" : source;
  }

  private Selected selected(int node) {
    int[] counts = new int[2];
    snapshot.forEachOut(node, _ -> counts[0]++);
    snapshot.forEachIn(node, _ -> counts[1]++);
    Branch branch = drawn.branches().getOrDefault(node, new Branch(node, 0, node, true, 0));
    return new Selected(mark(branch), counts[0], counts[1]);
  }
}
