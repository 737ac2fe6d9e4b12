package dev.firebreak.remediation.evidence.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Audit paths (RFC 6962 §2.1.1) and consistency proofs (§2.1.2), and their checks (RFC 9162
/// §2.1.3.2 and §2.1.4.2). A leaf is given by its [MerkleHash#leaf]; places count from 0.
public final class MerkleProof {
  private MerkleProof() {}

  /// The root of a tree with these leaves.
  public static byte[] root(List<byte[]> leaves) {
    MerkleFrontier tree = new MerkleFrontier();
    leaves.forEach(tree::add);
    return tree.root();
  }

  /// What it takes to get from one leaf to the root, from the leaf upwards.
  public static List<byte[]> inclusion(List<byte[]> leaves, int place) {
    List<byte[]> path = new ArrayList<>();
    include(leaves, place, path);
    return path;
  }

  private static void include(List<byte[]> leaves, int place, List<byte[]> path) {
    int size = leaves.size();
    if (size == 1) {
      return;
    }
    int left = Integer.highestOneBit(size - 1);
    if (place < left) {
      include(leaves.subList(0, left), place, path);
      path.add(root(leaves.subList(left, size)));
    } else {
      include(leaves.subList(left, size), place - left, path);
      path.add(root(leaves.subList(0, left)));
    }
  }

  /// What it takes to get from the root of the first `earlier` leaves to the root of all of them.
  ///
  /// @param earlier from 1 to the number of leaves
  public static List<byte[]> consistency(List<byte[]> leaves, int earlier) {
    List<byte[]> proof = new ArrayList<>();
    connect(leaves, earlier, true, proof);
    return proof;
  }

  /// @param known whether the root of the earlier leaves is what the verifier has
  private static void connect(List<byte[]> leaves, int earlier, boolean known, List<byte[]> proof) {
    int size = leaves.size();
    if (earlier == size) {
      if (!known) {
        proof.add(root(leaves));
      }
      return;
    }
    int left = Integer.highestOneBit(size - 1);
    if (earlier <= left) {
      connect(leaves.subList(0, left), earlier, known, proof);
      proof.add(root(leaves.subList(left, size)));
    } else {
      connect(leaves.subList(left, size), earlier - left, false, proof);
      proof.add(root(leaves.subList(0, left)));
    }
  }

  /// Whether `path` leads from the leaf at `place` to the root of a tree of `size` leaves.
  public static boolean includes(
      byte[] root, long size, long place, byte[] leaf, List<byte[]> path) {
    if (place < 0 || place >= size) {
      return false;
    }
    long at = place;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] next : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = MerkleHash.node(next, hash);
        while (at != 0 && (at & 1) == 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = MerkleHash.node(hash, next);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && MessageDigest.isEqual(hash, root);
  }

  /// Whether a tree of `size` leaves begins with the leaves of an earlier one.
  public static boolean extend(
      byte[] earlierRoot, long earlier, byte[] root, long size, List<byte[]> proof) {
    if (earlier < 1 || earlier > size) {
      return false;
    }
    if (earlier == size) {
      return proof.isEmpty() && MessageDigest.isEqual(earlierRoot, root);
    }
    List<byte[]> path = new ArrayList<>(proof);
    if (Long.bitCount(earlier) == 1) {
      path.addFirst(earlierRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    int complete = Long.numberOfTrailingZeros(earlier);
    long at = (earlier - 1) >> complete;
    long last = (size - 1) >> complete;
    byte[] before = path.getFirst();
    byte[] after = path.getFirst();
    for (byte[] next : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        before = MerkleHash.node(next, before);
        after = MerkleHash.node(next, after);
        while (at != 0 && (at & 1) == 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        after = MerkleHash.node(after, next);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0
        && MessageDigest.isEqual(before, earlierRoot)
        && MessageDigest.isEqual(after, root);
  }
}
