package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.merkle.MerkleHash;
import dev.firebreak.remediation.evidence.merkle.MerkleProof;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody who can write everything but has no key can do to a log of 20 records: nothing
/// that is not found.
class TamperTest {
  private static final int RECORDS = 20;

  @TempDir Path temp;
  private Path folder;
  private Path segment;
  private Path checkpoint;
  private SignedCheckpoint saved;
  private VerifierKey key;

  @BeforeEach
  void twentySignedRecords() throws Exception {
    folder = temp.resolve("evidence");
    Path keyFile = temp.resolve("keys/evidence.pem");
    try (EvidenceLog log = EvidenceLog.open(folder, Signing.with(keyFile), SampleLog.CLOCK)) {
      for (int i = 1; i < RECORDS; i++) {
        log.append(SampleLog.evidence(i));
      }
      log.checkpoint();
      key = log.key().orElseThrow();
      saved = log.lastCheckpoint().orElseThrow();
    }
    segment = SampleLog.segment(folder);
    checkpoint = folder.resolve("CHECKPOINT");
    assertThat(saved.checkpoint().size()).isEqualTo(RECORDS);
    assertThat(EvidenceVerifier.verify(folder, new Trust(key, List.of(saved))).exitCode()).isZero();
  }

  /// The root alone, without the chain: the signature is checked once, every flipped line against
  /// the root.
  @Test
  @Tag("exhaustive")
  void everyFlippedBitOfTheLogMovesTheRoot() throws Exception {
    assertThat(saved.isSignedBy(key)).isTrue();
    byte[] root = saved.checkpoint().rootHash();
    List<byte[]> lines = contents();
    List<byte[]> leaves = lines.stream().map(MerkleHash::leaf).toList();
    assertThat(MerkleProof.root(leaves)).isEqualTo(root);
    int cases = 0;
    for (int i = 0; i < lines.size(); i++) {
      List<byte[]> path = MerkleProof.inclusion(leaves, i);
      byte[] line = lines.get(i).clone();
      for (int offset = 0; offset < line.length; offset++) {
        for (int bit = 0; bit < 8; bit++) {
          line[offset] ^= (byte) (1 << bit);
          assertThat(MerkleProof.includes(root, RECORDS, i, MerkleHash.leaf(line), path)).isFalse();
          line[offset] ^= (byte) (1 << bit);
          cases++;
        }
      }
    }
    assertThat(cases).isGreaterThan(40_000);
  }

  @Test
  @Tag("exhaustive")
  void everyFlippedBitAndTruncationOfTheCheckpointIsFound() throws Exception {
    byte[] whole = Files.readAllBytes(checkpoint);
    for (int offset = 0; offset < whole.length; offset++) {
      Files.write(checkpoint, Arrays.copyOf(whole, offset));
      assertThat(EvidenceVerifier.verify(folder).exitCode()).as("cut at %d", offset).isEqualTo(1);
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[offset] ^= (byte) (1 << bit);
        Files.write(checkpoint, flipped);
        assertThat(EvidenceVerifier.verify(folder).exitCode())
            .as("byte %d bit %d", offset, bit)
            .isEqualTo(1);
      }
    }
    Files.delete(checkpoint);
    assertThat(EvidenceVerifier.verify(folder).exitCode()).isEqualTo(3);
  }

  @Test
  @Tag("exhaustive")
  void everyTruncationIsFoundThoughHeadWasMadeToFit() throws Exception {
    byte[] whole = Files.readAllBytes(segment);
    List<byte[]> lines = SampleLog.lines(segment);
    int last = lines.getLast().length + lines.get(RECORDS - 2).length;
    for (int length = whole.length - last; length < whole.length; length++) {
      Files.write(segment, Arrays.copyOf(whole, length));
      assertThat(EvidenceVerifier.verify(folder).exitCode()).as("cut at %d", length).isEqualTo(3);
    }
    for (int kept = 1; kept < RECORDS; kept++) {
      SampleLog.writeLines(segment, lines.subList(0, kept));
      headOver(lines.subList(0, kept));
      Verdict verdict = EvidenceVerifier.verify(folder);
      assertThat(verdict.exitCode()).as("%d kept: %s", kept, verdict.sentence()).isEqualTo(3);
    }
  }

  /// The chain and `HEAD` made to fit again: only the signed root finds this.
  @Test
  void everyRecordRewrittenWithAllAfterItIsFound() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    for (int from = 1; from < RECORDS; from++) {
      List<byte[]> forged = new ArrayList<>(lines);
      forged.set(from, SampleLog.replaced(lines.get(from), "10:15:30", "10:15:31"));
      rechain(forged, from + 1);
      SampleLog.writeLines(segment, forged);
      headOver(forged);
      assertThat(NaiveVerifier.accepts(folder)).as("the naive verifier misses it").isTrue();
      assertThat(SecondVerifier.records(folder)).as("so does the chain").isEqualTo(RECORDS);
      assertThat(EvidenceVerifier.verify(folder))
          .isInstanceOfSatisfying(
              Verdict.Tampered.class,
              found -> assertThat(found.why()).contains("is not what CHECKPOINT is signed over"));
    }
  }

  @Test
  void aFolderForgedWithAnotherKeyIsFoundByWhatWasKeptElsewhere() throws Exception {
    Path forged = temp.resolve("forged");
    SampleLog.write(
        forged, Signing.with(temp.resolve("thief/key.pem")), 30, EvidenceLog.SEGMENT_BYTES);
    assertThat(EvidenceVerifier.verify(forged).exitCode()).as("it is whole in itself").isZero();
    for (Trust trust : List.of(new Trust(key, List.of()), new Trust(null, List.of(saved)))) {
      assertThat(EvidenceVerifier.verify(forged, trust).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aLogRolledBackToAnOlderCopyIsFoundByTheCheckpointThatWasKept() throws Exception {
    Path older = temp.resolve("older");
    Path olderKey = temp.resolve("older.pem");
    Trust trust;
    byte[] signedEarly;
    try (EvidenceLog log = EvidenceLog.open(older, Signing.with(olderKey), SampleLog.CLOCK)) {
      signedEarly = Files.readAllBytes(older.resolve("CHECKPOINT"));
      log.append(SampleLog.evidence(1));
      log.checkpoint();
      trust = new Trust(null, List.of(log.lastCheckpoint().orElseThrow()));
    }
    List<byte[]> lines = SampleLog.lines(SampleLog.segment(older));
    SampleLog.writeLines(SampleLog.segment(older), lines.subList(0, 1));
    byte[] first = Arrays.copyOf(lines.getFirst(), lines.getFirst().length - 1);
    Files.write(
        SampleLog.head(older), LineFormat.writeHead(new Head(1, CanonicalJson.sha256(first))));
    Files.write(older.resolve("CHECKPOINT"), signedEarly);
    assertThat(EvidenceVerifier.verify(older).exitCode()).as("it is whole in itself").isZero();
    Verdict verdict = EvidenceVerifier.verify(older, trust);
    assertThat(verdict.exitCode()).isEqualTo(3);
    assertThat(verdict.sentence()).contains("kept elsewhere is signed over 2 records");
  }

  private List<byte[]> contents() throws IOException {
    return SampleLog.lines(segment).stream()
        .map(line -> Arrays.copyOf(line, line.length - 1))
        .toList();
  }

  private void headOver(List<byte[]> lines) throws IOException {
    byte[] last = Arrays.copyOf(lines.getLast(), lines.getLast().length - 1);
    Files.write(
        SampleLog.head(folder),
        LineFormat.writeHead(new Head(lines.size(), CanonicalJson.sha256(last))));
  }

  private static void rechain(List<byte[]> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      byte[] before = lines.get(i - 1);
      String hash = CanonicalJson.sha256(Arrays.copyOf(before, before.length - 1));
      String line = new String(lines.get(i), StandardCharsets.UTF_8);
      lines.set(
          i,
          line.replaceFirst("\"prevHash\":\"[0-9a-f]{64}", "\"prevHash\":\"" + hash)
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
