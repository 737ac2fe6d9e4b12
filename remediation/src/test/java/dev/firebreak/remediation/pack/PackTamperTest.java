package dev.firebreak.remediation.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody without the key can do to a pack: nothing that is not found.
@Tag("exhaustive")
class PackTamperTest {
  @TempDir Path folder;
  private byte[] pack;
  private SequencedMap<String, byte[]> members;

  @BeforeEach
  void aPack() throws Exception {
    pack = new SampleRun().pack(folder);
    members = PackZip.read(pack);
    assertThat(verify(pack).exitCode()).isZero();
  }

  private static PackVerdict verify(byte[] bytes) {
    return PackVerifier.verify(bytes, Trust.NOTHING);
  }

  /// The planted fault: a verifier that goes by the hashes in the list and asks nobody who made it.
  private static boolean naivelyAccepts(SequencedMap<String, byte[]> members) {
    try {
      return Manifest.read(members.get(Manifest.FILE)).differing(members) == null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  @Test
  void noByteOfTheZipCanBeFlipped() {
    for (int offset = 0; offset < pack.length; offset++) {
      byte[] flipped = pack.clone();
      flipped[offset] ^= (byte) (1 << (offset % 8));
      PackVerdict verdict = verify(flipped);
      assertThat(verdict.exitCode()).as("byte %d: %s", offset, verdict.sentence()).isIn(1, 2);
    }
  }

  /// What only the signature of the list holds is tried here and there: each case costs two
  /// signatures.
  private static int step(String name) {
    return Set.of(EvidencePack.RECORDS, EvidencePack.PROOFS).contains(name) ? 1 : 37;
  }

  @Test
  void noByteOfAMemberCanBeFlippedThoughTheListIsMadeToFit() {
    int missedByTheNaive = 0;
    for (String name : members.keySet()) {
      byte[] content = members.get(name);
      for (int offset = 0; offset < content.length; offset += step(name)) {
        byte[] flipped = content.clone();
        flipped[offset] ^= (byte) (1 << (offset % 8));
        SequencedMap<String, byte[]> forged = forged(name, flipped);
        missedByTheNaive += naivelyAccepts(forged) ? 1 : 0;
        PackVerdict verdict = verify(PackZip.write(forged));
        assertThat(verdict.exitCode())
            .as("%s byte %d: %s", name, offset, verdict.sentence())
            .isIn(1, 2);
      }
    }
    assertThat(missedByTheNaive).as("the naive verifier misses them").isGreaterThan(5_000);
  }

  /// Of the members that only the signed list holds, the verifier knows nothing but the hash there.
  /// So it is enough that each byte and each length makes another hash, and that no other hash is
  /// accepted for any of them.
  @Test
  void eachByteAndLengthOfAMemberMakesAnotherHashAndNoOtherHashIsAccepted() throws Exception {
    Manifest genuine = Manifest.read(members.get(Manifest.FILE));
    int tried = 0;
    for (Map.Entry<String, String> listed : genuine.hashes().entrySet()) {
      byte[] content = members.get(listed.getKey());
      for (int offset = 0; offset < content.length; offset++) {
        byte[] flipped = content.clone();
        flipped[offset] ^= (byte) (1 << (offset % 8));
        assertThat(Manifest.sha256(flipped)).isNotEqualTo(listed.getValue());
        assertThat(Manifest.sha256(Arrays.copyOf(content, offset))).isNotEqualTo(listed.getValue());
        tried += 2;
      }
      for (int digit = 0; digit < listed.getValue().length(); digit++) {
        SequencedMap<String, String> hashes = new LinkedHashMap<>(genuine.hashes());
        hashes.put(listed.getKey(), otherDigit(listed.getValue(), digit));
        Manifest forged =
            new Manifest(
                genuine.origin(), genuine.runId(), genuine.key(), hashes, genuine.signature());
        assertThat(forged.isSignedBy(VerifierKey.parse(genuine.key())))
            .as("%s, digit %d of its hash", listed.getKey(), digit)
            .isFalse();
        tried++;
      }
    }
    assertThat(genuine.isSignedBy(VerifierKey.parse(genuine.key()))).isTrue();
    assertThat(tried).isGreaterThan(20_000);
  }

  private static String otherDigit(String hash, int at) {
    char other = hash.charAt(at) == '0' ? '1' : '0';
    return hash.substring(0, at) + other + hash.substring(at + 1);
  }

  @Test
  void noMemberCanBeCutAnywhere() {
    for (String name : members.keySet()) {
      byte[] content = members.get(name);
      for (int length = 0; length < content.length; length++) {
        SequencedMap<String, byte[]> cut = new LinkedHashMap<>(members);
        cut.put(name, Arrays.copyOf(content, length));
        assertThat(verify(PackZip.write(cut)).exitCode())
            .as("%s cut at %d", name, length)
            .isIn(1, 2);
      }
    }
  }

  @Test
  void noMemberCanBeCutThoughTheListIsMadeToFit() {
    for (String name : members.keySet()) {
      byte[] content = members.get(name);
      for (int length = 0; length < content.length; length += 10 * step(name)) {
        PackVerdict verdict = verify(PackZip.write(forged(name, Arrays.copyOf(content, length))));
        assertThat(verdict.exitCode()).as("%s cut at %d", name, length).isIn(1, 2);
      }
    }
  }

  @Test
  void noTruncationOfTheZipIsAccepted() {
    for (int length = 0; length < pack.length; length++) {
      assertThat(verify(Arrays.copyOf(pack, length)).exitCode()).as("cut at %d", length).isIn(1, 2);
    }
  }

  @Test
  void noMemberCanBeLeftOutOrAddedOrMoved() {
    for (String name : members.keySet()) {
      SequencedMap<String, byte[]> fewer = new LinkedHashMap<>(members);
      fewer.remove(name);
      assertThat(verify(PackZip.write(fewer)).exitCode()).as("without %s", name).isIn(1, 2);
    }
    SequencedMap<String, byte[]> more = new LinkedHashMap<>(members);
    more.put("note.txt", "all fine".getBytes(StandardCharsets.UTF_8));
    assertThat(verify(PackZip.write(more)).sentence())
        .isEqualTo("Tampered: note.txt: it is not what MANIFEST lists.");
    byte[] longer = Arrays.copyOf(pack, pack.length + 1);
    assertThat(verify(longer).exitCode()).isEqualTo(1);
  }

  /// The pack with another member, and the list as it would have to be, but for the signature.
  private SequencedMap<String, byte[]> forged(String name, byte[] content) {
    SequencedMap<String, byte[]> forged = new LinkedHashMap<>(members);
    forged.put(name, content);
    if (!name.equals(Manifest.FILE)) {
      Manifest genuine = Manifest.read(members.get(Manifest.FILE));
      SequencedMap<String, String> hashes = new LinkedHashMap<>(genuine.hashes());
      for (Map.Entry<String, byte[]> each : forged.entrySet()) {
        hashes.computeIfPresent(each.getKey(), (_, _) -> Manifest.sha256(each.getValue()));
      }
      forged.put(
          Manifest.FILE,
          new Manifest(
                  genuine.origin(), genuine.runId(), genuine.key(), hashes, genuine.signature())
              .bytes());
    }
    return forged;
  }
}
