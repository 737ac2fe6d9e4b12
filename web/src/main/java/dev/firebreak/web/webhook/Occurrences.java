package dev.firebreak.web.webhook;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Notices what happened since it looked last, and queues a message for each webhook that wants to
/// know: findings by the number of the analysis, runs by the evidence and by when they ended,
/// harvests by when they ended. How far it has looked is kept with the messages, in one
/// transaction.
///
/// What is noticed twice has the same id and is queued once.
public final class Occurrences {

  /// What is stored some time after it ended is found all the same.
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  record Cursor(long analysis, long evidence, Instant at, long position) {}

  record CursorRow(long analysis, long evidence, ZonedDateTime at, long position) {}

  record Heads(long analysis) {}

  record After(long after, Instant since) {}

  record RunNumber(String id) {}

  record Run(String run) {}

  record Noticed(
      String id,
      String kind,
      String rule,
      String severity,
      String subject,
      String story,
      String change,
      ZonedDateTime at) {}

  record Since(Instant since) {}

  record Ended(
      String id,
      String state,
      String proposedBy,
      ZonedDateTime finishedAt,
      @Nullable String message) {}

  record Harvested(
      String stamp,
      String source,
      String state,
      ZonedDateTime finishedAt,
      @Nullable String problem) {}

  record Queueing(List<Message> deliveries) {}

  record Message(String id, String webhook, String type, Instant at, long position, String body) {}

  static final Query<None, CursorRow> CURSOR =
      Query.read("workflow/webhook-cursor", None.class, CursorRow.class);
  static final Query<Cursor, None> BEGIN_CURSOR =
      Query.write("workflow/begin-webhook-cursor", Cursor.class, None.class);
  static final Query<Cursor, None> MOVE_CURSOR =
      Query.write("workflow/move-webhook-cursor", Cursor.class, None.class);
  static final Query<None, Heads> HEADS =
      Query.read("workflow/last-analysis", None.class, Heads.class);
  static final Query<After, RunNumber> ANALYSES =
      Query.read("workflow/analyses-after", After.class, RunNumber.class);
  static final Query<Run, Noticed> NOTICED =
      Query.read("workflow/findings-noticed", Run.class, Noticed.class);
  static final Query<Since, Ended> ENDED =
      Query.read("workflow/runs-ended", Since.class, Ended.class);
  static final Query<Since, Harvested> HARVESTED =
      Query.read("workflow/harvests-troubled", Since.class, Harvested.class);
  static final Query<Queueing, None> QUEUE =
      Query.write("workflow/queue-deliveries", Queueing.class, None.class);

  private final IdentityGraph graph;
  private final EvidenceLog evidence;
  private final Clock clock;

  Occurrences(IdentityGraph graph, EvidenceLog evidence, Clock clock) {
    this.graph = graph;
    this.evidence = evidence;
    this.clock = clock;
  }

  /// Looks from here on, if it has never looked.
  synchronized void begin() {
    graph.apply(BEGIN_CURSOR, heads(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  private Optional<Cursor> cursor() {
    return graph.ask(CURSOR, None.NONE).stream()
        .map(
            row -> new Cursor(row.analysis(), row.evidence(), row.at().toInstant(), row.position()))
        .findFirst();
  }

  private Cursor heads(Instant now) {
    long analysis = graph.ask(HEADS, None.NONE).getFirst().analysis();
    return new Cursor(analysis, evidence.size(), now, 1);
  }

  /// Queues what happened since the last time.
  ///
  /// @param webhooks all there are
  synchronized void notice(List<Webhook> webhooks) {
    List<Webhook> told = webhooks.stream().filter(Webhook::active).toList();
    Optional<Instant> since =
        told.stream().map(each -> each.standing().since()).min(Comparator.naturalOrder());
    Optional<Cursor> last = cursor();
    if (since.isEmpty() || last.isEmpty()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Cursor before = last.get();
    Cursor reached = heads(now);
    List<Occurrence> all = new ArrayList<>(findings(before, since.get()));
    all.addAll(recorded(before, reached.evidence()));
    Instant back = before.at().minus(OVERLAP);
    all.addAll(ended(back));
    all.addAll(harvested(back));
    all.sort(Comparator.comparing(Occurrence::at));
    List<Message> messages = new ArrayList<>();
    long position = before.position();
    for (Occurrence each : all) {
      position++;
      for (Webhook webhook : told) {
        if (webhook.wants(each)) {
          messages.add(message(webhook, each, position));
        }
      }
    }
    boolean moved =
        before.analysis() != reached.analysis() || before.evidence() != reached.evidence();
    if (moved || !messages.isEmpty() || before.at().isBefore(now.minus(OVERLAP))) {
      Cursor next = new Cursor(reached.analysis(), reached.evidence(), now, position);
      graph.inOneTransaction(write -> {
        write.apply(QUEUE, new Queueing(messages));
        return write.apply(MOVE_CURSOR, next);
      });
    }
  }

  /// Queues one message before all others.
  void queueFirst(Webhook webhook, Occurrence occurrence) {
    graph.apply(QUEUE, new Queueing(List.of(message(webhook, occurrence, 0))));
  }

  private static Message message(Webhook webhook, Occurrence occurrence, long position) {
    return new Message(
        occurrence.idFor(webhook.id()),
        webhook.id(),
        occurrence.type().word(),
        occurrence.at(),
        position,
        occurrence.bodyFor(webhook.id()));
  }

  private List<Occurrence> findings(Cursor before, Instant since) {
    return graph.ask(ANALYSES, new After(before.analysis(), since)).stream()
        .flatMap(
            run -> graph.ask(NOTICED, new Run(run.id())).stream().map(row -> noticed(run, row)))
        .toList();
  }

  private static Occurrence noticed(RunNumber run, Noticed row) {
    EventType type =
        switch (row.change()) {
          case "OPENED" -> EventType.FINDING_OPENED;
          case "REOPENED" -> EventType.FINDING_REOPENED;
          default -> EventType.FINDING_RESOLVED;
        };
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("finding", row.id());
    facts.put("kind", row.kind());
    facts.put("rule", row.rule());
    facts.put("severity", row.severity());
    facts.put("subject", row.subject());
    facts.put("story", row.story());
    facts.put("link", "/findings/" + row.id());
    return new Occurrence(
        "finding:" + row.id() + ":" + run.id() + ":" + row.change(),
        type,
        row.at().toInstant(),
        Severity.valueOf(row.severity()),
        facts);
  }

  private List<Occurrence> recorded(Cursor before, long upTo) {
    if (before.evidence() >= upTo) {
      return List.of();
    }
    try (Stream<Entry> entries = evidence.after(before.evidence())) {
      return entries
          .filter(entry -> entry.seq() <= upTo)
          .flatMap(entry -> recorded(entry).stream())
          .toList();
    }
  }

  /// A plan that a policy tried waits for nobody; one that is tried again waits as it did.
  private static Optional<Occurrence> recorded(Entry entry) {
    boolean started = entry.type().equals("RUN_STARTED");
    boolean tried = entry.type().equals("PLAN_TRIED") && !entry.actor().equals(Evidence.ENGINE);
    if (!started && !tried) {
      return Optional.empty();
    }
    String run = entry.body().path("runId").asString("");
    String plan = entry.body().path("planHash").asString("");
    return Optional.of(
        new Occurrence(
            started ? "evidence:" + entry.seq() : "waiting:" + run + ":" + plan,
            started ? EventType.RUN_STARTED : EventType.RUN_WAITING,
            entry.at(),
            null,
            run(run, entry.actor(), null)));
  }

  private static Map<String, Object> run(String id, String by, @Nullable String message) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", id);
    facts.put("by", by);
    if (message != null) {
      facts.put("message", message);
    }
    facts.put("link", "/remediation/" + id);
    return facts;
  }

  private List<Occurrence> ended(Instant since) {
    return graph.ask(ENDED, new Since(since)).stream()
        .map(row ->
            new Occurrence(
                "run:" + row.id() + ":" + row.state(),
                row.state().equals("HALTED") ? EventType.RUN_HALTED : EventType.RUN_FINISHED,
                row.finishedAt().toInstant(),
                null,
                run(row.id(), row.proposedBy(), row.message())))
        .toList();
  }

  private List<Occurrence> harvested(Instant since) {
    return graph.ask(HARVESTED, new Since(since)).stream()
        .map(row -> {
          Map<String, Object> facts = new LinkedHashMap<>();
          facts.put("source", row.source());
          facts.put("harvest", row.stamp());
          facts.put("problem", row.problem() == null ? "" : row.problem());
          facts.put("link", "/sources");
          boolean quarantined = row.state().equals("QUARANTINED");
          return new Occurrence(
              "harvest:" + row.stamp() + ":" + row.state(),
              quarantined ? EventType.HARVEST_QUARANTINED : EventType.HARVEST_INCOMPLETE,
              row.finishedAt().toInstant(),
              null,
              facts);
        })
        .toList();
  }
}
