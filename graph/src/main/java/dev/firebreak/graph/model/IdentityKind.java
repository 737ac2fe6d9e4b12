package dev.firebreak.graph.model;

/// What stands behind an identity or an account.
public enum IdentityKind {
  PERSON,
  SERVICE,
  AGENT,
  UNKNOWN;

  /// Whether a program is behind it.
  public boolean isProgram() {
    return this == SERVICE || this == AGENT;
  }
}
