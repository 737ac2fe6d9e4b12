package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.SigningKey;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who signs a log, when, and what keeps it from being signed.
class SigningTest {
  @TempDir Path temp;
  private Path folder;
  private Path key;
  private Path copy;

  @BeforeEach
  void places() {
    folder = temp.resolve("data/evidence");
    key = temp.resolve("keys/evidence.pem");
    copy = temp.resolve("keys/evidence.pem.checkpoint");
  }

  @Test
  void aKeyIsMadeAtTheFirstStartThatOnlyItsOwnerReads() throws Exception {
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).isEmpty();
      assertThat(log.size()).isEqualTo(1);
      Entry first = log.entry(1).orElseThrow();
      assertThat(first.type()).isEqualTo("KEY_ADOPTED");
      assertThat(first.actor()).isEqualTo("firebreak");
      assertThat(((Evidence.KeyAdopted) first.evidence()).key())
          .isEqualTo(log.key().orElseThrow().text());
      assertThat(log.lastCheckpoint().orElseThrow().checkpoint().size()).isEqualTo(1);
    }
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
          .isEqualTo("rwx------");
    }
    String secret = Files.readString(key).lines().skip(1).findFirst().orElseThrow();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain(secret);
      }
    }
  }

  @Test
  void theEndOfALogIsSignedAndItGoesOnWithTheSameKey() throws Exception {
    VerifierKey before;
    try (EvidenceLog log = open()) {
      append(log, 7);
      before = log.key().orElseThrow();
    }
    assertThat(verdict()).isEqualTo(intact(8, before));
    try (EvidenceLog log = open()) {
      append(log, 3);
      assertThat(log.key()).contains(before);
    }
    assertThat(verdict()).isEqualTo(intact(11, before));
    assertThat(SecondVerifier.records(folder)).isEqualTo(11);
    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(checkpoint()));
  }

  @Test
  void aLogWrittenBeforeThereWereKeysOpensAndItsFirstCheckpointCoversIt() throws Exception {
    SampleLog.write(folder, 130, 1500);
    byte[] old = Files.readAllBytes(SampleLog.segment(folder));
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).isEmpty();
      assertThat(log.size()).isEqualTo(131);
      assertThat(log.lastCheckpoint().orElseThrow().checkpoint().size()).isEqualTo(131);
    }
    assertThat(Files.readAllBytes(SampleLog.segment(folder))).isEqualTo(old);
    assertThat(((Verdict.Intact) verdict()).covered()).isEqualTo(131);
  }

  @Test
  void aCheckpointIsDueAfterAHundredRecordsAndWhenARunEnds() throws Exception {
    List<Long> sizes = new ArrayList<>();
    Signing telling = Signing.with(key).telling(signed -> sizes.add(signed.checkpoint().size()));
    try (EvidenceLog log = EvidenceLog.open(folder, telling, SampleLog.CLOCK)) {
      append(log, 250);
      assertThat(sizes).containsExactly(1L, 101L, 201L);
      log.checkpoint();
      log.checkpoint();
      assertThat(sizes).containsExactly(1L, 101L, 201L, 251L);
      append(log, 1);
    }
    assertThat(sizes).containsExactly(1L, 101L, 201L, 251L, 252L);
  }

  @Test
  void whatIsNewIsSignedAfterAWhile() throws Exception {
    CountDownLatch signed = new CountDownLatch(2);
    Signing often = new Signing(key, Duration.ofMillis(20), _ -> signed.countDown());
    try (EvidenceLog log = EvidenceLog.open(folder, often, SampleLog.CLOCK)) {
      append(log, 1);
      assertThat(signed.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(log.lastCheckpoint().orElseThrow().checkpoint().size()).isEqualTo(2);
    }
  }

  @Test
  void aMissingKeyTurnsRemediationOffAndReadingStaysOn() throws Exception {
    write(5);
    Files.delete(key);
    assertRefused("is missing", key.toString(), "Bring it back");
    assertThat(Files.exists(key)).isFalse();
  }

  @Test
  void anotherKeyTurnsRemediationOff() throws Exception {
    write(5);
    Files.writeString(key, SigningKey.generate().pem());
    assertRefused("is not the one in", key.toString());
    Files.writeString(key, "nonsense");
    assertRefused("PEM", key.toString());
  }

  @Test
  void aKeyThatOthersMayReadTurnsRemediationOff() throws Exception {
    write(5);
    if (!Files.getFileStore(key).supportsFileAttributeView("posix")) {
      return;
    }
    for (String rights : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(rights));
      assertRefused("chmod 600 " + key, "ask who read it");
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).isEmpty();
    }
  }

  @Test
  void aSignedLogIsNotGoneOnWithUnsigned() throws Exception {
    write(5);
    try (EvidenceLog log = EvidenceLog.open(folder, SampleLog.CLOCK)) {
      assertThat(log.refusal().orElseThrow()).hasMessageContaining("no key is given");
    }
  }

  @Test
  void anOlderCopyOfALogIsNotGoneOnWith() throws Exception {
    write(5);
    Path backup = temp.resolve("backup");
    copyFolder(folder, backup);
    write(4);
    copyFolder(backup, folder);
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
    assertRefused("kept beside the key", "signed over 10 records", "ends after record 6");
    Files.delete(copy);
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).as("once the operator moved the copy away").isEmpty();
    }
  }

  @Test
  void aNewLogDoesNotBeginWhereOneIsMissing() throws Exception {
    write(5);
    Path elsewhere = temp.resolve("empty");
    try (EvidenceLog log = EvidenceLog.open(elsewhere, Signing.with(key), SampleLog.CLOCK)) {
      assertThat(log.refusal().orElseThrow())
          .hasMessageContaining("has signed 6 records")
          .hasMessageContaining(copy.toString());
    }
  }

  @Test
  void aMissingOrAlteredCheckpointTurnsRemediationOff() throws Exception {
    write(5);
    byte[] before = Files.readAllBytes(checkpoint());
    Files.delete(checkpoint());
    assertRefused("CHECKPOINT is missing");
    assertThat(verdict()).isInstanceOf(Verdict.Incomplete.class);
    byte[] altered = before.clone();
    altered[before.length - 6] ^= 1;
    Files.write(checkpoint(), altered);
    assertRefused("CHECKPOINT");
    assertThat(verdict()).isInstanceOf(Verdict.Tampered.class);
    Files.write(checkpoint(), Arrays.copyOf(before, 20));
    assertRefused("CHECKPOINT");
    assertThat(verdict()).isInstanceOf(Verdict.Tampered.class);
  }

  @Test
  void anAlteredRecordOfAnEarlierSegmentTurnsRemediationOff() throws Exception {
    SampleLog.write(folder, Signing.with(key), 20, 1500);
    Path segment = SampleLog.segment(folder);
    List<byte[]> lines = new ArrayList<>(SampleLog.lines(segment));
    lines.set(1, SampleLog.replaced(lines.get(1), "10:15:30", "10:15:31"));
    SampleLog.writeLines(segment, lines);
    assertRefused("is not what CHECKPOINT is signed over");
  }

  @Test
  void aTornLineIsCutOffOnlyWhereNoCheckpointCoversIt() throws Exception {
    write(5);
    Path segment = SampleLog.segment(folder);
    byte[] whole = Files.readAllBytes(segment);
    Files.writeString(segment, "{\"actor\":\"an", StandardOpenOption.APPEND);
    try (EvidenceLog log = open()) {
      assertThat(log.last(1).getFirst().evidence()).isEqualTo(new Evidence.TornTail(12));
      assertThat(log.lastCheckpoint().orElseThrow().checkpoint().size()).isEqualTo(7);
    }
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
    byte[] torn = Arrays.copyOf(whole, whole.length - 3);
    Files.write(segment, torn);
    List<byte[]> lines = SampleLog.lines(segment);
    byte[] last = Arrays.copyOf(lines.getLast(), lines.getLast().length - 1);
    Files.write(
        SampleLog.head(folder),
        LineFormat.writeHead(new Head(lines.size(), CanonicalJson.sha256(last))));
    assertRefused("is signed over 7 records");
    assertThat(Files.readAllBytes(segment)).isEqualTo(torn);
  }

  @Test
  void aKeyIsPutInThePlaceOfAnotherAndBothVouch() throws Exception {
    VerifierKey before;
    VerifierKey after;
    SignedCheckpoint saved;
    try (EvidenceLog log = open()) {
      append(log, 5);
      log.checkpoint();
      before = log.key().orElseThrow();
      saved = log.lastCheckpoint().orElseThrow();
      log.rotateKey("ana");
      after = log.key().orElseThrow();
      assertThat(after).isNotEqualTo(before);
      assertThat(after.name()).isEqualTo(before.name());
      assertThat(log.last(1).getFirst().actor()).isEqualTo("ana");
      assertThat(log.lastCheckpoint().orElseThrow().isSignedBy(after)).isTrue();
      append(log, 2);
    }
    assertThat(verdict()).isEqualTo(intact(9, after));
    for (VerifierKey known : List.of(before, after)) {
      assertThat(EvidenceVerifier.verify(folder, new Trust(known, List.of(saved))))
          .isInstanceOf(Verdict.Intact.class);
    }
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).isEmpty();
      assertThat(log.key()).contains(after);
    }
  }

  @Test
  void aRotationThatACrashInterruptedIsFinishedOrForgotten() throws Exception {
    write(3);
    byte[] old = Files.readAllBytes(key);
    Path waiting = key.resolveSibling("evidence.pem.rotation");
    Files.copy(key, waiting);
    Files.writeString(waiting, SigningKey.generate().pem());
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).as("nothing was recorded yet").isEmpty();
      log.rotateKey("ana");
    }
    byte[] now = Files.readAllBytes(key);
    Files.write(waiting, now);
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(waiting, PosixFilePermissions.fromString("rw-------"));
    }
    Files.write(key, old);
    try (EvidenceLog log = open()) {
      assertThat(log.refusal()).as("recorded, and not moved yet").isEmpty();
      append(log, 1);
    }
    assertThat(Files.readAllBytes(key)).isEqualTo(now);
    assertThat(Files.exists(waiting)).isFalse();
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void theOldKeySignsNothingAfterItsSuccessor() throws Exception {
    SigningKey old;
    SignedCheckpoint last;
    try (EvidenceLog log = open()) {
      append(log, 3);
      old = SigningKey.parse(Files.readString(key));
      log.rotateKey("ana");
      last = log.lastCheckpoint().orElseThrow();
    }
    SignedCheckpoint forged = old.sign(last.checkpoint());
    Files.write(checkpoint(), forged.bytes());
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Tampered.class,
            tampered -> assertThat(tampered.why()).contains("is not signed by the key"));
  }

  @Test
  void aRotationThatTheOldKeyDidNotSignIsFound() throws Exception {
    String origin;
    SigningKey old;
    try (EvidenceLog log = open()) {
      origin = log.key().orElseThrow().name();
      old = SigningKey.parse(Files.readString(key));
    }
    SigningKey thief = SigningKey.generate();
    Evidence.KeyAdopted genuine = KeyAdoption.next(origin, old, thief, "ana");
    Evidence.KeyAdopted alone = KeyAdoption.next(origin, thief, thief, "ana");
    Evidence.KeyAdopted forged =
        new Evidence.KeyAdopted(
            genuine.key(),
            genuine.previous(),
            genuine.signature(),
            alone.previousSignature(),
            "ana");
    try (EvidenceLog log = open()) {
      log.append(forged);
    }
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Tampered.class,
            tampered -> {
              assertThat(tampered.seq()).isEqualTo(2);
              assertThat(tampered.why()).contains("by the one before");
            });
  }

  private EvidenceLog open() {
    return EvidenceLog.open(folder, Signing.with(key), SampleLog.CLOCK);
  }

  private void write(int records) throws IOException {
    try (EvidenceLog log = open()) {
      append(log, records);
    }
  }

  private static void append(EvidenceLog log, int records) {
    for (int i = 0; i < records; i++) {
      log.append(SampleLog.evidence(i));
    }
  }

  private Verdict verdict() {
    return EvidenceVerifier.verify(folder);
  }

  private Verdict intact(long records, VerifierKey by) throws IOException {
    String head = Files.readString(SampleLog.head(folder)).substring(9, 73);
    return new Verdict.Intact(records, head, records, by.fingerprint());
  }

  private Path checkpoint() {
    return folder.resolve("CHECKPOINT");
  }

  private void assertRefused(String... why) throws IOException {
    try (EvidenceLog log = open()) {
      assertThatExceptionOfType(EvidenceBroken.class)
          .isThrownBy(() -> log.append(SampleLog.evidence(0)))
          .withMessageContaining("Remediation stays off")
          .satisfies(broken -> assertThat(broken.getMessage()).contains(why));
      assertThat(log.refusal()).isPresent();
      assertThat(log.last(100)).isNotEmpty();
      assertThat(log.key()).isEmpty();
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
