package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the last harvests say, as a test puts it.
final class TestSurroundings implements Surroundings {

  final Map<NodeKey, String> adminGrants = new HashMap<>();
  final Map<NodeKey, List<NodeKey>> groups = new HashMap<>();
  final Map<NodeKey, List<NodeKey>> permissions = new HashMap<>();
  final Map<NodeKey, List<NodeKey>> alsoManaging = new HashMap<>();
  Set<String> managing = Set.of();

  private final Clock clock;
  private boolean fresh = true;
  private Optional<Instant> harvested = Optional.empty();

  TestSurroundings(Clock clock) {
    this.clock = clock;
  }

  /// From now on harvests do not happen by themselves.
  void harvestedLast(Optional<Instant> at) {
    fresh = false;
    harvested = at;
  }

  @Override
  public Optional<Instant> harvested(String source) {
    return fresh ? Optional.of(clock.instant()) : harvested;
  }

  @Override
  public Optional<String> adminByWhatItGrants(NodeKey group) {
    return Optional.ofNullable(adminGrants.get(group));
  }

  @Override
  public List<NodeKey> groupsOf(NodeKey account) {
    return groups.getOrDefault(account, List.of());
  }

  @Override
  public boolean manages(String source, String right) {
    return managing.contains(right);
  }

  @Override
  public List<NodeKey> managingPermissionsOf(NodeKey principal) {
    return permissions.getOrDefault(principal, List.of());
  }

  @Override
  public List<NodeKey> alsoManaging(NodeKey permission) {
    return alsoManaging.getOrDefault(permission, List.of());
  }
}
