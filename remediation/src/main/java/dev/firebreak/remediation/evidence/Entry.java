package dev.firebreak.remediation.evidence;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One record of the log, as stored.
///
/// @param seq its number, from 1
/// @param prevHash the hash of the record before; 64 zeros in the first
/// @param hash SHA-256 of its line
/// @param at what the clock said; the order of events is `seq`
/// @param actor who acted: a person, or [Evidence#ENGINE]
/// @param type the kind of evidence, in capitals: `INTENT`
/// @param body the components of the [Evidence]
public record Entry(
    long seq,
    String prevHash,
    String hash,
    Instant at,
    String actor,
    String type,
    ObjectNode body) {

  /// The evidence in its own form.
  ///
  /// @throws IllegalStateException where the type is one that this version does not know
  public Evidence evidence() {
    return EvidenceType.named(type)
        .orElseThrow(() ->
            new IllegalStateException(
                "Evidence record "
                    + seq
                    + " is of type "
                    + type
                    + ", which this version does not know; read it with the version that wrote it."))
        .read(body);
  }

  /// Whether the record belongs to a remediation run.
  public boolean belongsTo(String runId) {
    return body.path("runId").asString("").equals(runId);
  }
}
