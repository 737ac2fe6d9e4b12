package dev.firebreak.remediation.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.SigningKey;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the check of a pack says of one that was made wrong, by whoever has no key or has another.
class PackVerifierTest {
  @TempDir Path folder;
  private SequencedMap<String, byte[]> members;
  private Manifest genuine;

  @BeforeEach
  void aPack() throws Exception {
    members = new LinkedHashMap<>(PackZip.read(new SampleRun().pack(folder)));
    genuine = Manifest.read(members.get(Manifest.FILE));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String said(byte[] pack) {
    return PackVerifier.verify(pack, Trust.NOTHING).sentence();
  }

  private String said() {
    return said(PackZip.write(members));
  }

  private String signer() throws Exception {
    return VerifierKey.parse(genuine.key()).fingerprint();
  }

  /// Puts a member in the place of another, and makes the list fit but for its signature.
  private void forge(String name, byte[] content) {
    members.put(name, content);
    SequencedMap<String, String> hashes = new LinkedHashMap<>(genuine.hashes());
    hashes.put(name, Manifest.sha256(content));
    list(hashes, genuine.signature());
  }

  private void list(SequencedMap<String, String> hashes, String signature) {
    members.put(
        Manifest.FILE,
        new Manifest(genuine.origin(), genuine.runId(), genuine.key(), hashes, signature).bytes());
  }

  @Test
  void whatIsNoPackIsUnusable() throws Exception {
    String none = "Unusable: it is no evidence pack: it has no MANIFEST.";
    assertThat(said(new byte[0])).isEqualTo(none);
    assertThat(said(bytes("hello"))).isEqualTo(none);
    Path absent = folder.resolve("absent.zip");
    PackVerdict unreadable = PackVerifier.verify(absent, Trust.NOTHING);
    assertThat(unreadable.sentence()).startsWith("Unusable: " + absent + " cannot be read: ");
    assertThat(unreadable.exitCode()).isEqualTo(2);
    for (int i = 0; i < 16; i++) {
      members.put("m" + i, new byte[0]);
    }
    assertThat(said())
        .isEqualTo("Unusable: it is no evidence pack: it holds more than a pack does.");
    Path file = folder.resolve("pack.zip");
    Files.write(file, new SampleRun().pack(folder));
    assertThat(PackVerifier.verify(file, Trust.NOTHING).exitCode()).isZero();
  }

  @Test
  void nothingStandsBesideTheMembers() {
    byte[] whole = PackZip.write(members);
    assertThat(said(Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo("Tampered: the zip: it holds something beside its members.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "firebreak|firewall|it is not the list of an evidence pack",
        "$log |$lag |it has no line 'log' in its place",
        "$run |$rum |it has no line 'run' in its place",
        "$key |$kay |it has no line 'key' in its place",
        "$signature |$signatory |it has no line 'signature' in its place",
        "  report.pdf| report.pdf|it has a line that is not a hash and a new name",
        "  report.pdf|  README.txt|it has a line that is not a hash and a new name"
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void theListHasOneForm(String text, String instead, String why) {
    String list = new String(members.get(Manifest.FILE), StandardCharsets.UTF_8);
    String from = text.replace('$', '\n');
    assertThat(list).contains(from);
    members.put(Manifest.FILE, bytes(list.replace(from, instead.replace('$', '\n'))));
    assertThat(said()).isEqualTo("Tampered: MANIFEST: " + why + ".");
  }

  @Test
  void whatStandsBelowTheSignatureIsNoList() {
    byte[] list = members.get(Manifest.FILE);
    members.put(Manifest.FILE, Arrays.copyOf(list, list.length - 1));
    assertThat(said()).startsWith("Tampered: MANIFEST: it has no line 'signature'");
    members.put(Manifest.FILE, bytes(new String(list, StandardCharsets.UTF_8) + "more"));
    assertThat(said()).isEqualTo("Tampered: MANIFEST: it is not in its canonical form.");
  }

  @Test
  void aMemberThatIsOtherThanListedIsNamed() {
    members.put("report.pdf", bytes("%PDF of R-4"));
    assertThat(said()).isEqualTo("Tampered: report.pdf: it is not what MANIFEST lists.");
  }

  @Test
  void aMemberThatIsMissingOrNotListedIsNamed() {
    members.remove("report.pdf");
    assertThat(said()).isEqualTo("Tampered: report.pdf: it is not what MANIFEST lists.");
    members.put("report.pdf", bytes("%PDF of R-3"));
    members.put("note.txt", new byte[0]);
    assertThat(said()).isEqualTo("Tampered: note.txt: it is not what MANIFEST lists.");
  }

  @Test
  void aListWithoutTheRecordsIsNoneOfAPack() {
    members.remove(EvidencePack.RECORDS);
    SequencedMap<String, String> hashes = new LinkedHashMap<>(genuine.hashes());
    hashes.remove(EvidencePack.RECORDS);
    list(hashes, genuine.signature());
    assertThat(said()).isEqualTo("Tampered: MANIFEST: it does not list evidence.jsonl.");
  }

  @Test
  void aListThatWasMadeToFitIsNotSigned() throws Exception {
    String why = "Tampered: MANIFEST: the key %s did not sign it.".formatted(signer());
    forge("report.pdf", bytes("%PDF of R-4"));
    assertThat(said()).isEqualTo(why);
    list(genuine.hashes(), "no base64");
    members.put("report.pdf", bytes("%PDF of R-3"));
    assertThat(said()).isEqualTo(why);
    members.put(
        Manifest.FILE,
        new Manifest(
                genuine.origin(),
                genuine.runId(),
                SigningKey.generate().verifier(genuine.origin()).text(),
                genuine.hashes(),
                genuine.signature())
            .bytes());
    assertThat(said()).isEqualTo(why);
  }

  @Test
  void anAlteredRecordIsNamedThoughTheListWasMadeToFit() {
    String records = new String(members.get(EvidencePack.RECORDS), StandardCharsets.UTF_8);
    forge(EvidencePack.RECORDS, bytes(records.replace("she changed teams", "she changed names")));
    assertThat(said())
        .isEqualTo(
            "Tampered: evidence.jsonl, record 7: its proof does not lead from it to the root of the checkpoint.");
  }

  @Test
  void aFindingThatItsSliceGivesOtherwiseIsNamedThoughItIsSigned() throws Exception {
    SampleRun milder = new SampleRun();
    milder.finding = finding -> finding.put("severity", "LOW");
    assertThat(said(milder.unchecked(folder.resolve("milder"))))
        .startsWith("Tampered: evidence.jsonl, record 3: the rule finds T-")
        .contains("LOW");
  }

  @Test
  void aCheckpointOfAnotherRootIsNotTheOneThatWasKept() throws Exception {
    SignedCheckpoint own = SignedCheckpoint.parse(members.get(EvidencePack.CHECKPOINT));
    Checkpoint at = own.checkpoint();
    byte[] root = at.rootHash();
    root[0] ^= 1;
    SignedCheckpoint other =
        new SignedCheckpoint(Checkpoint.of(at.origin(), at.size(), root), own.signatures());
    assertThat(
            PackVerifier.verify(PackZip.write(members), new Trust(null, List.of(other))).sentence())
        .isEqualTo("Tampered: checkpoint.txt: it is not the checkpoint that was kept.");
  }

  @Test
  void whatWasProvenIsSaidForEachKindOfRun() {
    assertThat(proven(2, null, List.of("T-1", "T-2")))
        .endsWith("its 2 changes fit the approved plan; computed again from its slice: T-1, T-2.");
    assertThat(proven(1, null, List.of())).endsWith("it was made for no finding.");
    assertThat(proven(1, "R-1", List.of()))
        .endsWith("it gives back what run R-1 took, whose pack has the findings.");
  }

  private static String proven(int changes, @Nullable String undoes, List<String> findings) {
    return new PackVerdict.Proven("R-2", 8, findings, changes, undoes, "log", 16, "key").sentence();
  }

  @Test
  void theKeyAndTheCheckpointThatWereKeptElsewhereAreHeldAgainstIt() throws Exception {
    byte[] pack = PackZip.write(members);
    Trust trust;
    try (EvidenceLog log =
        EvidenceLog.open(
            folder.resolve("evidence"),
            Signing.with(folder.resolve("keys/key.pem")),
            SampleRun.CLOCK)) {
      trust = new Trust(log.key().orElseThrow(), List.of(log.lastCheckpoint().orElseThrow()));
      assertThat(PackVerifier.verify(pack, trust).exitCode()).isZero();
      log.append(new Evidence.SignIn("ana", "signed out"));
      log.checkpoint();
      Trust later = new Trust(null, List.of(log.lastCheckpoint().orElseThrow()));
      assertThat(PackVerifier.verify(pack, later).exitCode()).isEqualTo(2);
    }
    Trust other = new Trust(SigningKey.generate().verifier(trust.key().name()), List.of());
    assertThat(PackVerifier.verify(pack, other).sentence()).contains("never signed");
    byte[] forged = new SampleRun().pack(folder.resolve("thief"));
    assertThat(PackVerifier.verify(forged, Trust.NOTHING).exitCode())
        .as("it is whole in itself")
        .isZero();
    assertThat(PackVerifier.verify(forged, trust).exitCode()).isEqualTo(1);
    assertThat(PackVerifier.verify(forged, new Trust(null, trust.saved())).exitCode()).isEqualTo(1);
  }
}
