package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceVerifierTest {
  private static final int RECORDS = 20;

  @TempDir Path folder;
  private Path segment;
  private Path head;

  @BeforeEach
  void twentyRecords() {
    SampleLog.write(folder, RECORDS, EvidenceLog.SEGMENT_BYTES);
    segment = SampleLog.segment(folder);
    head = SampleLog.head(folder);
  }

  @Test
  void anUntouchedLogIsIntact() throws Exception {
    Verdict verdict = EvidenceVerifier.verify(folder);
    assertThat(verdict).isInstanceOf(Verdict.Intact.class);
    Verdict.Intact intact = (Verdict.Intact) verdict;
    assertThat(intact.records()).isEqualTo(RECORDS);
    assertThat(Files.readString(head)).contains(intact.head());
    assertThat(verdict.exitCode()).isZero();
    assertThat(SecondVerifier.records(folder)).isEqualTo(RECORDS);
  }

  @Test
  @Tag("exhaustive")
  void everyFlippedBitIsFoundInItsRecord() throws Exception {
    int[] recordOf = recordOfEachByte();
    int cases = 0;
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      for (int offset = 0; offset < recordOf.length; offset++) {
        for (int bit = 0; bit < 8; bit++) {
          flip(file, offset, bit);
          assertTampered(EvidenceVerifier.verify(folder), recordOf[offset], offset, bit);
          assertThat(SecondVerifier.records(folder))
              .as("byte %d bit %d", offset, bit)
              .isEqualTo(-1);
          flip(file, offset, bit);
          cases++;
        }
      }
    }
    assertThat(cases).isGreaterThan(40_000);
    assertIntact(RECORDS);
  }

  @Test
  @Tag("exhaustive")
  void everyFlippedBitOfTheHeadIsFound() throws Exception {
    int length = (int) Files.size(head);
    try (RandomAccessFile file = new RandomAccessFile(head.toFile(), "rw")) {
      for (int offset = 0; offset < length; offset++) {
        for (int bit = 0; bit < 8; bit++) {
          flip(file, offset, bit);
          assertTampered(EvidenceVerifier.verify(folder), RECORDS, offset, bit);
          assertThat(SecondVerifier.records(folder)).isEqualTo(-1);
          flip(file, offset, bit);
        }
      }
    }
    assertIntact(RECORDS);
  }

  @Test
  @Tag("exhaustive")
  void everyTruncationIsFound() throws Exception {
    byte[] whole = Files.readAllBytes(segment);
    int[] recordOf = recordOfEachByte();
    for (int length = 0; length < whole.length; length++) {
      Files.write(segment, Arrays.copyOf(whole, length));
      Verdict verdict = EvidenceVerifier.verify(folder);
      assertThat(verdict).as("cut at %d", length).isInstanceOf(Verdict.Incomplete.class);
      assertThat(((Verdict.Incomplete) verdict).records()).isEqualTo(recordOf[length] - 1);
      assertThat(verdict.exitCode()).isEqualTo(3);
      assertThat(SecondVerifier.records(folder)).isEqualTo(-1);
    }
    Files.delete(segment);
    assertThat(EvidenceVerifier.verify(folder))
        .isEqualTo(
            new Verdict.Incomplete(0, "HEAD names record 20, and the log ends before it does"));
  }

  @Test
  void everyTruncationOfTheHeadIsFound() throws Exception {
    byte[] whole = Files.readAllBytes(head);
    for (int length = 0; length < whole.length; length++) {
      Files.write(head, Arrays.copyOf(whole, length));
      assertTampered(EvidenceVerifier.verify(folder), RECORDS, length, 0);
    }
    Files.delete(head);
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Incomplete.class);
  }

  @Test
  void aRecordDroppedIsFoundWhereItStood() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    for (int seq = 1; seq < RECORDS; seq++) {
      List<byte[]> without = new ArrayList<>(lines);
      without.remove(seq - 1);
      SampleLog.writeLines(segment, without);
      assertTampered(EvidenceVerifier.verify(folder), seq, seq, 0);
    }
  }

  @Test
  void recordsSwappedAreFoundAtTheFirst() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    for (int first = 1; first < RECORDS; first++) {
      for (int second = first + 1; second <= RECORDS; second++) {
        List<byte[]> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, first - 1, second - 1);
        SampleLog.writeLines(segment, swapped);
        assertTampered(EvidenceVerifier.verify(folder), first, second, 0);
      }
    }
  }

  @Test
  void aRecordDuplicatedIsFoundWhereTheCopyStands() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    for (int seq = 1; seq <= RECORDS; seq++) {
      List<byte[]> twice = new ArrayList<>(lines);
      twice.add(seq, lines.get(seq - 1));
      SampleLog.writeLines(segment, twice);
      assertTampered(EvidenceVerifier.verify(folder), seq + 1, seq, 0);
    }
  }

  @Test
  void contentThatStaysCanonicalIsFoundInTheRecordThatHasIt() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    for (int seq = 1; seq <= RECORDS; seq++) {
      List<byte[]> altered = new ArrayList<>(lines);
      altered.set(seq - 1, SampleLog.replaced(lines.get(seq - 1), "10:15:30", "10:15:31"));
      SampleLog.writeLines(segment, altered);
      assertTampered(EvidenceVerifier.verify(folder), seq, seq, 0);
    }
  }

  @Test
  void aNewMemberAndAnotherSpellingAreFoundThoughTheyMeanTheSame() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    for (String spelling : List.of("\"v\": 1}", "\"v\":1 }", "\"v\":1.0}", "\"v\":1,\"w\":2}")) {
      List<byte[]> altered = new ArrayList<>(lines);
      altered.set(6, SampleLog.replaced(lines.get(6), "\"v\":1}", spelling));
      SampleLog.writeLines(segment, altered);
      assertTampered(EvidenceVerifier.verify(folder), 7, 0, 0);
    }
    List<byte[]> escaped = new ArrayList<>(lines);
    escaped.set(1, SampleLog.replaced(lines.get(1), "Ł", "\\u0141"));
    SampleLog.writeLines(segment, escaped);
    assertTampered(EvidenceVerifier.verify(folder), 2, 0, 0);
  }

  @Test
  void aTailChainedAnewDoesNotAgreeWithTheHead() throws Exception {
    List<byte[]> lines = new ArrayList<>(SampleLog.lines(segment));
    String hash = "";
    for (int i = 11; i < RECORDS; i++) {
      byte[] line = SampleLog.replaced(lines.get(i), "10:15:30", "10:15:31");
      if (i > 11) {
        line =
            line(line)
                .replaceAll("\"prevHash\":\"[0-9a-f]{64}", "\"prevHash\":\"" + hash)
                .getBytes(StandardCharsets.UTF_8);
      }
      lines.set(i, line);
      hash = CanonicalJson.sha256(Arrays.copyOf(line, line.length - 1));
    }
    SampleLog.writeLines(segment, lines);
    assertThat(NaiveVerifier.accepts(folder)).isFalse();
    assertTampered(EvidenceVerifier.verify(folder), RECORDS, 0, 0);
  }

  @Test
  void aVerifierOfTheFirstAndLastRecordMissesWhatOursFinds() throws Exception {
    assertThat(NaiveVerifier.accepts(folder)).isTrue();
    List<byte[]> lines = new ArrayList<>(SampleLog.lines(segment));
    lines.set(9, SampleLog.replaced(lines.get(9), "10:15:30", "10:15:31"));
    SampleLog.writeLines(segment, lines);
    assertThat(NaiveVerifier.accepts(folder)).isTrue();
    assertTampered(EvidenceVerifier.verify(folder), 10, 0, 0);
  }

  @Test
  void theVerdictNamesFileAndByte() throws Exception {
    List<byte[]> lines = SampleLog.lines(segment);
    int offset = lines.get(0).length + lines.get(1).length;
    SampleLog.flip(segment, offset, 0);
    Verdict verdict = EvidenceVerifier.verify(folder);
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Tampered(3, segment, offset, "it is not a record in its canonical form"));
    assertThat(verdict.exitCode()).isEqualTo(1);
    assertThat(verdict.sentence())
        .isEqualTo(
            "Tampered: record 3, in evidence-000001.jsonl at byte "
                + offset
                + ": it is not a record in its canonical form.");
  }

  @Test
  void segmentsAreOneChain() throws Exception {
    Path many = folder.resolve("many");
    SampleLog.write(many, RECORDS, 1500);
    List<Path> segments = Segments.in(many);
    assertThat(segments).hasSizeGreaterThan(3);
    assertThat(EvidenceVerifier.verify(many)).isInstanceOf(Verdict.Intact.class);
    assertThat(SecondVerifier.records(many)).isEqualTo(RECORDS);
    int first = 1;
    for (Path one : segments) {
      int records = SampleLog.lines(one).size();
      byte[] content = Files.readAllBytes(one);
      boolean lastSegment = one.equals(segments.getLast());

      for (int i = 0; i < records; i++) {
        List<byte[]> altered = new ArrayList<>(SampleLog.lines(one));
        altered.set(i, SampleLog.replaced(altered.get(i), "10:15:30", "10:15:31"));
        SampleLog.writeLines(one, altered);
        assertTampered(EvidenceVerifier.verify(many), first + i, 0, 0);
        Files.write(one, content);
      }
      for (int length = 0; length < content.length; length += 7) {
        Files.write(one, Arrays.copyOf(content, length));
        Verdict cut = EvidenceVerifier.verify(many);
        assertThat(cut)
            .isInstanceOf(lastSegment ? Verdict.Incomplete.class : Verdict.Tampered.class);
        if (length == 0 && !lastSegment) {
          assertThat(cut)
              .isEqualTo(
                  new Verdict.Tampered(first, one, 0, "its segment is empty, and not the last"));
        }
      }
      Files.delete(one);
      if (lastSegment) {
        assertThat(EvidenceVerifier.verify(many)).isInstanceOf(Verdict.Incomplete.class);
      } else {
        assertTampered(EvidenceVerifier.verify(many), first, 0, 0);
        assertThat(EvidenceVerifier.verify(many))
            .isInstanceOfSatisfying(
                Verdict.Tampered.class, missing -> assertThat(missing.file()).isEqualTo(one));
      }
      Files.write(one, content);
      first += records;
    }
    assertThat(EvidenceVerifier.verify(many)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void whatIsNoLogIsUnusable() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path place : List.of(folder.resolve("nowhere"), empty, segment)) {
      Verdict verdict = EvidenceVerifier.verify(place);
      assertThat(verdict).isInstanceOf(Verdict.Unusable.class);
      assertThat(verdict.exitCode()).isEqualTo(2);
      assertThat(verdict.sentence()).contains(place.toString());
    }
  }

  @Test
  void whatCannotBeReadIsNoVerdictOnTheRecords() throws Exception {
    Files.delete(segment);
    Files.createDirectory(segment);
    assertThat(EvidenceVerifier.verify(folder).sentence())
        .startsWith("Unusable: " + folder + " cannot be read: ");
  }

  @Test
  void theFirstRecordIsBlamedForItsOwnLinkThoughTheSecondHoldsIt() throws Exception {
    List<byte[]> lines = new ArrayList<>(SampleLog.lines(segment));
    byte[] first = SampleLog.replaced(lines.get(0), "0".repeat(64), "f".repeat(64));
    String before = CanonicalJson.sha256(Arrays.copyOf(lines.get(0), lines.get(0).length - 1));
    lines.set(0, first);
    lines.set(
        1,
        SampleLog.replaced(
            lines.get(1), before, CanonicalJson.sha256(Arrays.copyOf(first, first.length - 1))));
    SampleLog.writeLines(segment, lines);
    assertTampered(EvidenceVerifier.verify(folder), 1, 0, 0);
  }

  @Test
  void aBrokenLinkBeforeALineThatIsNoneIsItsOwnRecords() throws Exception {
    List<byte[]> lines = new ArrayList<>(SampleLog.lines(segment));
    String link = line(lines.get(4)).replaceAll(".*\"prevHash\":\"([^\"]*)\".*\n", "$1");
    lines.set(4, SampleLog.replaced(lines.get(4), link, "f".repeat(64)));
    lines.set(5, "nonsense\n".getBytes(StandardCharsets.UTF_8));
    SampleLog.writeLines(segment, lines);
    assertTampered(EvidenceVerifier.verify(folder), 5, 0, 0);
  }

  @Test
  @Tag("exhaustive")
  void aHundredThousandRecordsVerify() throws Exception {
    Path large = Files.createDirectory(folder.resolve("large"));
    Head last = Head.NONE;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(SampleLog.segment(large)))) {
      for (int i = 0; i < 100_000; i++) {
        Evidence evidence = SampleLog.evidence(i);
        byte[] line =
            LineFormat.write(
                last.seq() + 1,
                last.hash(),
                SampleLog.CLOCK.instant(),
                evidence.actor(),
                EvidenceType.of(evidence).name(),
                EvidenceType.body(evidence));
        out.write(line);
        out.write('\n');
        last = new Head(last.seq() + 1, CanonicalJson.sha256(line));
      }
    }
    Files.write(SampleLog.head(large), LineFormat.writeHead(last));
    long start = System.nanoTime();
    Verdict verdict = EvidenceVerifier.verify(large);
    System.out.printf(
        Locale.ROOT,
        "100000 records, %d MB: verified in %d ms%n",
        Files.size(SampleLog.segment(large)) >> 20,
        (System.nanoTime() - start) / 1_000_000);
    assertThat(verdict).isEqualTo(Verdict.Intact.unsigned(100_000, last.hash()));
    assertThat(SecondVerifier.records(large)).isEqualTo(100_000);
  }

  private int[] recordOfEachByte() throws IOException {
    List<byte[]> lines = SampleLog.lines(segment);
    assertThat(lines).hasSize(RECORDS);
    int[] recordOf = new int[(int) Files.size(segment)];
    int offset = 0;
    for (int i = 0; i < lines.size(); i++) {
      Arrays.fill(recordOf, offset, offset + lines.get(i).length, i + 1);
      offset += lines.get(i).length;
    }
    return recordOf;
  }

  private static String line(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void flip(RandomAccessFile file, int offset, int bit) throws IOException {
    file.seek(offset);
    int before = file.read();
    file.seek(offset);
    file.write(before ^ 1 << bit);
  }

  private void assertIntact(long records) {
    Verdict verdict = EvidenceVerifier.verify(folder);
    assertThat(verdict).isInstanceOf(Verdict.Intact.class);
    assertThat(((Verdict.Intact) verdict).records()).isEqualTo(records);
  }

  private static void assertTampered(Verdict verdict, long seq, int where, int bit) {
    assertThat(verdict)
        .as("at %d, bit %d: %s", where, bit, verdict.sentence())
        .isInstanceOf(Verdict.Tampered.class);
    assertThat(((Verdict.Tampered) verdict).seq())
        .as("at %d, bit %d: %s", where, bit, verdict.sentence())
        .isEqualTo(seq);
  }
}
