package dev.firebreak.web.explore;

import dev.firebreak.graph.schema.NodeKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which way the edges are followed from the node in the middle.
public enum Direction {
  REACHES("reaches"),
  REACHED_BY("reached-by"),
  BOTH("both");

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  /// What stands in an address.
  public String word() {
    return word;
  }

  /// Whether edges are followed as they point.
  boolean onward() {
    return this != REACHED_BY;
  }

  /// Whether edges are followed against where they point.
  boolean back() {
    return this != REACHES;
  }

  static Optional<Direction> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /// What is asked of a node of a kind as long as nobody says otherwise.
  static Direction of(NodeKind kind) {
    return switch (kind) {
      case IDENTITY, ACCOUNT, SOURCE -> REACHES;
      case GROUP -> BOTH;
      case ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT -> REACHED_BY;
    };
  }

  static String words() {
    return Arrays.stream(values()).map(Direction::word).collect(Collectors.joining(", "));
  }
}
