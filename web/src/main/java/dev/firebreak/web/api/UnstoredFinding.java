package dev.firebreak.web.api;

import dev.firebreak.analytics.finding.Finding;
import java.util.List;

/// A finding that would be there, or is there and would not be.
///
/// @param id what it would be called
record UnstoredFinding(String id, Finding finding) {

  static List<UnstoredFinding> of(List<Finding> findings) {
    return findings.stream().map(finding -> new UnstoredFinding(finding.id(), finding)).toList();
  }
}
