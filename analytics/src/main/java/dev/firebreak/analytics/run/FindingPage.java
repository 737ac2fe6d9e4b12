package dev.firebreak.analytics.run;

import java.util.List;

/// A part of a list of findings.
///
/// @param findings worst first, then those that concern most identities, then by key
/// @param total how many match the filter altogether
public record FindingPage(List<StoredFinding> findings, long total) {

  public FindingPage {
    findings = List.copyOf(findings);
  }
}
