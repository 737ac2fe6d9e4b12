package dev.firebreak.remediation.evidence.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTest {
  private static final HexFormat HEX = HexFormat.of();

  /// The leaves that implementations of RFC 6962 are commonly held against.
  private static final List<byte[]> REFERENCE =
      List.of(
          HEX.parseHex(""),
          HEX.parseHex("00"),
          HEX.parseHex("10"),
          HEX.parseHex("2021"),
          HEX.parseHex("3031"),
          HEX.parseHex("40414243"),
          HEX.parseHex("5051525354555657"),
          HEX.parseHex("606162636465666768696a6b6c6d6e6f"));

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void theReferenceLeavesHaveTheReferenceRoots() {
    MerkleFrontier tree = new MerkleFrontier();
    assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.getFirst());
    for (int size = 1; size <= REFERENCE.size(); size++) {
      tree.add(MerkleHash.leaf(REFERENCE.get(size - 1)));
      assertThat(tree.size()).isEqualTo(size);
      assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.get(size));
    }
  }

  @Test
  void theRootIsTheOneThatTheDefinitionGives() throws Exception {
    MerkleFrontier tree = new MerkleFrontier();
    for (int size = 0; size <= 130; size++) {
      assertThat(tree.root()).as("size %d", size).isEqualTo(defined(contents(size)));
      tree.add(MerkleHash.leaf(content(size)));
    }
  }

  @Test
  void everyLeafIsProvedAndNoOther() {
    for (int size = 1; size <= 33; size++) {
      List<byte[]> leaves = leaves(size);
      byte[] root = MerkleProof.root(leaves);
      for (int place = 0; place < size; place++) {
        List<byte[]> path = MerkleProof.inclusion(leaves, place);
        assertThat(MerkleProof.includes(root, size, place, leaves.get(place), path)).isTrue();
        for (int other = -1; other <= size; other++) {
          boolean same = other == place;
          assertThat(MerkleProof.includes(root, size, other, leaves.get(place), path))
              .as("leaf %d of %d shown at %d", place, size, other)
              .isEqualTo(same);
          if (!same && other >= 0 && other < size) {
            assertThat(MerkleProof.includes(root, size, place, leaves.get(other), path)).isFalse();
          }
        }
        for (List<byte[]> wrong : mutations(path)) {
          assertThat(MerkleProof.includes(root, size, place, leaves.get(place), wrong)).isFalse();
        }
      }
    }
  }

  @Test
  void everyEarlierTreeIsProvedAndNoOther() {
    for (int size = 1; size <= 33; size++) {
      List<byte[]> leaves = leaves(size);
      byte[] root = MerkleProof.root(leaves);
      for (int earlier = 1; earlier <= size; earlier++) {
        byte[] before = MerkleProof.root(leaves.subList(0, earlier));
        List<byte[]> proof = MerkleProof.consistency(leaves, earlier);
        assertThat(MerkleProof.extend(before, earlier, root, size, proof))
            .as("%d of %d", earlier, size)
            .isTrue();
        assertThat(MerkleProof.extend(flipped(before), earlier, root, size, proof)).isFalse();
        assertThat(MerkleProof.extend(before, earlier, flipped(root), size, proof)).isFalse();
        assertThat(MerkleProof.extend(before, 0, root, size, proof)).isFalse();
        assertThat(MerkleProof.extend(before, size + 1, root, size, proof)).isFalse();
        for (List<byte[]> wrong : mutations(proof)) {
          assertThat(MerkleProof.extend(before, earlier, root, size, wrong)).isFalse();
        }
        List<byte[]> rewritten = new ArrayList<>(leaves);
        rewritten.set(earlier - 1, MerkleHash.leaf(content(999)));
        byte[] other = MerkleProof.root(rewritten);
        assertThat(
                MerkleProof.extend(
                    before, earlier, other, size, MerkleProof.consistency(rewritten, earlier)))
            .as("record %d of %d rewritten", earlier, size)
            .isFalse();
      }
    }
  }

  @Test
  void anInnerNodeDoesNotPassForALeaf() {
    List<byte[]> leaves = leaves(4);
    byte[] root = MerkleProof.root(leaves);
    byte[] node = MerkleProof.root(leaves.subList(0, 2));
    byte[] right = MerkleProof.root(leaves.subList(2, 4));
    assertThat(MerkleProof.includes(root, 4, 0, node, List.of(right))).isFalse();
    byte[] pair = new byte[64];
    System.arraycopy(leaves.get(0), 0, pair, 0, 32);
    System.arraycopy(leaves.get(1), 0, pair, 32, 32);
    assertThat(MerkleHash.leaf(pair)).isNotEqualTo(node);
  }

  private static List<List<byte[]>> mutations(List<byte[]> proof) {
    List<List<byte[]>> mutations = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      List<byte[]> flipped = new ArrayList<>(proof);
      flipped.set(i, flipped(proof.get(i)));
      mutations.add(flipped);
      List<byte[]> without = new ArrayList<>(proof);
      without.remove(i);
      mutations.add(without);
    }
    List<byte[]> longer = new ArrayList<>(proof);
    longer.add(new byte[MerkleHash.BYTES]);
    mutations.add(longer);
    List<byte[]> before = new ArrayList<>(proof);
    before.addFirst(new byte[MerkleHash.BYTES]);
    mutations.add(before);
    return mutations;
  }

  private static byte[] flipped(byte[] hash) {
    byte[] flipped = hash.clone();
    flipped[7] ^= 4;
    return flipped;
  }

  private static byte[] content(int number) {
    return ("record " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> contents(int size) {
    return IntStream.range(0, size).mapToObj(MerkleTest::content).toList();
  }

  private static List<byte[]> leaves(int size) {
    return contents(size).stream().map(MerkleHash::leaf).toList();
  }

  /// RFC 6962 §2.1, word for word.
  private static byte[] defined(List<byte[]> contents) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    int n = contents.size();
    if (n == 0) {
      return digest.digest();
    }
    if (n == 1) {
      digest.update((byte) 0);
      return digest.digest(contents.getFirst());
    }
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    byte[] left = defined(contents.subList(0, k));
    byte[] right = defined(contents.subList(k, n));
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }
}
