package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.remediation.evidence.note.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that were taken out of a log prove themselves, and nothing else does.
class ExtractTest {
  private static final String NO_WAY =
      "its proof does not lead from it to the root of the checkpoint";
  private static final String NOT_CANONICAL = "the proofs are not in their canonical form";

  @TempDir Path temp;
  private Path folder;
  private Path key;
  private Extract genuine;
  private List<byte[]> lines;

  @BeforeEach
  void threeRecordsOfTen() throws Exception {
    folder = temp.resolve("evidence");
    key = temp.resolve("keys/evidence.pem");
    SampleLog.write(folder, Signing.with(key), 9, EvidenceLog.SEGMENT_BYTES);
    genuine = Extract.of(folder, Set.of(3L, 7L)).orElseThrow();
    lines = SampleLog.lines(SampleLog.segment(folder));
  }

  private byte[] line(int seq) {
    return lines.get(seq - 1);
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void altered(Extract extract, long seq, String why) {
    assertThatExceptionOfType(Extract.Altered.class)
        .isThrownBy(extract::check)
        .withMessageContaining(why)
        .satisfies(altered -> assertThat(altered.seq()).isEqualTo(seq));
  }

  private Extract records(byte[]... told) {
    return new Extract(together(told), genuine.proofs(), genuine.checkpoint());
  }

  private Extract proofs(String told) {
    return new Extract(genuine.records(), bytes(told), genuine.checkpoint());
  }

  private String proofs() {
    return new String(genuine.proofs(), StandardCharsets.UTF_8);
  }

  @Test
  void whatWasAskedForComesWithTheRecordOfTheKey() throws Exception {
    Extract.Genuine found = genuine.check();
    assertThat(found.entries()).extracting(Entry::seq).containsExactly(1L, 3L, 7L);
    assertThat(found.at().size()).isEqualTo(10);
    assertThat(genuine.records()).isEqualTo(together(line(1), line(3), line(7)));
  }

  @Test
  void whatTheLogDoesNotHaveOrNobodySignedIsNotTaken() throws Exception {
    assertThat(Extract.of(folder, Set.of(3L, 11L))).isEmpty();
    Files.delete(folder.resolve("CHECKPOINT"));
    assertThat(Extract.of(folder, Set.of(3L))).isEmpty();
  }

  @Test
  void recordsStandInTheirOrderEachOnce() {
    altered(records(line(1), line(3), line(3), line(7)), 3, "it stands after record 3");
    altered(records(line(1), line(7), line(3)), 3, "it stands after record 7");
    altered(records(line(1), line(3)), 0, "there are proofs of records that are not there");
    altered(records(line(1), line(2), line(3), line(7)), 2, NO_WAY);
  }

  @Test
  void aLineThatIsNoRecordIsToldByItsPlace() {
    altered(records(line(1), line(3), bytes("x\n"), line(7)), 4, "");
    altered(records(line(1), line(3), bytes("x")), 0, "do not end with a line feed");
    altered(records(), 0, "do not end with a line feed");
  }

  @Test
  void anAlteredRecordHasNoWayToTheRoot() {
    altered(
        records(line(1), SampleLog.replaced(line(3), "10:15:30", "10:15:31"), line(7)), 3, NO_WAY);
  }

  @Test
  void proofsHaveOneForm() {
    altered(proofs(proofs() + " "), 0, NOT_CANONICAL);
    altered(proofs(proofs().replace("\"v\":1", "\"v\":2")), 0, NOT_CANONICAL);
    altered(proofs("nonsense"), 0, NOT_CANONICAL);
    altered(proofs("null"), 0, NOT_CANONICAL);
  }

  @Test
  void whatIsNoHashLeadsNowhere() {
    String hash = proofs().replaceFirst("(?s).*\"3\":\\[\"([^\"]*)\".*", "$1");
    altered(proofs(proofs().replace(hash, "no hash")), 3, NO_WAY);
  }

  @Test
  void theCheckpointIsOneAndSignedByTheKeyInForce() throws Exception {
    altered(
        new Extract(genuine.records(), genuine.proofs(), bytes("x")), 0, "the checkpoint is not");
    byte[] forged = SigningKey.generate().sign(genuine.check().at()).bytes();
    altered(
        new Extract(genuine.records(), genuine.proofs(), forged),
        0,
        "the checkpoint is not signed by the key " + genuine.check().key().fingerprint());
  }

  @Test
  void withoutTheRecordOfTheKeyNobodySigned() {
    String own = proofs().replaceFirst("(?s).*(\"1\":\\[[^]]*],).*", "$1");
    altered(
        new Extract(
            together(line(3), line(7)), bytes(proofs().replace(own, "")), genuine.checkpoint()),
        0,
        "no record brings the key that signed the checkpoint");
  }

  @Test
  void aKeyThatItsForerunnerDidNotSignIsFound() throws Exception {
    SigningKey old = SigningKey.parse(Files.readString(key));
    String origin = genuine.check().key().name();
    Evidence.KeyAdopted next = KeyAdoption.next(origin, old, SigningKey.generate(), "ana");
    try (EvidenceLog log = EvidenceLog.open(folder, Signing.with(key), SampleLog.CLOCK)) {
      log.append(
          new Evidence.KeyAdopted(
              next.key(), next.previous(), next.signature(), "no base64", "ana"));
    }
    altered(
        Extract.of(folder, Set.of(3L)).orElseThrow(),
        11,
        "its key is not signed by itself and by the one before");
  }

  /// The words are what other verifiers go by.
  @Test
  void theFirstKeySignsThatItFollowsNone() throws Exception {
    SigningKey first = SigningKey.generate();
    Evidence.KeyAdopted adopted = KeyAdoption.first("log", first);
    byte[] words = bytes("firebreak evidence key\nnone\n" + adopted.key() + "\n");
    assertThat(
            first.verifier("log").verifies(words, Base64.getDecoder().decode(adopted.signature())))
        .isTrue();
  }
}
