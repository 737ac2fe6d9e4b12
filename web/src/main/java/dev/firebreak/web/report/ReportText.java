package dev.firebreak.web.report;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.remediation.pack.PackContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the report of a run says, as text.
///
/// @param sentence what became of the run
/// @param purposes the stories of its findings
/// @param decisions who decided what, when
/// @param command how to check the pack
public record ReportText(
    String runId,
    String sentence,
    List<String> purposes,
    List<FindingText> findings,
    List<Fact> decisions,
    List<ChangeText> changes,
    List<RecordText> records,
    List<String> missing,
    String planHash,
    PackContent.Log log,
    String command) {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// A name and what there is to say of it.
  public record Fact(String name, String text) {}

  /// A finding.
  ///
  /// @param rule the rule in its canonical form; null where it was not recorded
  public record FindingText(
      String id, String story, List<Fact> facts, List<Fact> paths, @Nullable String rule) {}

  /// A change.
  public record ChangeText(
      int number, String sentence, String state, List<Fact> facts, List<Fact> bodies) {}

  /// A record that the pack holds.
  public record RecordText(long seq, String what, String at, String by) {}

  static ReportText of(PackContent content) {
    List<ChangeText> changes = new ArrayList<>();
    for (PackContent.Change change : content.changes()) {
      changes.add(change(changes.size() + 1, change));
    }
    return new ReportText(
        content.runId(),
        sentence(content),
        content.findings().stream().map(shown -> shown.finding().story()).toList(),
        content.findings().stream().map(ReportText::finding).toList(),
        decisions(content),
        changes,
        records(content),
        content.missing(),
        content.planHash(),
        content.log(),
        "./firebreak verify-evidence --pack evidence-%s.zip \\\n  --key '%s'"
            .formatted(content.runId(), content.log().key()));
  }

  private static String sentence(PackContent content) {
    int all = content.changes().size();
    long verified =
        content.changes().stream()
            .map(PackContent.Change::ended)
            .filter(ended -> ended != null && ended.state().equals("VERIFIED"))
            .count();
    if (content.started() == null) {
      return "Run %s was planned%s and has not begun."
          .formatted(content.runId(), content.approvals().isEmpty() ? "" : " and approved");
    }
    if (verified == all) {
      return all == 1
          ? "Run %s made its one change, and it was read back.".formatted(content.runId())
          : "Run %s made all %d changes, and each was read back.".formatted(content.runId(), all);
    }
    return "Run %s made and read back %d of %d changes.".formatted(content.runId(), verified, all);
  }

  private static FindingText finding(PackContent.Shown shown) {
    Finding finding = shown.finding();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Rule",
            "%s, %s, version %d"
                .formatted(finding.key().rule(), finding.ruleName(), finding.ruleVersion())));
    facts.add(new Fact("Severity", finding.severity().name().toLowerCase(Locale.ENGLISH)));
    facts.add(new Fact("Subject", finding.subjectName() + " (" + finding.key().subject() + ")"));
    facts.add(new Fact("Controls", String.join(", ", finding.frameworks())));
    facts.add(
        new Fact(
            "Computed again",
            shown.missing() == null
                ? "the rule finds it in the slice of the graph in record %d: %d nodes, %d edges"
                    .formatted(shown.seq(), shown.sliceNodes(), shown.sliceEdges())
                : "cannot be: " + shown.missing()));
    return new FindingText(
        shown.id(),
        finding.story(),
        facts,
        finding.because().stream().map(path -> new Fact(path.title(), walked(path))).toList(),
        shown.rule() == null ? null : pretty(shown.rule()));
  }

  private static String walked(AccessPath path) {
    StringBuilder text = new StringBuilder(path.first().name());
    for (int i = 0; i < path.hops().size(); i++) {
      text.append(" — ").append(path.hops().get(i).kind().word()).append(" → ");
      text.append(path.stops().get(i + 1).name());
    }
    return text.toString();
  }

  private static List<Fact> decisions(PackContent content) {
    List<Fact> decisions = new ArrayList<>();
    decisions.add(new Fact("Proposed", who(content.proposed())));
    content.approvals().forEach(approval -> decisions.add(new Fact("Approved", who(approval))));
    if (content.started() != null) {
      decisions.add(new Fact("Started", who(content.started())));
    }
    content.further().stream()
        .filter(word -> word.note() != null)
        .forEach(word -> decisions.add(new Fact("Looked at again", who(word))));
    return decisions;
  }

  private static String who(PackContent.Word word) {
    return "%s, %s, record %d%s"
        .formatted(
            word.by(), at(word.at()), word.seq(), word.note() == null ? "" : ": " + word.note());
  }

  private static ChangeText change(int number, PackContent.Change change) {
    List<Fact> facts = new ArrayList<>();
    List<Fact> bodies = new ArrayList<>();
    facts.add(new Fact("Resource", change.resource()));
    if (!change.before().isEmpty()) {
      bodies.add(new Fact("Before", pretty(change.before())));
    }
    PackContent.Sent sent = change.sent();
    if (sent == null) {
      facts.add(new Fact("Request", "nothing was sent"));
    } else {
      facts.add(
          new Fact(
              "Request",
              "%s %s, %s, record %d"
                  .formatted(sent.method(), sent.path(), at(sent.at()), sent.seq())));
      facts.add(new Fact("Guard", sent.guard()));
      if (sent.body() != null) {
        bodies.add(new Fact("Request", pretty(sent.body())));
      }
    }
    PackContent.Ended ended = change.ended();
    if (ended != null) {
      facts.add(
          new Fact(
              "Response",
              "%s, %d ms, record %d%s. %s"
                  .formatted(
                      ended.status() == null ? "no status" : "status " + ended.status(),
                      ended.tookMillis(),
                      ended.seq(),
                      ended.etag() == null ? "" : ", version now " + ended.etag(),
                      ended.detail())));
    }
    if (ended != null && ended.windowMillis() != null) {
      facts.add(
          new Fact(
              "Open window",
              "for %d ms a change of somebody else would have gone unnoticed"
                  .formatted(ended.windowMillis())));
    }
    if (ended != null && ended.lost() != null) {
      bodies.add(new Fact("Lost besides", pretty(ended.lost())));
    }
    PackContent.ReadBack seen = change.readBack();
    if (seen != null) {
      facts.add(
          new Fact(
              "Read back",
              "%s, record %d%s%s"
                  .formatted(
                      at(seen.at()),
                      seen.seq(),
                      seen.present().isEmpty()
                          ? ""
                          : "; shows " + String.join(", ", seen.present()),
                      seen.absent().isEmpty()
                          ? ""
                          : "; no longer shows " + String.join(", ", seen.absent()))));
    }
    if (change.undo() != null) {
      bodies.add(new Fact("Undo", pretty(change.undo())));
    } else if (change.undoNote() != null) {
      facts.add(new Fact("Undo", change.undoNote()));
    }
    return new ChangeText(
        number,
        change.sentence(),
        ended == null ? "not made" : ended.state().toLowerCase(Locale.ENGLISH),
        facts,
        bodies);
  }

  private static List<RecordText> records(PackContent content) {
    List<RecordText> records = new ArrayList<>();
    Stream.concat(
            Stream.of(content.proposed()),
            Stream.concat(content.approvals().stream(), content.further().stream()))
        .forEach(word -> records.add(record(word.seq(), word.what(), word.at(), word.by())));
    Instant frozen = content.proposed().at();
    content
        .findings()
        .forEach(shown -> records.add(record(shown.seq(), "FINDING_SHOWN", frozen, "firebreak")));
    if (content.started() != null) {
      PackContent.Word start = content.started();
      records.add(record(start.seq(), start.what(), start.at(), start.by()));
    }
    for (PackContent.Change change : content.changes()) {
      if (change.sent() != null) {
        records.add(record(change.sent().seq(), "INTENT", change.sent().at(), "firebreak"));
      }
      if (change.ended() != null) {
        records.add(record(change.ended().seq(), "OUTCOME", change.ended().at(), "firebreak"));
      }
      if (change.readBack() != null) {
        records.add(
            record(change.readBack().seq(), "OBSERVATION", change.readBack().at(), "firebreak"));
      }
    }
    records.sort(Comparator.comparingLong(RecordText::seq));
    return records;
  }

  private static RecordText record(long seq, String type, Instant at, String by) {
    return new RecordText(seq, type.toLowerCase(Locale.ENGLISH).replace('_', ' '), at(at), by);
  }

  private static String at(Instant time) {
    return AT.format(time);
  }

  private static String pretty(JsonNode json) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json).replace("\r", "");
  }
}
