package dev.firebreak.graph.store;

/// What a write changed, as the database counted it.
public record WriteCounts(
    long nodesCreated,
    long nodesDeleted,
    long edgesCreated,
    long edgesDeleted,
    long propertiesSet) {

  /// Nothing changed.
  public static final WriteCounts NONE = new WriteCounts(0, 0, 0, 0, 0);

  /// The sum of two writes.
  public WriteCounts plus(WriteCounts other) {
    return new WriteCounts(
        nodesCreated + other.nodesCreated,
        nodesDeleted + other.nodesDeleted,
        edgesCreated + other.edgesCreated,
        edgesDeleted + other.edgesDeleted,
        propertiesSet + other.propertiesSet);
  }

  /// Whether nodes or edges came or went. Stamps are properties and do not count.
  public boolean changedStructure() {
    return nodesCreated + nodesDeleted + edgesCreated + edgesDeleted > 0;
  }
}
