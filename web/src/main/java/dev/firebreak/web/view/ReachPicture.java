package dev.firebreak.web.view;

import java.util.List;

/// The picture of a blast radius, ready to be drawn: a ring is one hop, a wedge is what one first
/// node leads to. Coordinates are text with one decimal, for a view box of 620 by 478.
///
/// @param shade the outline of the widest wedge; empty when there is none
/// @param drawn how many nodes are drawn
/// @param total how many are reached
public record ReachPicture(
    String shade,
    List<Ring> rings,
    List<Link> links,
    List<Mark> marks,
    List<Label> labels,
    int drawn,
    int total) {

  /// The middle of the picture.
  public static final int CENTRE_X = 310;

  /// The middle of the picture.
  public static final int CENTRE_Y = 238;

  /// One hop.
  public record Ring(String radius, String labelX, String labelY, int hops) {}

  /// An edge of the tree.
  ///
  /// @param hot whether it is on the path of a finding
  public record Link(String path, boolean hot) {}

  /// A node, as the outline of its kind's shape.
  public record Mark(String tone, String outline, String name) {}

  /// A name beside a node, or the number of nodes folded away.
  ///
  /// @param style the style class
  public record Label(String x, String y, String anchor, String style, String tone, String text) {}
}
