package dev.firebreak.web.view;

import dev.firebreak.analytics.run.FindingEvent;
import dev.firebreak.analytics.run.StoredFinding;
import java.util.List;
import java.util.Optional;

/// What of the findings whoever asks may see, and how it is told to them.
public interface FindingSight {

  /// Everything, as it is.
  FindingSight WHOLE =
      new FindingSight() {
        @Override
        public FindingTable of(FindingTable whole) {
          return whole;
        }

        @Override
        public Optional<StoredFinding> of(StoredFinding stored) {
          return Optional.of(stored);
        }

        @Override
        public List<FindingEvent> of(List<FindingEvent> history) {
          return history;
        }
      };

  /// The findings of a table that are seen.
  FindingTable of(FindingTable whole);

  /// A finding, if it is seen.
  Optional<StoredFinding> of(StoredFinding stored);

  /// The history of a finding that is seen.
  List<FindingEvent> of(List<FindingEvent> history);
}
