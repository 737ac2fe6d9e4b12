package dev.firebreak.analytics.outlier;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who has the same work as somebody, and who of these reaches the same.
///
/// @param words who they are: `with the title AP clerk`
/// @param peers how many they are, inactive ones not counted
/// @param reaching the indexes of those who reach all of it, ascending
public record SimilarPeers(String words, int peers, List<Integer> reaching) {

  /// From the narrowest likeness to the widest.
  private static final List<Way> WAYS = List.of(Way.TITLE, Way.DEPARTMENT, Way.MANAGER);

  public SimilarPeers {
    reaching = List.copyOf(reaching);
  }

  /// Those who share a title with an identity; where nobody does or it has none, its department, or
  /// else its manager. Empty where it has nobody to be compared with.
  ///
  /// @param ends the indexes of what is reached
  public static Optional<SimilarPeers> of(
      GraphSnapshot snapshot, int identity, Collection<Integer> ends) {
    for (Way way : WAYS) {
      String value = PeerGroups.shown(snapshot, identity, way);
      if (value != null && !value.isBlank()) {
        int[] peers = peers(snapshot, identity, way, value);
        if (peers.length > 0) {
          return Optional.of(
              new SimilarPeers(way.words(value), peers.length, reaching(snapshot, peers, ends)));
        }
      }
    }
    return Optional.empty();
  }

  private static int[] peers(GraphSnapshot snapshot, int identity, Way way, String value) {
    return snapshot
        .nodes(NodeKind.IDENTITY)
        .filter(other -> other != identity)
        .filter(other -> snapshot.identityKind(other) == snapshot.identityKind(identity))
        .filter(other -> isSame(value, PeerGroups.shown(snapshot, other, way)))
        .filter(other -> snapshot.active(other) != Active.NO)
        .toArray();
  }

  private static boolean isSame(String value, @Nullable String other) {
    return other != null && value.strip().equalsIgnoreCase(other.strip());
  }

  private static List<Integer> reaching(
      GraphSnapshot snapshot, int[] peers, Collection<Integer> ends) {
    int[] left = peers;
    for (int end : ends) {
      Walk back = Walk.backward(snapshot).from(end);
      left = IntStream.of(left).filter(back::found).toArray();
    }
    return IntStream.of(left).boxed().toList();
  }
}
