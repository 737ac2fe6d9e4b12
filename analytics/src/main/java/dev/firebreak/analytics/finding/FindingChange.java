package dev.firebreak.analytics.finding;

/// How one finding of a run compares with the run before.
public sealed interface FindingChange {

  /// The key of the finding.
  FindingKey key();

  /// It holds and counts now, and did not before.
  record Opened(Finding finding) implements FindingChange {
    @Override
    public FindingKey key() {
      return finding.key();
    }
  }

  /// It holds and counts now; it held before and was set aside.
  ///
  /// @param before how it stood
  record Reopened(Finding finding, Standing.State before) implements FindingChange {
    @Override
    public FindingKey key() {
      return finding.key();
    }
  }

  /// It is as it was before, if only mitigated, accepted or yet to come.
  record Persisting(Finding finding) implements FindingChange {
    @Override
    public FindingKey key() {
      return finding.key();
    }
  }

  /// It is mitigated, accepted or yet to come, and was not so before: nothing to work on now.
  record SetAside(Finding finding) implements FindingChange {
    @Override
    public FindingKey key() {
      return finding.key();
    }
  }

  /// It held before, its rule was evaluated again, and it no longer holds.
  record Resolved(FindingKey key) implements FindingChange {}
}
