package dev.firebreak.web.api;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.web.view.EvidencePages;
import dev.firebreak.web.view.EvidenceQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The evidence chain, and its check.
@Tag(name = Tags.EVIDENCE)
@RestController
@RequestMapping("/api/v1/evidence")
final class EvidenceApi {

  private final EvidencePages pages;

  EvidenceApi(EvidencePages pages) {
    this.pages = pages;
  }

  /// One record, as stored.
  ///
  /// @param body what it says, by its type
  record RecordAnswer(
      long seq,
      String prevHash,
      String hash,
      Instant at,
      String actor,
      String type,
      JsonNode body) {

    static RecordAnswer of(Entry entry) {
      return new RecordAnswer(
          entry.seq(),
          entry.prevHash(),
          entry.hash(),
          entry.at(),
          entry.actor(),
          entry.type(),
          entry.body());
    }
  }

  /// Records, newest first.
  ///
  /// @param older the number to send as `before` for older ones; 0 when there are none
  record Records(long total, long older, List<RecordAnswer> records) {}

  /// One record and the line that its hash is of.
  record OneRecord(RecordAnswer record, String canonical, String computedHash, boolean matches) {}

  /// What the offline check says.
  record Verification(boolean intact, int exitCode, String sentence, String command) {}

  @Operation(
      summary = "Evidence records, newest first",
      description =
          "A page of the journal: what was planned, approved, intended, sent and read back, and who signed in. Each record names the hash of the one before.")
  @MayFail({400, 503})
  @GetMapping
  Records list(
      @Parameter(description = "Only the records of this run, for example R-12.")
          @RequestParam(defaultValue = "")
          String run,
      @Parameter(description = "Only records whose sentence or content holds this text.")
          @RequestParam(defaultValue = "")
          String q,
      @Parameter(description = "Only records of this type, for example PLAN_FROZEN.")
          @RequestParam(defaultValue = "")
          String type,
      @Parameter(description = "Only what this person did.") @RequestParam(defaultValue = "")
          String who,
      @Parameter(description = "Only records with a smaller number: `older` of the answer before.")
          @RequestParam(defaultValue = "0")
          long before) {
    EvidencePages.Chain chain = pages.chain(new EvidenceQuery(run, q, type, who), before);
    return new Records(
        chain.total(),
        chain.older(),
        chain.lines().stream().map(line -> RecordAnswer.of(line.entry())).toList());
  }

  @Operation(
      summary = "One evidence record",
      description =
          "The record, the canonical line that its hash is of, and whether the hash matches.")
  @MayFail({400, 404, 503})
  @GetMapping("/{seq}")
  OneRecord one(@Parameter(description = "The number of the record.") @PathVariable long seq) {
    EvidencePages.OneRecord record = pages.record(seq);
    return new OneRecord(
        RecordAnswer.of(record.line().entry()),
        record.canonical(),
        record.computed(),
        record.matches());
  }

  /// What to keep elsewhere.
  @Operation(
      summary = "The last signed checkpoint",
      description =
          "Size and Merkle root of the journal with a signature (C2SP tlog-checkpoint). Kept elsewhere, it shows whether the journal is ever rolled back: `verify-evidence --checkpoint FILE`.")
  @MayFail({404, 503})
  @GetMapping(value = "/checkpoint", produces = "text/plain;charset=UTF-8")
  String checkpoint() {
    return pages.checkpoint();
  }

  /// Checks the folder byte by byte.
  @Operation(
      summary = "Check the evidence",
      description =
          "Reads the whole journal and checks every hash and signature, as `verify-evidence` does offline.")
  @MayFail(503)
  @GetMapping("/verification")
  Verification verify() {
    EvidencePages.Check check = pages.check();
    return new Verification(
        check.intact(), check.verdict().exitCode(), check.verdict().sentence(), check.command());
  }
}
