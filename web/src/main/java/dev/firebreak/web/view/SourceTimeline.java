package dev.firebreak.web.view;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.EvidenceLog;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What happened at a source, by what the graph and the evidence keep of it, newest first.
@Component
public final class SourceTimeline {

  /// How many events a page has.
  public static final int LISTED = 50;

  private static final Comparator<Event> NEWEST =
      Comparator.comparing(Event::at).thenComparing(Event::id).reversed();

  record Asked(String source, Instant before, String id, long limit) {}

  record EventRow(
      ZonedDateTime at,
      String id,
      String what,
      @Nullable String problem,
      long created,
      long deleted) {}

  static final Query<Asked, EventRow> EVENTS =
      Query.read("read/source-events", Asked.class, EventRow.class);

  private final IdentityGraph graph;
  private final Harvests harvests;
  private final SourceRecords records;
  private final EvidenceLog log;

  SourceTimeline(IdentityGraph graph, Harvests harvests, SourceRecords records, EvidenceLog log) {
    this.graph = graph;
    this.harvests = harvests;
    this.records = records;
    this.log = log;
  }

  /// What kind of thing happened.
  public enum Kind {
    HARVEST,
    UPDATE,
    INCOMPLETE,
    QUARANTINE,
    PROBE,
    SCHEMA,
    EVIDENCE;

    /// In words.
    public String word() {
      return switch (this) {
        case HARVEST -> "Harvest";
        case UPDATE -> "Changes read";
        case INCOMPLETE -> "Incomplete harvest";
        case QUARANTINE -> "Quarantine";
        case PROBE -> "Probe";
        case SCHEMA -> "Schemas changed";
        case EVIDENCE -> "On record";
      };
    }

    /// Whether somebody should look.
    public boolean warns() {
      return this == INCOMPLETE || this == QUARANTINE;
    }
  }

  /// Something that happened.
  ///
  /// @param id unlike that of all others of this source
  /// @param words what, in a sentence
  /// @param record the number of the record that says so; null where it is in no evidence
  public record Event(Instant at, String id, Kind kind, String words, @Nullable Long record) {}

  /// A page of events.
  ///
  /// @param older what to send as `before` for older ones; empty when there are none
  public record Timeline(String source, String name, List<Event> events, String older) {}

  /// @param before `older` of the page before; empty for the newest
  /// @throws NotThere if there is no such source
  /// @throws NotUnderstood if `before` is not from such a page
  public Timeline of(String source, String before) {
    Harvests.Source known =
        harvests.all().stream()
            .filter(each -> each.id().equals(source))
            .findFirst()
            .orElseThrow(() -> new NotThere("There is no source with the id " + source + "."));
    Event from = cursor(before);
    List<Event> all = new ArrayList<>();
    graph.ask(EVENTS, new Asked(source, from.at(), from.id(), LISTED + 1L)).stream()
        .map(SourceTimeline::event)
        .forEach(all::add);
    records.of(source).reversed().stream()
        .map(mark -> new Event(mark.at(), "record " + mark.seq(), Kind.EVIDENCE, "", mark.seq()))
        .filter(event -> NEWEST.compare(from, event) < 0)
        .limit(LISTED + 1L)
        .forEach(all::add);
    List<Event> page = all.stream().sorted(NEWEST).limit(LISTED).map(this::told).toList();
    Event last = all.size() > LISTED ? page.getLast() : null;
    return new Timeline(
        source, known.name(), page, last == null ? "" : last.at() + " " + last.id());
  }

  private static Event cursor(String before) {
    if (before.isEmpty()) {
      return at(Instant.parse("9999-01-01T00:00:00Z"), "");
    }
    try {
      int space = before.indexOf(' ');
      return at(
          Instant.parse(before.substring(0, Math.max(0, space))), before.substring(space + 1));
    } catch (DateTimeParseException e) {
      throw new NotUnderstood("before must be what an answer gave as older.");
    }
  }

  private static Event at(Instant at, String id) {
    return new Event(at, id, Kind.EVIDENCE, "", null);
  }

  private Event told(Event event) {
    Long seq = event.record();
    return seq == null
        ? event
        : new Event(
            event.at(),
            event.id(),
            event.kind(),
            log.entry(seq).map(EvidencePages::what).orElse("A record that cannot be read."),
            seq);
  }

  private static Event event(EventRow row) {
    Kind kind =
        switch (row.what()) {
          case "COMPLETE" -> Kind.HARVEST;
          case "UPDATED" -> Kind.UPDATE;
          case "QUARANTINED" -> Kind.QUARANTINE;
          case "PROBE" -> Kind.PROBE;
          case "SCHEMA" -> Kind.SCHEMA;
          default -> Kind.INCOMPLETE;
        };
    return new Event(row.at().toInstant(), row.id(), kind, words(kind, row), null);
  }

  private static String words(Kind kind, EventRow row) {
    String problem = row.problem() == null ? "" : row.problem().strip();
    return switch (kind) {
      case HARVEST, UPDATE ->
          row.created() + row.deleted() == 0
              ? "Nothing came and nothing went."
              : "%,d nodes and edges came, %,d went.".formatted(row.created(), row.deleted());
      case INCOMPLETE ->
          problem.isEmpty() ? "It did not see everything, and removed nothing." : problem;
      case QUARANTINE ->
          problem.isEmpty() ? "Too much was missing to be believed; nothing was removed." : problem;
      case PROBE -> problem.isEmpty() ? "It was measured what the source does." : problem;
      case SCHEMA ->
          "%,d lines came, %,d went, in what it says of its resource types and schemas."
              .formatted(row.created(), row.deleted());
      case EVIDENCE -> "";
    };
  }
}
