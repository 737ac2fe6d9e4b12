package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;

/// Whom a finding concerns, where its subject is not the identity itself.
///
/// @param identities the nearest of them
/// @param total how many reach the subject
public record Concerned(List<NodePages.Reacher> identities, int total) {

  private static final int LISTED = 12;

  /// Those who reach the subject now; nobody where it is an identity, or is gone.
  static Concerned by(GraphSnapshot snapshot, String subject, NodeKind kind) {
    var node = snapshot.find(subject);
    if (kind == NodeKind.IDENTITY || node.isEmpty()) {
      return new Concerned(List.of(), 0);
    }
    Exposure exposure = Exposure.of(snapshot, node.getAsInt(), LISTED);
    return new Concerned(
        exposure.identities().stream().map(each -> NodePages.reacher(snapshot, each)).toList(),
        exposure.count());
  }
}
