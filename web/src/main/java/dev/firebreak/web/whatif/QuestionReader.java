package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.export.Moment;
import dev.firebreak.web.whatif.Question.AccountSet;
import dev.firebreak.web.whatif.Question.EdgeGone;
import dev.firebreak.web.whatif.Question.EdgeMade;
import dev.firebreak.web.whatif.Question.ResourcePatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes changes of a question; all that is wrong with it is told at once, each by where it is.
public final class QuestionReader {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("(urn:[\\w.:-]+:)?[A-Za-z][\\w$-]*(\\.[A-Za-z][\\w$-]*)?");

  private final Function<String, Optional<SourceConfig>> sources;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  private QuestionReader(Function<String, Optional<SourceConfig>> sources) {
    this.sources = sources;
  }

  /// The changes that a question asks about.
  ///
  /// @param sources finds the configuration of a source by its id
  /// @throws WhatIfRefused with everything that cannot be read
  public static List<Change> changes(
      Question question, GraphSnapshot snapshot, Function<String, Optional<SourceConfig>> sources) {
    QuestionReader reader = new QuestionReader(sources);
    reader.read(question, snapshot);
    if (reader.problems.isEmpty() && reader.changes.isEmpty()) {
      reader.problem("", "Nothing is asked. Give remove, add, accounts or patches.");
    }
    if (!reader.problems.isEmpty()) {
      throw new WhatIfRefused(reader.problems);
    }
    return List.copyOf(reader.changes);
  }

  /// The edges that are to go, wherever they are.
  ///
  /// @throws WhatIfRefused with everything that cannot be read
  public static List<Change.Remove> removals(List<EdgeGone> edges) {
    QuestionReader reader = new QuestionReader(source -> Optional.empty());
    reader.each("/remove", edges, reader::remove);
    if (!reader.problems.isEmpty()) {
      throw new WhatIfRefused(reader.problems);
    }
    return reader.changes.stream().map(Change.Remove.class::cast).toList();
  }

  /// The graph as of the instant of a question. The graph is known as it is, and how it will be by
  /// the dates of its grants; not how it was.
  ///
  /// @param now the instant of a question that names none; where no grant began or ended since the
  ///   snapshot was decided, that very snapshot is the answer
  /// @throws WhatIfRefused if that is no instant, or a day that is over
  public static GraphSnapshot asked(Question question, GraphSnapshot snapshot, Instant now) {
    QuestionReader reader = new QuestionReader(source -> Optional.empty());
    Instant at = reader.time("/at", question.at());
    if (at != null && at.isBefore(now.truncatedTo(ChronoUnit.DAYS))) {
      reader.problem(
          "/at",
          "%s is over, and the graph is known only as it is and will be. Give today or a time to come, or leave it out."
              .formatted(question.at()));
    }
    if (!reader.problems.isEmpty()) {
      throw new WhatIfRefused(reader.problems);
    }
    if (at != null) {
      return snapshot.at(at);
    }
    boolean asBefore =
        snapshot
            .changesAfter(snapshot.asOf())
            .findFirst()
            .filter(change -> !change.isAfter(now))
            .isEmpty();
    return asBefore ? snapshot : snapshot.at(now);
  }

  private void read(Question question, GraphSnapshot snapshot) {
    each("/remove", question.remove(), this::remove);
    each("/add", question.add(), this::add);
    each("/accounts", question.accounts(), this::account);
    each("/patches", question.patches(), (at, patch) -> patch(at, patch, snapshot));
  }

  private interface Reading<T> {
    void read(String at, T entry);
  }

  private <T> void each(String at, @Nullable List<T> entries, Reading<T> reading) {
    for (int i = 0; entries != null && i < entries.size(); i++) {
      T entry = entries.get(i);
      if (entry == null) {
        problem(at + "/" + i, "This entry is empty. Take it out.");
      } else {
        reading.read(at + "/" + i, entry);
      }
    }
  }

  private void remove(String at, EdgeGone edge) {
    EdgeKind kind = kind(at, edge.kind());
    String from = text(at, "from", edge.from());
    String to = text(at, "to", edge.to());
    if (kind != null && from != null && to != null) {
      changes.add(new Change.Remove(at, kind, from, to, edge.via()));
    }
  }

  private void add(String at, EdgeMade edge) {
    EdgeKind kind = kind(at, edge.kind());
    String from = text(at, "from", edge.from());
    String to = text(at, "to", edge.to());
    Instant since = time(at + "/since", edge.since());
    Instant validFrom = time(at + "/validFrom", edge.validFrom());
    Instant validTo = time(at + "/validTo", edge.validTo());
    carrier(at, edge.via(), edge.attribute());
    if (kind != null && from != null && to != null) {
      changes.add(
          new Change.Add(
              at, kind, from, to, edge.via(), edge.attribute(), since, validFrom, validTo));
    }
  }

  /// Refuses what no resource and no attribute of one can be called.
  private void carrier(String at, @Nullable String via, @Nullable String attribute) {
    if (via != null) {
      try {
        NodeKey.parse(via);
      } catch (IllegalArgumentException malformed) {
        problem(
            at + "/via",
            "%s is no key of a resource. A key is source/type/id; or leave it out.".formatted(via));
      }
    }
    if (attribute != null && !ATTRIBUTE.matcher(attribute).matches()) {
      problem(
          at + "/attribute",
          "%s is no name of an attribute (RFC 7644, 3.10). Use members or entitlements, or leave it out."
              .formatted(attribute));
    }
  }

  private void account(String at, AccountSet account) {
    String key = text(at, "key", account.key());
    if (account.active() == null) {
      problem(at + "/active", "It is missing. Say true or false.");
    } else if (key != null) {
      changes.add(new Change.Switch(at, key, account.active()));
    }
  }

  private void patch(String at, ResourcePatch patch, GraphSnapshot snapshot) {
    String id = text(at, "source", patch.source());
    String type = text(at, "type", patch.type());
    String resource = text(at, "id", patch.id());
    if (patch.patch() == null) {
      problem(at + "/patch", "It is missing. Give the body of the PATCH.");
    }
    if (id == null || type == null || resource == null || patch.patch() == null) {
      return;
    }
    Optional<SourceConfig> source = sources.apply(id);
    if (source.isEmpty()) {
      problem(at + "/source", "There is no source " + id + " in the configuration.");
      return;
    }
    try {
      changes.addAll(
          new PatchReading(at, source.get(), snapshot).changes(type, resource, patch.patch()));
    } catch (WhatIfRefused refused) {
      problems.addAll(refused.problems());
    }
  }

  private @Nullable EdgeKind kind(String at, @Nullable String kind) {
    String text = text(at, "kind", kind);
    if (text == null) {
      return null;
    }
    String name = text.strip().toUpperCase(Locale.ROOT);
    for (EdgeKind each : EdgeKind.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    problem(
        at + "/kind",
        "There is no kind of edge %s. Known: %s."
            .formatted(
                text,
                Arrays.stream(EdgeKind.values())
                    .map(EdgeKind::name)
                    .collect(Collectors.joining(", "))));
    return null;
  }

  private @Nullable String text(String at, String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problem(at + "/" + field, "%s is missing.".formatted(field));
      return null;
    }
    return value;
  }

  private @Nullable Instant time(String at, @Nullable String value) {
    try {
      return value == null ? null : Moment.parse(value);
    } catch (IllegalArgumentException e) {
      problem(at, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void problem(String at, String problem) {
    problems.add(new Problem(at, problem));
  }
}
