package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.PolicyEvidence;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.TaskEvidence;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import dev.firebreak.remediation.pack.EvidencePack;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.report.PackReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The evidence chain as people read it: newest first, each record with what it says in a sentence,
/// and one record with its very bytes.
@Component
public final class EvidencePages {

  private static final int LISTED = 100;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final EvidenceLog log;
  private final Firebreak firebreak;
  private final Works works;

  EvidencePages(EvidenceLog log, Firebreak firebreak, Works works) {
    this.works = works;
    this.log = log;
    this.firebreak = firebreak;
  }

  /// A record in the list.
  ///
  /// @param what what it says, in a sentence
  /// @param runId the remediation run it belongs to; empty for none
  public record Line(Entry entry, String what, String runId) {

    /// Its type in words: `plan frozen`.
    public String type() {
      return entry.type().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// @param lines newest first
  /// @param total how many records are asked for, on all pages
  /// @param older the number before which older records go on; 0 when there are none
  /// @param refusal why nothing can be appended; null as long as something can
  /// @param signed who vouches for it; null where nobody does
  /// @param command how to check the folder without this server
  public record Chain(
      List<Line> lines,
      long total,
      long older,
      EvidenceQuery query,
      @Nullable String refusal,
      @Nullable Signed signed,
      String command) {}

  /// Who vouches for the log.
  ///
  /// @param key to hand to an auditor, as `name+id+key`
  /// @param covered how many records the last checkpoint is signed over
  /// @param problems where the last checkpoint could not be taken to, and why
  public record Signed(
      String fingerprint, String key, long covered, Map<String, String> problems) {}

  /// A record with its bytes.
  ///
  /// @param canonical the line as it is stored
  /// @param bytes how many bytes that line has
  /// @param computed SHA-256 of that line, computed now
  public record OneRecord(
      Line line, String pretty, String canonical, int bytes, String computed, boolean last) {

    /// Whether the hash computed now is the one that the chain holds.
    public boolean matches() {
      return computed.equals(line.entry().hash());
    }
  }

  /// The verdict of the offline check.
  public record Check(Verdict verdict, String command) {

    /// Whether every record is as it was written and none is missing.
    public boolean intact() {
      return verdict instanceof Verdict.Intact;
    }
  }

  /// The records before a number, newest first; those of a run, with nothing else asked, all at
  /// once.
  ///
  /// @param before only those with a smaller number; 0 for the newest
  public Chain chain(EvidenceQuery query, long before) {
    Listed listed = query.narrowed() ? matching(query, before) : all(before);
    return new Chain(
        listed.entries().stream().map(EvidencePages::line).toList(),
        listed.total(),
        listed.older(),
        query,
        log.refusal().map(EvidenceBroken::getMessage).orElse(null),
        signed(),
        command());
  }

  /// @param entries newest first
  private record Listed(List<Entry> entries, long total, long older) {}

  private Listed all(long before) {
    List<Entry> entries = page(before);
    long oldest = entries.isEmpty() ? 0 : entries.getLast().seq();
    return new Listed(entries, log.size(), oldest > 1 ? oldest : 0);
  }

  /// Reads the whole journal, and holds no more of it than is listed.
  private Listed matching(EvidenceQuery query, long before) {
    int most = query.isOfARun() ? Integer.MAX_VALUE : LISTED;
    Deque<Entry> newest = new ArrayDeque<>();
    long total = 0;
    long seen = 0;
    try (Stream<Entry> wanted = log.read(query::wants)) {
      for (Entry entry : (Iterable<Entry>) wanted::iterator) {
        total++;
        if (before > 0 && entry.seq() >= before) {
          continue;
        }
        seen++;
        newest.addFirst(entry);
        if (newest.size() > most) {
          newest.removeLast();
        }
      }
    }
    return new Listed(
        List.copyOf(newest), total, seen > newest.size() ? newest.getLast().seq() : 0);
  }

  private @Nullable Signed signed() {
    VerifierKey key = log.key().orElse(null);
    return key == null
        ? null
        : new Signed(
            key.fingerprint(),
            key.text(),
            log.lastCheckpoint().map(last -> last.checkpoint().size()).orElse(0L),
            firebreak.exportProblems());
  }

  /// The last checkpoint, to be kept elsewhere.
  ///
  /// @throws NotThere if the log is not signed
  public String checkpoint() {
    return log.lastCheckpoint()
        .orElseThrow(() -> new NotThere("The evidence log is not signed."))
        .text();
  }

  /// The evidence pack of a run.
  ///
  /// @throws NotThere if the evidence has no such run
  /// @throws dev.firebreak.remediation.plan.RemediationRefused if its records do not belong
  ///   together
  public byte[] pack(String runId) {
    if (log.entries(runId).isEmpty()) {
      throw new NotThere("There is no remediation run " + runId + ".");
    }
    return works
        .during(
            "pack " + runId,
            "Evidence pack of " + runId,
            () -> EvidencePack.of(log, runId, PackReport::pdf))
        .orElseThrow();
  }

  private List<Entry> page(long before) {
    long end = before > 0 ? before - 1 : log.size();
    long start = Math.max(1, end - LISTED + 1);
    if (before <= 0) {
      return log.last(LISTED).reversed();
    }
    try (Stream<Entry> all = log.read(entry -> entry.seq() >= start && entry.seq() <= end)) {
      return all.toList().reversed();
    }
  }

  /// One record.
  ///
  /// @throws NotThere if the log has no record with this number
  public OneRecord record(long seq) {
    Entry entry =
        log.entry(seq)
            .orElseThrow(() -> new NotThere("The evidence log has no record number " + seq + "."));
    ObjectNode whole = MAPPER.createObjectNode();
    whole.put("v", 1);
    whole.put("seq", entry.seq());
    whole.put("at", entry.at().toString());
    whole.put("actor", entry.actor());
    whole.put("type", entry.type());
    whole.set("body", entry.body());
    whole.put("prevHash", entry.prevHash());
    String canonical = CanonicalJson.write(whole);
    return new OneRecord(
        line(entry),
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(entry.body()),
        canonical,
        canonical.getBytes(StandardCharsets.UTF_8).length,
        CanonicalJson.sha256(whole),
        seq == log.size());
  }

  /// Checks the folder as the command line does, byte by byte.
  public Check check() {
    return new Check(EvidenceVerifier.verify(firebreak.evidenceFolder()), command());
  }

  private String command() {
    return "./firebreak verify-evidence " + firebreak.evidenceFolder();
  }

  private static Line line(Entry entry) {
    return new Line(entry, what(entry), entry.body().path("runId").asString(""));
  }

  /// What a record says, in a sentence.
  static String what(Entry entry) {
    Evidence evidence;
    try {
      evidence = entry.evidence();
    } catch (IllegalStateException unknown) {
      return "A record that this version cannot read.";
    }
    return switch (evidence) {
      case RunEvidence.PlanFrozen plan -> "The plan of run %s was frozen.".formatted(plan.runId());
      case RunEvidence.FindingShown shown ->
          "Finding %s was shown with the plan of run %s, %s."
              .formatted(
                  shown.findingId(),
                  shown.runId(),
                  shown.slice() == null
                      ? "without a slice of the graph: " + shown.missing()
                      : "with the slice of the graph it rests on");
      case RunEvidence.PlanWithdrawn withdrawn ->
          "%s withdrew the plan of run %s: %s"
              .formatted(withdrawn.by(), withdrawn.runId(), withdrawn.reason());
      case RunEvidence.PlanTried tried ->
          "%s tried the plan of run %s, and sent nothing.".formatted(tried.by(), tried.runId());
      case RunEvidence.TakenForLater taken ->
          "The source took change %s of run %s to make it later; it is waited for until %s."
              .formatted(taken.actionId(), taken.runId(), Wording.time(taken.until()));
      case TaskEvidence.ManualTaskWithdrawn withdrawn ->
          "%s withdrew the task %s of run %s: %s"
              .formatted(
                  withdrawn.by(), withdrawn.actionId(), withdrawn.runId(), withdrawn.reason());
      case RunEvidence.Approval approval ->
          "%s approved the plan of run %s.".formatted(approval.by(), approval.runId());
      case RunEvidence.RunStarted started ->
          "%s started run %s.".formatted(started.by(), started.runId());
      case RunEvidence.Intent intent ->
          "About to send %s %s to %s.".formatted(intent.method(), intent.path(), intent.source());
      case RunEvidence.Outcome outcome ->
          "Change %s ended: %s. %s"
              .formatted(
                  outcome.actionId(),
                  outcome.state().name().toLowerCase(Locale.ROOT),
                  outcome.detail());
      case TaskEvidence.ManualTaskOpened task ->
          "Change %s of run %s was given to people, to be made in %s by hand."
              .formatted(task.actionId(), task.runId(), task.source());
      case TaskEvidence.ManualTaskDone done ->
          "%s stated that change %s was made at %s (%s)."
              .formatted(done.by(), done.actionId(), Wording.time(done.doneAt()), done.reference());
      case SeenEvidence.Observation seen ->
          "%s %s was read back from %s%s%s."
              .formatted(
                  seen.resourceType(),
                  seen.resourceId(),
                  seen.source(),
                  shows(": it shows ", seen.present()),
                  shows(
                      seen.present().isEmpty() ? ": it no longer shows " : "; no longer ",
                      seen.absent()));
      case SeenEvidence.Rechecked look ->
          "Change %s was looked at again: %s. %s%s"
              .formatted(
                  look.actionId(),
                  look.standing().name().toLowerCase(Locale.ROOT),
                  look.detail(),
                  look.routedTo() == null ? "" : " Routed to " + look.routedTo() + ".");
      case PolicyEvidence.PolicyApproved approved ->
          "%s stands behind policy %s: %s"
              .formatted(approved.by(), approved.policyId(), approved.note());
      case PolicyEvidence.PolicyWithdrawn withdrawn ->
          "%s stopped policy %s: %s"
              .formatted(withdrawn.by(), withdrawn.policyId(), withdrawn.reason());
      case PolicyEvidence.PolicyActed acted ->
          "Policy %s acted: %s".formatted(acted.policyId(), acted.detail());
      case Evidence.EpochBegun begun ->
          "The engine in charge of all changes is %s from here on, in epoch %d."
              .formatted(begun.holder(), begun.epoch());
      case Evidence.RemediationPaused paused ->
          "%s paused remediation: %s".formatted(paused.by(), paused.reason());
      case Evidence.RemediationResumed resumed ->
          "%s resumed remediation: %s".formatted(resumed.by(), resumed.reason());
      case Evidence.Decision decision ->
          "%s decided on %s: %s%s. %s"
              .formatted(
                  decision.by(),
                  decision.findingId(),
                  decision.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  decision.until() == null ? "" : " until " + Wording.time(decision.until()),
                  decision.reason());
      case Evidence.AcceptanceWithdrawn withdrawn ->
          "%s took back that %s was accepted: %s"
              .formatted(withdrawn.by(), withdrawn.findingId(), withdrawn.reason());
      case Evidence.FindingAssigned assigned ->
          "%s assigned %s to %s."
              .formatted(
                  assigned.by(),
                  assigned.findingId(),
                  assigned.assignee() == null ? "nobody" : assigned.assignee());
      case Evidence.FindingCommented comment ->
          "%s said of %s: %s".formatted(comment.by(), comment.findingId(), comment.text());
      case Evidence.DropAccepted drop ->
          "%s believes what is missing from the harvest %s of %s."
              .formatted(drop.by(), drop.harvest(), drop.source());
      case Evidence.AccountLinked linked ->
          linked.identity() == null
              ? "%s says that the account %s is nobody's: %s"
                  .formatted(linked.by(), linked.account(), linked.reason())
              : "%s says that the account %s is of %s: %s"
                  .formatted(linked.by(), linked.account(), linked.identity(), linked.reason());
      case Evidence.LinkWithdrawn withdrawn ->
          "%s took back what was decided by hand of the account %s: %s"
              .formatted(withdrawn.by(), withdrawn.account(), withdrawn.reason());
      case Evidence.RulesetSaved saved ->
          "%s saved the rules %s, version %d: %s"
              .formatted(saved.by(), saved.ruleset(), saved.version(), saved.reason());
      case Evidence.RulesetWithdrawn withdrawn ->
          "%s took back what was saved of the rules %s: %s"
              .formatted(withdrawn.by(), withdrawn.ruleset(), withdrawn.reason());
      case Evidence.ProbeWrite probe when probe.outcome() == null ->
          "About to change %s %s of %s for a probe, which %s."
              .formatted(probe.resourceType(), probe.resourceId(), probe.source(), probe.what());
      case Evidence.ProbeWrite probe ->
          "A probe changed %s %s of %s: %s."
              .formatted(probe.resourceType(), probe.resourceId(), probe.source(), probe.outcome());
      case Evidence.SignIn signIn -> "%s: %s.".formatted(signIn.user(), signIn.what());
      case Evidence.AccessDecided decided -> AccessWords.of(decided);
      case Evidence.WebhookDecided decided -> AccessWords.of(decided);
      case Evidence.KeyAdopted adopted ->
          adopted.previous() == null
              ? "The log is signed from here on, with the key %s.".formatted(adopted.key())
              : "%s put the key %s in the place of the one before."
                  .formatted(adopted.by(), adopted.key());
      case Evidence.TornTail torn ->
          "A crash had left %d unfinished bytes; they were cut off.".formatted(torn.bytes());
    };
  }

  private static String shows(String lead, List<String> facts) {
    return facts.isEmpty() ? "" : lead + String.join(", ", facts);
  }
}
