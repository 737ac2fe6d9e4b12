package dev.firebreak.web.api;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.web.view.EvidencePages;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The evidence chain, and its check.
@RestController
@RequestMapping("/api/v1/evidence")
final class EvidenceApi {

  private final EvidencePages pages;

  EvidenceApi(EvidencePages pages) {
    this.pages = pages;
  }

  /// Records, newest first.
  ///
  /// @param older the number to send as `before` for older ones; 0 when there are none
  record Records(long total, long older, List<Entry> records) {}

  /// One record and the line that its hash is of.
  record OneRecord(Entry record, String canonical, String computedHash, boolean matches) {}

  /// What the offline check says.
  record Verification(boolean intact, int exitCode, String sentence, String command) {}

  @GetMapping
  Records list(
      @RequestParam(defaultValue = "") String run, @RequestParam(defaultValue = "0") long before) {
    EvidencePages.Chain chain = pages.chain(run, before);
    return new Records(
        chain.total(),
        chain.older(),
        chain.lines().stream().map(EvidencePages.Line::entry).toList());
  }

  @GetMapping("/{seq}")
  OneRecord one(@PathVariable long seq) {
    EvidencePages.OneRecord record = pages.record(seq);
    return new OneRecord(
        record.line().entry(), record.canonical(), record.computed(), record.matches());
  }

  /// Checks the folder byte by byte.
  @GetMapping("/verification")
  Verification verify() {
    EvidencePages.Check check = pages.check();
    return new Verification(
        check.intact(), check.verdict().exitCode(), check.verdict().sentence(), check.command());
  }
}
