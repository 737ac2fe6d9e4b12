package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class EvidenceLogTest {
  @TempDir Path temp;

  @Test
  void whatIsAppendedIsReadBackAsItWas() throws Exception {
    Path folder = temp.resolve("data/evidence");
    try (EvidenceLog log = open(folder)) {
      for (int i = 0; i < 8; i++) {
        Evidence evidence = SampleLog.evidence(i);
        Link link = log.append(evidence);
        Entry entry = log.entry(link.seq()).orElseThrow();
        assertThat(link.seq()).isEqualTo(i + 1);
        assertThat(entry.hash()).isEqualTo(link.hash());
        assertThat(entry.at())
            .isEqualTo(link.at())
            .isEqualTo(Instant.parse("2026-11-22T10:15:30.123Z"));
        assertThat(entry.evidence()).isEqualTo(evidence);
        assertThat(entry.actor()).isEqualTo(evidence.actor());
      }
      assertThat(log.entry(1).orElseThrow().actor()).isEqualTo("ana");
      assertThat(log.entry(3).orElseThrow().actor()).isEqualTo("firebreak");
    }
  }

  @Test
  void recordsAreFoundByRunByNumberFromTheEndAndByQuestion() throws Exception {
    SampleLog.write(temp, 20, 1500);
    assertThat(Segments.in(temp)).hasSizeGreaterThan(3);
    try (EvidenceLog log = open(temp)) {
      assertThat(log.size()).isEqualTo(20);
      assertThat(log.entries("run-1"))
          .extracting(Entry::seq)
          .containsExactly(9L, 10L, 11L, 12L, 13L, 16L);
      assertThat(log.entries("run-99")).isEmpty();
      assertThat(log.last(3)).extracting(Entry::seq).containsExactly(18L, 19L, 20L);
      assertThat(log.last(50)).hasSize(20);
      assertThat(log.last(0)).isEmpty();
      for (long seq = 1; seq <= 20; seq++) {
        assertThat(log.entry(seq).orElseThrow().seq()).isEqualTo(seq);
      }
      assertThat(log.entry(0)).isEmpty();
      assertThat(log.entry(21)).isEmpty();
      try (Stream<Entry> signIns = log.read(entry -> entry.type().equals("SIGN_IN"))) {
        assertThat(signIns.map(Entry::evidence))
            .hasSize(2)
            .allMatch(Evidence.SignIn.class::isInstance);
      }
      try (Stream<Entry> all = log.read()) {
        assertThat(all.mapToLong(Entry::seq).toArray())
            .isEqualTo(LongStream.rangeClosed(1, 20).toArray());
      }
    }
  }

  @Test
  void theChainGoesOnAfterEachRestart() throws Exception {
    for (int i = 0; i < 12; i++) {
      SampleLog.write(temp, 1, 900);
    }
    assertThat(EvidenceVerifier.verify(temp))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.records()).isEqualTo(12));
  }

  @Test
  void aNewFolderIsAnIntactLogOfNothing() throws Exception {
    Path folder = temp.resolve("new");
    try (EvidenceLog log = open(folder)) {
      assertThat(log.refusal()).isEmpty();
      assertThat(log.last(5)).isEmpty();
      assertThat(EvidenceVerifier.verify(folder))
          .isEqualTo(Verdict.Intact.unsigned(0, "0".repeat(64)));
    }
  }

  @Test
  void onlyTheOwnerReadsFolderAndFiles() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("open"));
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return;
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    SampleLog.write(folder, 3, 500);
    assertThat(rights(folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSizeGreaterThan(3)
          .allMatch(file -> rights(file).equals("rw-------"));
    }
  }

  @Test
  void manyThreadsAppendOneChain() throws Exception {
    List<Link> links = Collections.synchronizedList(new ArrayList<>());
    try (EvidenceLog log = EvidenceLog.open(temp, null, SampleLog.CLOCK, 20_000);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        tasks.add(
            threads.submit(() ->
                IntStream.range(0, 25).forEach(i -> links.add(log.append(SampleLog.evidence(i))))));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
      assertThat(links.stream().map(Link::seq).sorted())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
      for (Link link : links.subList(0, 20)) {
        assertThat(log.entry(link.seq()).orElseThrow().hash()).isEqualTo(link.hash());
      }
    }
    assertThat(EvidenceVerifier.verify(temp))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.records()).isEqualTo(400));
  }

  @Test
  void aLogThatIsBeingWrittenVerifies() throws Exception {
    try (EvidenceLog log = EvidenceLog.open(temp, null, SampleLog.CLOCK, 8_000);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          threads.submit(
              () -> IntStream.range(0, 200).forEach(i -> log.append(SampleLog.evidence(i))));
      do {
        long before = log.size();
        Verdict verdict = EvidenceVerifier.verify(temp);
        long seen =
            switch (verdict) {
              case Verdict.Intact intact -> intact.records();
              case Verdict.Incomplete caughtInTheAct -> caughtInTheAct.records();
              case Verdict.Tampered _, Verdict.Unusable _, Verdict.Proven _ -> -1;
            };
        assertThat(seen).as(verdict.sentence()).isGreaterThanOrEqualTo(before);
      } while (!writing.isDone());
      writing.get();
    }
  }

  @Test
  void anInterruptedThreadAppendsAndHarmsNobody() throws Exception {
    try (EvidenceLog log = open(temp)) {
      Thread.currentThread().interrupt();
      log.append(SampleLog.evidence(0));
      assertThat(Thread.interrupted()).isTrue();
      log.append(SampleLog.evidence(1));
      assertThat(log.last(5)).hasSize(2);
    }
    assertThat(EvidenceVerifier.verify(temp)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aSecretIsRefusedByNameAndLeavesNoTrace() throws Exception {
    try (EvidenceLog log = open(temp)) {
      for (String body :
          List.of(
              "{\"password\":\"hunter2\"}",
              "{\"a\":[{\"newPassword\":\"hunter2\"}]}",
              "{\"headers\":{\"Authorization\":\"hunter2\"}}",
              "{\"access_token\":\"hunter2\"}",
              "{\"accesstoken\":\"hunter2\"}",
              "{\"clientSecret\":\"hunter2\"}",
              "{\"urn:x:1.0:User:secret\":{\"value\":\"hunter2\"}}",
              "{\"credential\":{\"value\":\"hunter2\"}}",
              "{\"CREDENTIAL_VALUE\":\"hunter2\"}",
              "{\"api-key\":\"hunter2\"}",
              "{\"Operations\":[{\"op\":\"replace\",\"path\":\"password\",\"value\":\"hunter2\"}]}",
              "{\"Operations\":[{\"op\":\"add\",\"path\":\"keys[type eq \\\"a\\\"].secret\",\"value\":\"hunter2\"}]}")) {
        Evidence plan = new RunEvidence.PlanFrozen("r", "h", "ana", SampleLog.json(body));
        assertThatExceptionOfType(SecretInEvidence.class)
            .as(body)
            .isThrownBy(() -> log.append(plan))
            .withMessageContaining("never holds secrets")
            .withMessageContaining("/body/")
            .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
      }
      assertThat(log.append(SampleLog.evidence(1)).seq()).isEqualTo(1);
    }
    assertThat(Files.readString(SampleLog.segment(temp))).doesNotContain("hunter2");
  }

  @Test
  void whatOnlySoundsLikeASecretPasses() throws Exception {
    try (EvidenceLog log = open(temp)) {
      for (String body :
          List.of(
              "{\"secretary\":\"ben\"}",
              "{\"path\":\"/Groups/token-admins\"}",
              "{\"passwordChangeRequired\":true,\"password\":null}",
              "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"my token\\\"]\"}]}",
              "{\"Operations\":[{\"op\":\"add\",\"path\":\"members[value eq \\\"a\\\\\\\"secret\\\"]\",\"value\":1}]}",
              "{\"urn:vendor:secret:1.0:User\":\"x\"}")) {
        log.append(new RunEvidence.PlanFrozen("r", "h", "ana", SampleLog.json(body)));
      }
      assertThat(log.size()).isEqualTo(6);
    }
  }

  @Test
  void aBodyWithoutCanonicalFormIsRefusedAndTheLogGoesOn() throws Exception {
    try (EvidenceLog log = open(temp)) {
      Evidence score =
          new RunEvidence.PlanFrozen("r", "h", "ana", SampleLog.json("{\"score\":0.5}"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> log.append(score))
          .withMessageContaining("/body/body/score");
      String huge = "x".repeat(LineFormat.MAX_BYTES);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> log.append(new Evidence.SignIn("ana", huge)))
          .withMessageContaining("bytes");
      assertThat(log.append(SampleLog.evidence(1)).seq()).isEqualTo(1);
    }
    assertThat(EvidenceVerifier.verify(temp)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void evidenceWithoutItsNamesDoesNotConstruct() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunEvidence.Approval("run", "hash", " ", null))
        .withMessage("Evidence needs a by.");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Evidence.Decision(
                "f", Evidence.Decision.Choice.KEEP_UNTIL, "ana", "because", null));
  }

  @Test
  void aSecondLogInTheSameProcessIsTurnedAwayAndTheFirstGoesOn() throws Exception {
    try (EvidenceLog first = open(temp)) {
      assertThatExceptionOfType(EvidenceInUse.class)
          .isThrownBy(() -> open(temp.resolve("x/..")))
          .withMessageContaining(temp.toString())
          .withMessageContaining("in use by another Firebreak");
      first.append(SampleLog.evidence(0));
    }
    try (EvidenceLog next = open(temp)) {
      assertThat(next.append(SampleLog.evidence(1)).seq()).isEqualTo(2);
    }
  }

  @Test
  void aClosedLogReadsAndDoesNotAppend() throws Exception {
    EvidenceLog log = open(temp);
    log.append(SampleLog.evidence(0));
    log.close();
    log.close();
    assertThat(log.last(1)).hasSize(1);
    assertThatThrownBy(() -> log.append(SampleLog.evidence(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aTypeOfALaterVersionIsShownAndNotGuessedAt() throws Exception {
    SampleLog.write(temp, 1, EvidenceLog.SEGMENT_BYTES);
    byte[] line =
        LineFormat.write(
            1,
            LineFormat.NO_HASH,
            SampleLog.CLOCK.instant(),
            "ana",
            "WITNESS",
            (ObjectNode) SampleLog.json("{}"));
    SampleLog.writeLines(SampleLog.segment(temp), List.of(line, new byte[] {'\n'}));
    Files.write(
        SampleLog.head(temp), LineFormat.writeHead(new Head(1, CanonicalJson.sha256(line))));
    try (EvidenceLog log = open(temp)) {
      Entry entry = log.entry(1).orElseThrow();
      assertThat(entry.type()).isEqualTo("WITNESS");
      assertThatThrownBy(entry::evidence)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("WITNESS");
    }
  }

  private static EvidenceLog open(Path folder) {
    return EvidenceLog.open(folder, SampleLog.CLOCK);
  }

  private static String rights(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
