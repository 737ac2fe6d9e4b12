package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Whether what a finding shows is still so.
public record ShownFacts(Finding finding) implements StillHolds {

  @Override
  public boolean test(GraphSnapshot after) {
    return switch (finding.key().kind()) {
      case TOXIC ->
          finding.because().stream()
              .collect(Collectors.groupingBy(AccessPath::title))
              .values()
              .stream()
              .allMatch(paths -> paths.stream().anyMatch(path -> isWalkable(after, path)));
      case BLAST_RADIUS -> finding.because().stream().anyMatch(path -> isWalkable(after, path));
      case UNUSED -> isHeld(after);
      case LEAVER, ORPHAN, DORMANT -> account(finding, after).isPresent();
      case OUTLIER, OUTSIDE_VAULT, STANDING_PRIVILEGE, EMPTY_GROUP, GROUP_CYCLE, DUPLICATE_GROUP ->
          finding.because().stream().anyMatch(path -> isWalkable(after, path));
      case OWNERLESS, SHARED, SAFE, DRIFT, QUARANTINE -> true;
    };
  }

  @Override
  public List<AccessPath> because(GraphSnapshot after) {
    return finding.because().stream().filter(path -> isWalkable(after, path)).toList();
  }

  /// The account that a leaver or orphan finding is about, unless it is inactive or gone.
  public static OptionalInt account(Finding finding, GraphSnapshot snapshot) {
    String key =
        finding.key().detail().isEmpty() ? finding.key().subject() : finding.key().detail();
    OptionalInt named = snapshot.find(key);
    if (named.isPresent() && snapshot.node(named.getAsInt()).kind() == NodeKind.ACCOUNT) {
      return usable(snapshot, named);
    }
    return finding.because().stream()
        .flatMap(path -> path.stops().stream())
        .filter(stop -> stop.kind() == NodeKind.ACCOUNT)
        .map(stop -> usable(snapshot, snapshot.find(stop.key())))
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private static OptionalInt usable(GraphSnapshot snapshot, OptionalInt account) {
    return account.isPresent() && snapshot.node(account.getAsInt()).active() != Active.NO
        ? account
        : OptionalInt.empty();
  }

  private boolean isHeld(GraphSnapshot after) {
    return after
        .edges(EdgeKind.HOLDS)
        .mapToObj(after::edge)
        .anyMatch(edge ->
            Map.entry(after.node(edge.from()).key(), after.node(edge.to()).key())
                .equals(Map.entry(finding.key().subject(), finding.key().detail())));
  }

  private static boolean isWalkable(GraphSnapshot after, AccessPath path) {
    OptionalInt start = after.find(path.first().key());
    OptionalInt end = after.find(path.last().key());
    return start.isPresent()
        && end.isPresent()
        && Walk.forward(after).from(start.getAsInt()).found(end.getAsInt());
  }
}
