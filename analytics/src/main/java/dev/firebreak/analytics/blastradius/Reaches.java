package dev.firebreak.analytics.blastradius;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;

/// How far each identity reaches, as far as identities are compared by it.
///
/// @param first the index of the first identity; they lie together
/// @param weighted the sum of the sensitivities of what each reaches
/// @param crownJewels how many crown jewels each reaches
@SuppressWarnings("ArrayRecordComponent") // the columns are shared, never compared
public record Reaches(int first, long[] weighted, int[] crownJewels) {

  /// @param radii what [Radii#all] says of the snapshot
  public static Reaches of(GraphSnapshot snapshot, List<Radius> radii) {
    Reaches all =
        new Reaches(
            snapshot.first(NodeKind.IDENTITY), new long[radii.size()], new int[radii.size()]);
    if (radii instanceof Radii figures) {
      for (int row = 0; row < radii.size(); row++) {
        all.weighted[row] = figures.figures().weighted(row);
        all.crownJewels[row] = figures.figures().crownJewels(row);
      }
    } else {
      radii.forEach(radius -> all.set(radius.node(), radius.weighted(), radius.crownJewels()));
    }
    return all;
  }

  /// One that can be set without changing this one.
  public Reaches copy() {
    return new Reaches(first, weighted.clone(), crownJewels.clone());
  }

  public void set(int identity, long weight, int jewels) {
    weighted[identity - first] = weight;
    crownJewels[identity - first] = jewels;
  }

  public long weighted(int identity) {
    return weighted[identity - first];
  }

  public int crownJewels(int identity) {
    return crownJewels[identity - first];
  }
}
