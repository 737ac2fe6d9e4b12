package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.SigningKey;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A single record is proved without its log, and nothing else passes for such a proof.
class ProofBundleTest {
  private static final int RECORDS = 20;

  @TempDir Path temp;
  private Path folder;
  private Path file;
  private Path keyFile;
  private SignedCheckpoint saved;
  private VerifierKey key;

  @BeforeEach
  void twentySignedRecords() throws Exception {
    folder = temp.resolve("evidence");
    file = temp.resolve("proof.json");
    keyFile = temp.resolve("keys/evidence.pem");
    try (EvidenceLog log = EvidenceLog.open(folder, Signing.with(keyFile), SampleLog.CLOCK)) {
      for (int i = 1; i < RECORDS; i++) {
        log.append(SampleLog.evidence(i));
      }
      log.checkpoint();
      key = log.key().orElseThrow();
      saved = log.lastCheckpoint().orElseThrow();
    }
  }

  private ProofBundle proof(long seq) throws IOException {
    return ProofBundle.of(folder, seq, null).orElseThrow();
  }

  private Verdict verdict(ProofBundle bundle, Trust trust) throws IOException {
    Files.writeString(file, bundle.json());
    return ProofBundle.verify(file, trust);
  }

  private void tampered(ProofBundle bundle, Trust trust, long seq, String why) throws IOException {
    assertThat(verdict(bundle, trust)).isEqualTo(new Verdict.Tampered(seq, file, 0, why));
  }

  private static ProofBundle with(
      ProofBundle proof, String record, List<String> path, String checkpoint, String key) {
    return new ProofBundle(
        proof.v(), record, path, checkpoint, key, proof.earlier(), proof.extension());
  }

  @Test
  void aProofOfARecordHoldsAlone() throws Exception {
    for (int seq = 1; seq <= RECORDS; seq++) {
      byte[] line = SampleLog.lines(SampleLog.segment(folder)).get(seq - 1);
      String hash = CanonicalJson.sha256(Arrays.copyOf(line, line.length - 1));
      Verdict verdict = verdict(proof(seq), new Trust(key, List.of(saved)));
      assertThat(verdict)
          .isEqualTo(new Verdict.Proven(seq, hash, key.name(), RECORDS, key.fingerprint()));
      assertThat(verdict.sentence())
          .isEqualTo(
              "Proven: record %d, with hash %s, is in the log %s, which the key %s signed at 20 records."
                  .formatted(seq, hash, key.name(), key.fingerprint()));
      assertThat(verdict.exitCode()).isZero();
    }
  }

  @Test
  @Tag("exhaustive")
  void noFlippedBitOfAProofIsAccepted() throws Exception {
    byte[] whole = proof(7).json().getBytes(StandardCharsets.UTF_8);
    for (int offset = 0; offset < whole.length; offset++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[offset] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        assertThat(ProofBundle.verify(file, Trust.NOTHING).exitCode())
            .as("byte %d bit %d", offset, bit)
            .isIn(1, 2);
      }
    }
  }

  @Test
  void whatNoCheckpointCoversHasNoProof() throws Exception {
    assertThat(ProofBundle.of(folder, RECORDS + 1, null)).isEmpty();
    assertThat(ProofBundle.of(folder, 0, null)).isEmpty();
    Path unsigned = temp.resolve("unsigned");
    SampleLog.write(unsigned, 3, EvidenceLog.SEGMENT_BYTES);
    assertThat(ProofBundle.of(unsigned, 1, null)).isEmpty();
    Files.copy(folder.resolve("CHECKPOINT"), unsigned.resolve("CHECKPOINT"));
    assertThat(ProofBundle.of(unsigned, 1, null)).as("of a longer log").isEmpty();
  }

  @Test
  void whatIsNoProofIsUnusable() throws Exception {
    String why =
        "Unusable: %s is neither an evidence folder nor a proof of a record.".formatted(file);
    assertThat(ProofBundle.verify(file, Trust.NOTHING).sentence()).isEqualTo(why);
    Files.writeString(file, "hello");
    assertThat(ProofBundle.verify(file, Trust.NOTHING).sentence()).isEqualTo(why);
  }

  @Test
  void aProofHasOneForm() throws Exception {
    String why = "the proof is not in its canonical form";
    ProofBundle proof = proof(7);
    Files.writeString(file, proof.json() + " ");
    assertThat(ProofBundle.verify(file, Trust.NOTHING))
        .isEqualTo(new Verdict.Tampered(0, file, 0, why));
    tampered(
        new ProofBundle(
            2, proof.record(), proof.path(), proof.checkpoint(), proof.key(), null, List.of()),
        Trust.NOTHING,
        0,
        why);
  }

  @Test
  void aPartThatIsNoneIsNamed() throws Exception {
    ProofBundle proof = proof(7);
    assertThat(
            verdict(with(proof, "{}", proof.path(), proof.checkpoint(), proof.key()), Trust.NOTHING)
                .sentence())
        .isEqualTo(
            "Tampered: record 0, in proof.json at byte 0: it is not a record in its canonical form.");
    assertThat(
            verdict(with(proof, proof.record(), proof.path(), "x", proof.key()), Trust.NOTHING)
                .sentence())
        .contains(": part of the proof is not a text, a blank line and signature lines.");
    assertThat(
            verdict(
                with(proof, proof.record(), List.of("no hash"), proof.checkpoint(), proof.key()),
                Trust.NOTHING))
        .isInstanceOf(Verdict.Tampered.class);
  }

  @Test
  void aPathOfAnotherRecordLeadsNowhere() throws Exception {
    ProofBundle proof = proof(7);
    tampered(
        with(proof, proof.record(), proof(8).path(), proof.checkpoint(), proof.key()),
        Trust.NOTHING,
        7,
        "the proof does not lead from the record to the root of its checkpoint");
  }

  @Test
  void onlyTheKeyThatSignedTheCheckpointIsItsKey() throws Exception {
    String why = "the proof has a checkpoint that its key did not sign";
    ProofBundle proof = proof(7);
    for (VerifierKey other :
        List.of(
            SigningKey.generate().verifier(key.name()),
            new VerifierKey("another-log", key.publicKey()))) {
      tampered(
          with(proof, proof.record(), proof.path(), proof.checkpoint(), other.text()),
          Trust.NOTHING,
          7,
          why);
    }
  }

  @Test
  void aKeyThatIsKnownFromElsewhereMustBeTheOne() throws Exception {
    VerifierKey other = SigningKey.generate().verifier(key.name());
    tampered(
        proof(7),
        new Trust(other, List.of()),
        7,
        "the proof is signed by another key than " + other.fingerprint());
  }

  @Test
  void aProofShowsThatItsLogGoesOnFromACheckpointThatWasKept() throws Exception {
    try (EvidenceLog log = EvidenceLog.open(folder, Signing.with(keyFile), SampleLog.CLOCK)) {
      log.append(SampleLog.evidence(3));
    }
    Trust trust = new Trust(key, List.of(saved));
    ProofBundle proof = ProofBundle.of(folder, 21, saved).orElseThrow();
    assertThat(verdict(proof, trust)).isInstanceOf(Verdict.Proven.class);
    String why = "the proof does not show that its log goes on from the checkpoint over 20 records";
    tampered(proof(21), trust, 21, why);
    ProofBundle forged =
        new ProofBundle(
            1,
            proof.record(),
            proof.path(),
            proof.checkpoint(),
            proof.key(),
            proof.earlier(),
            proof.extension().reversed());
    tampered(forged, trust, 21, why);
    SignedCheckpoint elsewhere =
        SigningKey.generate().sign(new Checkpoint("another-log", 20, saved.checkpoint().root()));
    ProofBundle foreign =
        new ProofBundle(
            1,
            proof.record(),
            proof.path(),
            proof.checkpoint(),
            proof.key(),
            elsewhere.text(),
            proof.extension());
    tampered(foreign, new Trust(null, List.of(elsewhere)), 21, why);
  }
}
