package dev.firebreak.graph.guard;

/// A query that is not run. The message is one sentence for its author.
public final class CypherRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /// @param line where in the text, from 1; 0 where that cannot be said
  /// @param column where in the line, from 1; 0 where that cannot be said
  public CypherRefused(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /// The line, from 1; 0 where that cannot be said.
  public int line() {
    return line;
  }

  /// The column, from 1; 0 where that cannot be said.
  public int column() {
    return column;
  }
}
