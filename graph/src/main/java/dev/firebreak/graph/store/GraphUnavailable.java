package dev.firebreak.graph.store;

/// The database cannot be reached or refuses us. The message says which address and what to check.
public final class GraphUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GraphUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
