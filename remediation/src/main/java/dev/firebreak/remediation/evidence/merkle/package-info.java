/// The Merkle tree of RFC 6962 §2.1 over a sequence of byte strings: one hash that stands for all
/// of them, and short proofs.
///
/// [MerkleFrontier] takes leaf after leaf and tells the root at any moment, in logarithmic space.
/// [MerkleProof] shows that one leaf is in a tree, or that one tree begins with another.
@NullMarked
package dev.firebreak.remediation.evidence.merkle;

import org.jspecify.annotations.NullMarked;
