package dev.firebreak.analytics.finding;

/// How one finding of a run compares with the run before.
public sealed interface FindingChange {

  /// The key of the finding.
  FindingKey key();

  /// It holds now and did not hold before.
  record Opened(Finding finding) implements FindingChange {
    @Override
    public FindingKey key() {
      return finding.key();
    }
  }

  /// It held before and still holds.
  record Persisting(Finding finding) implements FindingChange {
    @Override
    public FindingKey key() {
      return finding.key();
    }
  }

  /// It held before, its rule was evaluated again, and it no longer holds.
  record Resolved(FindingKey key) implements FindingChange {}
}
