package dev.firebreak.web.explore;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a picture shows, in sentences.
final class Telling {

  private final GraphSnapshot snapshot;
  private final Around around;
  private final Direction way;
  private final Wanted wanted;

  Telling(GraphSnapshot snapshot, Around around, Direction way, Wanted wanted) {
    this.snapshot = snapshot;
    this.around = around;
    this.way = way;
    this.wanted = wanted;
  }

  /// What lies around the node in the middle.
  String sentence() {
    String name = snapshot.name(around.focus());
    int onward = 0;
    int back = 0;
    int people = 0;
    int far = 0;
    for (Around.Found found : around.all()) {
      onward += found.column() > 0 ? 1 : 0;
      back += found.column() < 0 ? 1 : 0;
      people += found.column() < 0 && snapshot.kind(found.node()) == NodeKind.IDENTITY ? 1 : 0;
      far = Math.max(far, Math.abs(found.column()));
    }
    String within = far <= 1 ? "" : " within %d hops".formatted(far);
    return switch (way) {
      case REACHES ->
          "%s %s %s%s".formatted(name, past("reaches", "reached"), nodes(onward), within);
      case REACHED_BY ->
          back == 0
              ? "Nothing %s %s".formatted(past("reaches", "reached"), name)
              : "%s %s %s, %s of them identities%s"
                  .formatted(
                      name,
                      past("is reached by", "was reached by"),
                      nodes(back),
                      people == back ? "all" : people == 0 ? "none" : count(people),
                      within);
      case BOTH ->
          "%s %s %s and %s %s%s"
              .formatted(
                  name,
                  past("reaches", "reached"),
                  nodes(onward),
                  past("is reached by", "was reached by"),
                  nodes(back),
                  within);
    };
  }

  /// Which paths there are.
  String sentence(int focus, int to, Ways ways) {
    String from = snapshot.name(focus);
    String end = snapshot.name(to);
    if (ways.paths().total() == 0) {
      return focus == to
          ? "%s is both ends of this path".formatted(from)
          : "No path %s from %s to %s, nor back".formatted(past("leads", "led"), from, end);
    }
    long total = ways.paths().total();
    String paths =
        total == 1
            ? "One shortest path of %d %s %s"
                .formatted(ways.hops(), ways.hops() == 1 ? "hop" : "hops", past("leads", "led"))
            : "%,d shortest paths of %d %s %s"
                .formatted(
                    total, ways.hops(), ways.hops() == 1 ? "hop" : "hops", past("lead", "led"));
    return "%s from %s to %s"
        .formatted(paths, snapshot.name(ways.start()), snapshot.name(ways.end()));
  }

  /// What has to be known to read the picture rightly.
  List<String> notes(List<Instant> times) {
    List<String> notes = new ArrayList<>();
    Instant at = wanted.at();
    if (at != null) {
      notes.add(
          "Memberships and grants are as harvests saw them then. Who owns an account and whether it"
              + " can be used is as of now; of other edges only those that still exist are known.");
      if (!times.isEmpty() && at.isBefore(times.getFirst())) {
        notes.add(
            "Nothing had been harvested of this yet: of access before that nothing is known.");
      }
    }
    if (around.isCut()) {
      notes.add(
          "There is more: counting ended at %,d nodes. Follow fewer hops to see all there is."
              .formatted(Around.MOST_FOUND));
    }
    return List.copyOf(notes);
  }

  private String nodes(int count) {
    return count == 0 ? "nothing" : count == 1 ? "one node" : count(count) + " nodes";
  }

  private String count(int count) {
    return (around.isCut() ? "more than " : "") + "%,d".formatted(count);
  }

  private String past(String now, String then) {
    return wanted.at() == null ? now : then;
  }
}
