package dev.firebreak.remediation.evidence.merkle;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: the roots of its complete subtrees, the largest first. That is
/// all it takes to add leaves and to tell the root. Not for several threads at once.
public final class MerkleFrontier {
  private final List<byte[]> peaks = new ArrayList<>();
  private long size;

  /// Adds the next leaf.
  ///
  /// @param leaf its [MerkleHash#leaf]
  public void add(byte[] leaf) {
    byte[] hash = leaf;
    for (long complete = size; (complete & 1) == 1; complete >>= 1) {
      hash = MerkleHash.node(peaks.removeLast(), hash);
    }
    peaks.add(hash);
    size++;
  }

  /// How many leaves there are.
  public long size() {
    return size;
  }

  /// The root of the tree as it is now.
  public byte[] root() {
    if (peaks.isEmpty()) {
      return MerkleHash.empty();
    }
    byte[] root = peaks.getLast();
    for (byte[] peak : peaks.reversed().subList(1, peaks.size())) {
      root = MerkleHash.node(peak, root);
    }
    return root;
  }
}
