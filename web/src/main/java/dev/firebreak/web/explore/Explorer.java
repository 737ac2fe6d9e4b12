package dev.firebreak.web.explore;

import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.Names;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes the picture of a state of the explorer, from the graph in memory as it is or was.
@Component
public final class Explorer {

  /// Of how many findings, the worst ones, the paths are coloured.
  private static final int MOST_FINDINGS = 50;

  private static final int JEWELS_KEPT = 12;
  private static final int OTHERS = 3;
  private static final int MOST_TIMES = 200;
  private static final int MOST_ASKED = 1_000;
  private static final int MOST_READ = 50_000;

  private final CurrentGraph current;
  private final PastGraphs past;
  private final Names names;
  private final FindingsReader findings;
  private final Clock clock;

  Explorer(
      CurrentGraph current, PastGraphs past, Names names, FindingsReader findings, Clock clock) {
    this.current = current;
    this.past = past;
    this.names = names;
    this.findings = findings;
    this.clock = clock;
  }

  /// What a state looks like.
  ///
  /// @throws NotThere if no node has the key or the name that it says
  /// @throws NotUnderstood if it is as of an instant that is not over, or of any where whoever asks
  ///   sees a part only: of what was it is not known whether it was in it
  public Picture of(Wanted wanted) {
    GraphSnapshot now = current.snapshot();
    Instant at = wanted.at();
    if (at != null && at.isAfter(clock.instant())) {
      throw new NotUnderstood("Give at as an instant that is over, not %s.".formatted(at));
    }
    if (at != null && current.isPart()) {
      throw new NotUnderstood(
          "You see a part of the graph only, and that as it is now. Leave out at.");
    }
    GraphSnapshot shown = at == null ? now : past.at(now, at);
    int focus = find(now, shown, wanted.focus());
    Integer to = wanted.isPath() ? find(now, shown, wanted.to()) : null;
    Direction direction = wanted.direction();
    Direction way = direction == null ? Direction.of(shown.kind(focus)) : direction;
    Ways ways = to == null ? null : Ways.between(shown, focus, to, wanted.most());
    Around around = ways == null ? Around.of(shown, focus, way, wanted.hops()) : ways.around(shown);
    Set<Integer> onWay = new HashSet<>();
    if (ways != null) {
      around.all().forEach(found -> onWay.add(found.node()));
    }
    Set<Integer> expanded = indexes(shown, wanted.expanded());
    expanded.forEach(around::grow);
    Hot hot =
        at == null
            ? Hot.of(shown, findings.read(worst(shown.key(focus))), shown.key(focus))
            : Hot.NOTHING;
    Set<Integer> keep = kept(around, hot.nodes(), wanted);
    Set<Integer> unfolded = new HashSet<>(expanded);
    unfolded.addAll(onWay);
    Drawn drawn =
        new Drawn(
            around,
            node -> onWay.contains(node) || passes(shown, wanted, node),
            keep,
            unfolded,
            indexes(shown, wanted.folded()));
    return new PictureMaker(shown, wanted, way, around, drawn, hot, onWay)
        .make(focus, to, ways, nearly(now, shown, wanted, focus, to), times(now, around));
  }

  /// What is not called as somebody said, but something like it.
  private List<String> nearly(
      GraphSnapshot now, GraphSnapshot shown, Wanted wanted, int focus, @Nullable Integer to) {
    List<String> notes = new ArrayList<>();
    nearly(now, wanted.focus(), shown.key(focus)).ifPresent(notes::add);
    if (to != null) {
      nearly(now, wanted.to(), shown.key(to)).ifPresent(notes::add);
    }
    return notes;
  }

  private Optional<String> nearly(GraphSnapshot now, String text, String key) {
    OptionalInt found = now.find(key);
    if (key.equals(text) || found.isEmpty() || names.isCalled(now, found.getAsInt(), text)) {
      return Optional.empty();
    }
    String name = now.name(found.getAsInt());
    List<String> others =
        names.suggest(now, text).groups().stream()
            .flatMap(group -> group.hits().stream())
            .map(hit -> hit.node().name())
            .filter(other -> !other.equals(name))
            .distinct()
            .limit(OTHERS)
            .toList();
    return Optional.of(
        "Nothing is called “%s”; this is %s.%s"
            .formatted(
                text,
                name,
                others.isEmpty()
                    ? ""
                    : " Also something like it: " + String.join(", ", others) + "."));
  }

  private List<FindingSummary> worst(String key) {
    return findings.about(key).stream().limit(MOST_FINDINGS).toList();
  }

  private int find(GraphSnapshot now, GraphSnapshot shown, String text) {
    OptionalInt exact = shown.find(text);
    if (exact.isPresent()) {
      return exact.getAsInt();
    }
    OptionalInt named = names.find(now, text);
    return (named.isPresent() ? shown.find(now.key(named.getAsInt())) : named)
        .orElseThrow(() ->
            new NotThere(
                "Nothing has the key or a name like '%s'. Only what was harvested can be found."
                    .formatted(text)));
  }

  private static Set<Integer> indexes(GraphSnapshot snapshot, Set<String> keys) {
    Set<Integer> all = new LinkedHashSet<>();
    for (String key : keys) {
      snapshot.find(key).ifPresent(all::add);
    }
    return all;
  }

  private static boolean passes(GraphSnapshot snapshot, Wanted wanted, int node) {
    if (!wanted.kinds().isEmpty() && !wanted.kinds().contains(snapshot.kind(node))) {
      return false;
    }
    String source = PictureMaker.sourceOf(snapshot, node);
    return wanted.sources().isEmpty() || source.isEmpty() || wanted.sources().contains(source);
  }

  private static Set<Integer> kept(Around around, Set<Integer> hot, Wanted wanted) {
    GraphSnapshot snapshot = around.snapshot();
    Set<Integer> keep = new HashSet<>(hot);
    around.all().stream()
        .filter(found -> snapshot.crownJewel(found.node()))
        .sorted(
            Comparator.<Around.Found>comparingInt(found -> -snapshot.sensitivity(found.node()))
                .thenComparingInt(found -> Math.abs(found.column()))
                .thenComparing(found -> snapshot.key(found.node())))
        .limit(JEWELS_KEPT)
        .forEach(found -> keep.add(found.node()));
    keep.addAll(indexes(snapshot, wanted.pinned().keySet()));
    snapshot.find(wanted.selected()).ifPresent(keep::add);
    return keep;
  }

  /// When access of what was found changed, as far as harvests saw it; the latest of many.
  private List<Instant> times(GraphSnapshot now, Around around) {
    if (current.isPart()) {
      return List.of();
    }
    GraphSnapshot shown = around.snapshot();
    List<String> holders =
        around.all().stream()
            .map(Around.Found::node)
            .filter(
                node -> shown.kind(node) == NodeKind.ACCOUNT || shown.kind(node) == NodeKind.GROUP)
            .limit(MOST_ASKED)
            .map(shown::key)
            .toList();
    Set<Instant> times = new TreeSet<>(past.changes(holders));
    int read = 0;
    for (String key : holders) {
      OptionalInt node = now.find(key);
      if (node.isPresent()) {
        for (int edge = now.firstOut(node.getAsInt());
            edge < now.endOut(node.getAsInt()) && read < MOST_READ;
            edge++, read++) {
          Instant first = isAccess(now.edgeKind(edge)) ? now.firstSeen(edge) : null;
          if (first != null) {
            times.add(first);
          }
        }
      }
    }
    List<Instant> all = new ArrayList<>(times);
    return List.copyOf(all.subList(Math.max(0, all.size() - MOST_TIMES), all.size()));
  }

  private static boolean isAccess(EdgeKind kind) {
    return kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS;
  }
}
