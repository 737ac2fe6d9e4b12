package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.outlier.SimilarPeers;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.OptionalInt;

/// Who of the peers of the identity that a finding begins at reaches the same.
///
/// @param sentence how many of how many; empty where there is nobody to compare with
/// @param reaching some of them
/// @param more how many further ones reach it
public record PeersView(String sentence, List<NodeRef> reaching, int more) {

  private static final int LISTED = 8;
  private static final PeersView NOBODY = new PeersView("", List.of(), 0);

  /// The peers of a finding, by the graph as it is.
  static PeersView of(GraphSnapshot snapshot, Finding finding) {
    AccessPath.Stop start = finding.because().getFirst().first();
    OptionalInt identity = snapshot.find(start.key());
    List<Integer> ends =
        finding.because().stream()
            .filter(path -> path.first().key().equals(start.key()))
            .flatMapToInt(path -> snapshot.find(path.last().key()).stream())
            .boxed()
            .distinct()
            .toList();
    if (start.kind() != NodeKind.IDENTITY || identity.isEmpty()) {
      return NOBODY;
    }
    return SimilarPeers.of(snapshot, identity.getAsInt(), ends)
        .map(peers -> told(snapshot, peers))
        .orElse(
            new PeersView(
                "Nobody shares a title, a department or a manager with %s.".formatted(start.name()),
                List.of(),
                0));
  }

  private static PeersView told(GraphSnapshot snapshot, SimilarPeers peers) {
    int same = peers.reaching().size();
    return new PeersView(
        "%s of %,d other %s %s %s the same."
            .formatted(
                same == 0 ? "None" : "%,d".formatted(same),
                peers.peers(),
                peers.peers() == 1 ? "identity" : "identities",
                peers.words(),
                same > 1 ? "reach" : "reaches"),
        peers.reaching().stream().limit(LISTED).map(each -> NodeRef.of(snapshot, each)).toList(),
        Math.max(0, same - LISTED));
  }
}
