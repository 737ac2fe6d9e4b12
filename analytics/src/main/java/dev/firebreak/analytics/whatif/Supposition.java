package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.whatif.Supposed.Touched;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the changed snapshot of a question, or says of each change that cannot be made why. What
/// is removed goes first, so that an edge may come back otherwise.
final class Supposition {

  private final GraphSnapshot snapshot;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Integer> gone = new TreeSet<>();
  private final Map<List<@Nullable Object>, Edge> more = new LinkedHashMap<>();
  private final Map<Integer, Change.Switch> switches = new LinkedHashMap<>();

  private Supposition(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// @throws WhatIfRefused with everything that is wrong
  static Supposed of(GraphSnapshot snapshot, List<Change> changes) {
    Supposition supposition = new Supposition(snapshot);
    changes.forEach(change -> {
      if (change instanceof Change.Remove remove) {
        supposition.remove(remove);
      }
    });
    changes.forEach(change -> {
      switch (change) {
        case Change.Remove _ -> {}
        case Change.Add add -> supposition.add(add);
        case Change.Switch to -> supposition.turn(to);
      }
    });
    if (!supposition.problems.isEmpty()) {
      throw new WhatIfRefused(supposition.problems);
    }
    return supposition.changed();
  }

  private Supposed changed() {
    GraphSnapshot after = snapshot;
    List<Touched> touched = new ArrayList<>();
    if (!gone.isEmpty()) {
      gone.forEach(e -> touched.add(Touched.of(snapshot, e)));
      after = after.without(gone.stream().mapToInt(Integer::intValue));
    }
    if (!more.isEmpty()) {
      more.values().forEach(e -> touched.add(new Touched(e.kind(), e.from(), e.to())));
      after = after.with(more.values());
    }
    Set<Integer> switched = new TreeSet<>();
    for (var to : switches.entrySet()) {
      int account = to.getKey();
      after = to.getValue().active() ? after.withActive(account) : after.withInactive(account);
      switched.add(account);
      for (int at = after.firstIn(account); at < after.endIn(account); at++) {
        touched.add(Touched.of(after, after.in(at)));
        int owner = after.from(after.in(at));
        if (after.active(owner) != snapshot.active(owner)) {
          switched.add(owner);
        }
      }
    }
    return new Supposed(snapshot, after, touched, switched);
  }

  private void remove(Change.Remove change) {
    OptionalInt from = node(change, "from", change.from());
    OptionalInt to = node(change, "to", change.to());
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    List<Integer> found =
        snapshot
            .find(change.kind(), from.getAsInt(), to.getAsInt())
            .filter(e -> change.via() == null || change.via().equals(snapshot.via(e)))
            .boxed()
            .toList();
    if (found.isEmpty()) {
      problem(
          change,
          "There is no edge %s from %s to %s%s in the graph. Take it out, or correct it."
              .formatted(
                  change.kind(),
                  change.from(),
                  change.to(),
                  change.via() == null ? "" : " carried by " + change.via()));
    } else if (!gone.addAll(found)) {
      problem(change, "This edge is removed before. Take it out.");
    }
  }

  private void add(Change.Add change) {
    OptionalInt from = node(change, "from", change.from());
    OptionalInt to = node(change, "to", change.to());
    boolean starts = allowed(change, "from", from, change.kind().from());
    boolean ends = allowed(change, "to", to, change.kind().to());
    if (from.isEmpty() || to.isEmpty() || !starts || !ends || !times(change)) {
      return;
    }
    int start = from.getAsInt();
    int end = to.getAsInt();
    boolean there =
        snapshot
            .find(change.kind(), start, end)
            .filter(e -> snapshot.holds(e) && !gone.contains(e))
            .anyMatch(e -> change.via() == null || change.via().equals(snapshot.via(e)));
    if (there) {
      problem(
          change,
          "The edge %s from %s to %s exists already. Take it out."
              .formatted(change.kind(), change.from(), change.to()));
    } else if (more.putIfAbsent(
            Arrays.asList(change.kind(), start, end, change.via()), edge(change, start, end))
        != null) {
      problem(change, "This edge is added before. Take it out.");
    }
  }

  private boolean times(Change.Add change) {
    Instant begin = change.validFrom();
    Instant over = change.validTo();
    if (begin != null && over != null && !begin.isBefore(over)) {
      problem(change, "It would end before it begins. Let validTo be later than validFrom.");
      return false;
    }
    return true;
  }

  /// An edge as a harvest would have made it now.
  private Edge edge(Change.Add change, int start, int end) {
    EdgeKind kind = change.kind();
    boolean rights = kind == EdgeKind.HOLDS && snapshot.node(end).right();
    int carrier = kind == EdgeKind.MEMBER_OF ? end : start;
    String via = change.via();
    String attribute = change.attribute();
    if (via == null && !rights && kind != EdgeKind.OWNS) {
      via = snapshot.key(carrier);
    }
    if (attribute == null) {
      attribute = attribute(kind, rights, end);
    }
    Instant now = snapshot.asOf();
    return new Edge(
        kind,
        start,
        end,
        kind == EdgeKind.OWNS ? NodeKey.FIREBREAK : snapshot.source(carrier),
        via,
        attribute,
        null,
        null,
        change.since() == null ? now : change.since(),
        change.validFrom(),
        change.validTo(),
        now,
        now);
  }

  private @Nullable String attribute(EdgeKind kind, boolean rights, int end) {
    return switch (kind) {
      case MEMBER_OF -> "members";
      case HOLDS ->
          rights
              ? "rights"
              : "Role".equals(snapshot.node(end).resourceType()) ? "roles" : "entitlements";
      case IMPLIES -> "contains";
      case OWNS, ON, OPENS, CONTAINS, SIGNS_IN_AS, REPORTS_TO -> null;
    };
  }

  private void turn(Change.Switch change) {
    OptionalInt found = node(change, "account", change.account());
    if (found.isEmpty()) {
      return;
    }
    int account = found.getAsInt();
    Active wanted = change.active() ? Active.YES : Active.NO;
    if (snapshot.kind(account) != NodeKind.ACCOUNT) {
      problem(
          change,
          "%s is no account but %s, which cannot be switched on or off."
              .formatted(change.account(), Wording.one(snapshot.kind(account))));
    } else if (snapshot.active(account) == wanted) {
      problem(
          change,
          "%s is %s already. Take it out."
              .formatted(change.account(), change.active() ? "active" : "inactive"));
    } else if (switches.putIfAbsent(account, change) != null) {
      problem(change, change.account() + " is switched before. Say it once.");
    }
  }

  private OptionalInt node(Change change, String end, String key) {
    OptionalInt found = snapshot.find(key);
    if (found.isEmpty()) {
      problems.add(
          new Problem(
              change.at() + "/" + end,
              "There is no node with the key %s in the graph. A key is source/type/id; harvest the source if it is new there."
                  .formatted(key)));
    }
    return found;
  }

  private boolean allowed(Change change, String end, OptionalInt node, List<NodeKind> kinds) {
    if (node.isEmpty() || kinds.contains(snapshot.kind(node.getAsInt()))) {
      return true;
    }
    problems.add(
        new Problem(
            change.at() + "/" + end,
            "%s is of the kind %s; such an edge %s at: %s."
                .formatted(
                    snapshot.key(node.getAsInt()),
                    snapshot.kind(node.getAsInt()).word(),
                    end.equals("from") ? "starts" : "ends",
                    kinds.stream().map(NodeKind::word).collect(Collectors.joining(", ")))));
    return false;
  }

  private void problem(Change change, String problem) {
    problems.add(new Problem(change.at(), problem));
  }
}
