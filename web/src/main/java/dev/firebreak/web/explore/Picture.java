package dev.firebreak.web.explore;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.view.EdgeLine;
import dev.firebreak.web.view.NodeRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The graph around a node, or the paths between two, ready to be drawn or read as a table.
///
/// @param sentence what is seen, as a title
/// @param notes what has to be known to read it rightly, in sentences
/// @param focus the node in the middle
/// @param to the node to which paths are drawn; null for none
/// @param direction which way the edges are followed
/// @param hops how far
/// @param at the instant as of which access is shown; null for now
/// @param nodes what is drawn, [#MOST_NODES] at most, the middle first
/// @param edges the reach edges between what is drawn, [#MOST_EDGES] at most
/// @param folds what is not drawn, by the node at which it hangs
/// @param drawn how many nodes are drawn
/// @param total how many there are
/// @param atLeast whether there are more than were counted
/// @param edgeTotal how many edges there are between what is drawn
/// @param paths how many paths there are; null where none are looked for
/// @param kinds how many nodes there are of each kind, before any filter
/// @param sources how many nodes there are of each source, before any filter
/// @param times the instants at which access of what is drawn changed, ascending
/// @param selected the node that is told of beside the picture
public record Picture(
    String sentence,
    List<String> notes,
    NodeRef focus,
    @Nullable NodeRef to,
    String direction,
    int hops,
    @Nullable Instant at,
    List<Mark> nodes,
    List<Line> edges,
    List<Fold> folds,
    int drawn,
    int total,
    boolean atLeast,
    int edgeTotal,
    @Nullable Paths paths,
    List<KindCount> kinds,
    List<SourceCount> sources,
    List<Instant> times,
    Selected selected) {

  /// Never more nodes than this are drawn.
  public static final int MOST_NODES = Drawn.MOST;

  /// Never more edges than this are drawn.
  public static final int MOST_EDGES = 1_500;

  /// A node that is drawn.
  ///
  /// @param label what stands beside it: its name, but of a right on a safe only the right
  /// @param aside what tells it from others of its name
  /// @param source what people call its source; empty for what was concluded
  /// @param hops how many hops it is onward from the middle, less than 0 for back
  /// @param x to the right of the middle; a hop is 100 to 172, the more of them the less
  /// @param y below the middle
  /// @param pinned whether somebody put it there
  /// @param hot whether it is on the path of an open finding of the middle
  /// @param expanded whether all of its neighbours are asked for
  /// @param folded whether nothing behind it is asked for
  /// @param more how many of its neighbours along reach edges are not drawn, [#MOST_COUNTED] at
  ///   most
  public record Mark(
      NodeRef node,
      String label,
      String aside,
      String source,
      int hops,
      int x,
      int y,
      int sensitivity,
      boolean crownJewel,
      boolean pinned,
      boolean hot,
      boolean expanded,
      boolean folded,
      int more) {

    /// Neighbours are counted up to this.
    public static final int MOST_COUNTED = 10_000;
  }

  /// An edge that is drawn.
  ///
  /// @param id the same for the same edge, whatever else is drawn
  /// @param word what joins the two nodes
  /// @param kind null where nodes lie between that a filter takes away
  /// @param through how many those are
  /// @param hot whether it is on the path of an open finding of the middle
  /// @param evidence who states it and since when; null where nodes lie between
  public record Line(
      String id,
      String from,
      String to,
      @Nullable EdgeKind kind,
      String word,
      int through,
      boolean hot,
      @Nullable EdgeLine evidence) {}

  /// What is not drawn of the branches of a node.
  ///
  /// @param of the key of the node
  /// @param onward whether it lies where the edges of the node point
  /// @param hidden how many nodes
  public record Fold(String of, boolean onward, int hidden, int x, int y) {}

  /// The shortest paths between two nodes.
  ///
  /// @param total how many there are
  /// @param drawn how many of them are drawn
  /// @param hops how long they are
  /// @param turned whether they lead to the node in the middle, since none leads from it
  public record Paths(long total, int drawn, int hops, boolean turned) {}

  /// A kind of node.
  ///
  /// @param chosen whether nodes of it are drawn
  public record KindCount(NodeKind kind, String word, int count, boolean chosen) {

    /// Any node of it, for its symbol.
    public NodeRef sample() {
      return NodeRef.kind(kind);
    }
  }

  /// A source.
  ///
  /// @param chosen whether nodes of it are drawn
  public record SourceCount(String id, String name, int count, boolean chosen) {}

  /// The node that is told of beside the picture.
  ///
  /// @param outward how many reach edges leave it
  /// @param inward how many reach edges enter it
  public record Selected(Mark mark, int outward, int inward) {}
}
