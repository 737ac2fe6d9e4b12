package dev.firebreak.web.view;

import java.util.List;

/// The picture of a blast radius, ready to be drawn: a ring is one hop, a wedge is what one first
/// node leads to. Coordinates are text with one decimal, for a view box of [#WIDTH] by [#HEIGHT].
///
/// @param shade the outline of the wedge of the largest contributor; empty when there is none
/// @param legend the kinds that are reached
/// @param drawn how many nodes are drawn
/// @param total how many are reached
/// @param jewels whether a crown jewel is named in it
public record ReachPicture(
    String shade,
    List<Ring> rings,
    List<Link> links,
    List<Mark> marks,
    List<Label> labels,
    List<Count> counts,
    List<Kind> legend,
    int drawn,
    int total,
    boolean jewels) {

  /// The width of the view box.
  public static final int WIDTH = 700;

  /// The height of the view box.
  public static final int HEIGHT = 480;

  /// The middle of the picture.
  public static final int CENTRE_X = 350;

  /// The middle of the picture.
  public static final int CENTRE_Y = 240;

  /// One hop.
  public record Ring(String radius, String labelX, String labelY, int hops) {}

  /// An edge of the tree.
  ///
  /// @param hot whether it is on the path of a finding
  public record Link(String path, boolean hot) {}

  /// A node, as the outline of its kind's shape.
  ///
  /// @param named whether its name stands in the picture
  public record Mark(NodeRef node, String outline, boolean named) {

    /// Its kind and name.
    public String title() {
      return node.word() + ": " + node.name();
    }
  }

  /// A name beside a node, or at the edge of the picture with a line to the node.
  ///
  /// @param style the style class
  /// @param leader the line to the node; empty where the name stands beside it
  public record Label(
      NodeRef node, String x, String y, String anchor, String style, String leader, String text) {}

  /// The number of nodes folded away.
  public record Count(String x, String y, int hidden) {}

  /// A kind and how many nodes of it are reached.
  public record Kind(NodeRef sample, int count) {}
}
