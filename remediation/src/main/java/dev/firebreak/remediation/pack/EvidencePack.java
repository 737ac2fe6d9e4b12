package dev.firebreak.remediation.pack;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.query.Query;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Extract;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Builds the evidence pack of a run from the evidence and the key, and from nothing else. The same
/// records and the same checkpoint make the same bytes.
public final class EvidencePack {

  static final String RECORDS = "evidence.jsonl";
  static final String PROOFS = "proofs.json";
  static final String CHECKPOINT = "checkpoint.txt";
  private static final String SUMMARY = "summary.json";
  private static final String QUERY = "query.cypher";
  private static final String REPORT = "report.pdf";
  private static final String README = "README.txt";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// The nodes that a finding shows.
  ///
  /// @param keys their keys
  record Keys(List<String> keys) {}

  /// An edge of the graph.
  record EdgeRow(String fromKey, String kind, String toKey) {}

  static final Query<Keys, EdgeRow> EDGES =
      Query.read("analytics/edges-between", Keys.class, EdgeRow.class);

  private EvidencePack() {}

  /// Writes the report for people.
  @FunctionalInterface
  public interface Report {
    /// The bytes of a PDF; the same for the same content.
    byte[] of(PackContent content);
  }

  /// The pack of a run.
  ///
  /// @return empty if the log has no run of this name
  /// @throws RemediationRefused ALTERED, if the records do not belong together; NO_EVIDENCE, if no
  ///   checkpoint covers them
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if the log refuses
  public static Optional<byte[]> of(EvidenceLog log, String runId, Report report) {
    Set<Long> seqs =
        log.entries(runId).stream().map(Entry::seq).collect(Collectors.toUnmodifiableSet());
    if (seqs.isEmpty()) {
      return Optional.empty();
    }
    Extract extract =
        log.extract(seqs)
            .orElseThrow(() ->
                new RemediationRefused(
                    Reason.NO_EVIDENCE,
                    "No checkpoint covers all records of run " + runId + " yet."));
    try {
      Extract.Genuine genuine = extract.check();
      PackContent content = PackReading.of(runId, genuine);
      SequencedMap<String, byte[]> members = new LinkedHashMap<>();
      members.put(README, readme(content));
      members.put(
          SUMMARY,
          (CanonicalJson.write(MAPPER.valueToTree(content)) + "\n")
              .getBytes(StandardCharsets.UTF_8));
      members.put(QUERY, query(content));
      members.put(REPORT, report.of(content));
      members.put(RECORDS, extract.records());
      members.put(PROOFS, extract.proofs());
      members.put(CHECKPOINT, extract.checkpoint());
      Manifest manifest = Manifest.of(runId, genuine.key(), members, log::seal);
      members.putFirst(Manifest.FILE, manifest.bytes());
      return Optional.of(PackZip.write(members));
    } catch (Extract.Altered | Misfit broken) {
      throw new RemediationRefused(
          Reason.ALTERED,
          "The evidence of run %s does not belong together: %s."
              .formatted(runId, broken.getMessage()));
    }
  }

  private static byte[] readme(PackContent content) {
    return """
    Evidence of run %1$s

    Check it, without network or database:
      ./firebreak verify-evidence --pack evidence-%1$s.zip --key '%2$s'

    The key is worth what you know of it from elsewhere; its fingerprint is
      %3$s

    MANIFEST        the list of these files, signed with that key
    evidence.jsonl  the records, line by line as they stand in the log
    proofs.json     what leads from each of them to the root of the log
    checkpoint.txt  that root, signed with that key
    summary.json    what the records say, for programs
    report.pdf      what the records say, for people
    query.cypher    shows in a graph database what the findings rest on
    """
        .formatted(content.runId(), content.log().key(), content.log().fingerprint())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The query with its parameter, as the Neo4j browser takes it.
  private static byte[] query(PackContent content) {
    Set<String> keys =
        content.findings().stream()
            .flatMap(shown -> shown.finding().because().stream())
            .flatMap(path -> path.stops().stream())
            .map(AccessPath.Stop::key)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String list =
        keys.stream()
            .map(key -> "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(", "));
    return (":param keys => [" + list + "];\n" + EDGES.text()).getBytes(StandardCharsets.UTF_8);
  }
}
