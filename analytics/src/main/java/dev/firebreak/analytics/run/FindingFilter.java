package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which findings to list. An empty set and a null do not filter.
///
/// @param subject the node key of the subject
/// @param text must occur in story, rule or subject name, upper and lower case alike
public record FindingFilter(
    Set<StoredFinding.State> states,
    Set<FindingKind> kinds,
    Set<Severity> severities,
    @Nullable String subject,
    @Nullable String text) {

  /// Everything.
  public static final FindingFilter ALL =
      new FindingFilter(Set.of(), Set.of(), Set.of(), null, null);

  /// What is open.
  public static final FindingFilter OPEN =
      new FindingFilter(Set.of(StoredFinding.State.OPEN), Set.of(), Set.of(), null, null);

  public FindingFilter {
    states = Set.copyOf(states);
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
  }
}
