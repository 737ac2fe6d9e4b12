package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the guardrails must know beside the plan and the live resource: what the last harvests say.
/// Where to look is answered by it, what is true is then read live.
public interface Surroundings {

  /// When the last harvest of a source began that saw all of it; empty where none did.
  Optional<Instant> harvested(String source);

  /// Why what a group grants makes it an admin group, such as an entitlement of high sensitivity.
  Optional<String> adminByWhatItGrants(NodeKey group);

  /// The groups that an account is in directly.
  List<NodeKey> groupsOf(NodeKey account);

  /// Whether a right on a container lets its holder decide who gets in.
  boolean manages(String source, String right);

  /// The permissions by which an account or group manages containers.
  List<NodeKey> managingPermissionsOf(NodeKey principal);

  /// The permissions by which others manage the container that a permission is about.
  List<NodeKey> alsoManaging(NodeKey permission);
}
