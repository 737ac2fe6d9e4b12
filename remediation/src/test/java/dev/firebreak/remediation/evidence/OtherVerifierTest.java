package dev.firebreak.remediation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A verifier in another language that shares no code agrees with ours, on what is genuine and on
/// what is not.
class OtherVerifierTest {
  private static final Path SCRIPT = Path.of("src/test/python/verify_evidence.py");

  @TempDir Path temp;
  private Path folder;
  private Path saved;

  @BeforeEach
  void aLogWithTwoKeysAndSegments() throws Exception {
    folder = temp.resolve("evidence");
    saved = temp.resolve("saved.txt");
    Signing signing = Signing.with(temp.resolve("keys/evidence.pem"));
    try (EvidenceLog log = EvidenceLog.open(folder, signing, SampleLog.CLOCK, 2500)) {
      for (int i = 0; i < 20; i++) {
        log.append(SampleLog.evidence(i));
        if (i == 8) {
          log.checkpoint();
          Files.writeString(saved, log.lastCheckpoint().orElseThrow().text());
          log.rotateKey("ana");
        }
      }
    }
    assertThat(Segments.in(folder)).hasSizeGreaterThan(2);
  }

  @Test
  void itIsNoLongerThanAnAuditorReads() throws Exception {
    assertThat(Files.readAllLines(SCRIPT)).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void itFindsTheGenuineLogAndItsProofsGenuine() throws Exception {
    List<Path> paths = new ArrayList<>(List.of(folder));
    for (int seq = 1; seq <= 22; seq += 3) {
      Path proof = temp.resolve("proof-" + seq + ".json");
      Files.writeString(proof, ProofBundle.of(folder, seq, null).orElseThrow().json());
      paths.add(proof);
    }
    List<String> said = run(paths);
    assertThat(said.getFirst()).isEqualTo("0 intact: 22 records, 22 signed");
    assertThat(said.subList(1, said.size()))
        .hasSize(8)
        .allMatch(line -> line.startsWith("0 proven: record "));
    Path plain = temp.resolve("plain");
    SampleLog.write(plain, 20, 1500);
    assertThat(run(List.of(plain))).containsExactly("0 intact: 20 records, 0 signed");
  }

  @Test
  void itAgreesWithOursOnWhatWasAltered() throws Exception {
    List<Path> altered = new ArrayList<>();
    for (Path file :
        List.of(SampleLog.segment(folder), checkpoint(folder), SampleLog.head(folder))) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 8; i++) {
        int offset = whole.length * i / 8;
        byte[] flipped = whole.clone();
        flipped[offset] ^= (byte) (1 << (i % 8));
        altered.add(copy(file, flipped));
        altered.add(copy(file, Arrays.copyOf(whole, offset)));
      }
    }
    altered.add(rolledBack());
    List<String> said = run(altered);
    for (int i = 0; i < altered.size(); i++) {
      Verdict ours = EvidenceVerifier.verify(altered.get(i));
      assertThat(ours.exitCode()).as("case %d", i).isNotZero();
      assertThat(said.get(i)).as("case %d, ours: %s", i, ours.sentence()).matches("[123] .*");
    }
  }

  @Test
  void aProofThatWasAlteredIsFound() throws Exception {
    String proof = ProofBundle.of(folder, 7, null).orElseThrow().json();
    List<Path> paths = new ArrayList<>();
    for (String forged :
        List.of(
            proof.replace("10:15:30", "10:15:31"),
            proof.replace("\"path\":[", "\"path\":[\"" + "A".repeat(43) + "=\","),
            proof.replace("\\n22\\n", "\\n21\\n"))) {
      assertThat(forged).isNotEqualTo(proof);
      Path file = temp.resolve("forged-" + paths.size() + ".json");
      Files.writeString(file, forged);
      paths.add(file);
    }
    assertThat(run(paths)).hasSize(3).allMatch(line -> line.startsWith("1 "));
  }

  private Path rolledBack() throws IOException {
    Path last = Segments.in(folder).getLast();
    Path copy = copy(last, new byte[0]);
    List<byte[]> kept = new ArrayList<>();
    for (Path segment : Segments.in(copy)) {
      kept.addAll(SampleLog.lines(segment));
    }
    byte[] line = Arrays.copyOf(kept.getLast(), kept.getLast().length - 1);
    Files.write(
        SampleLog.head(copy),
        LineFormat.writeHead(new Head(kept.size(), CanonicalJson.sha256(line))));
    return copy;
  }

  private static Path checkpoint(Path folder) {
    return folder.resolve("CHECKPOINT");
  }

  /// A copy of the folder in which one file has another content.
  private Path copy(Path file, byte[] content) throws IOException {
    Path copy = Files.createTempDirectory(temp, "altered");
    for (Path each : Segments.in(folder)) {
      Files.copy(each, copy.resolve(each.getFileName()));
    }
    Files.copy(SampleLog.head(folder), SampleLog.head(copy));
    Files.copy(checkpoint(folder), checkpoint(copy));
    Files.write(copy.resolve(file.getFileName()), content);
    return copy;
  }

  private List<String> run(List<Path> paths) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
    if (paths.contains(folder)) {
      command.addAll(List.of("--checkpoint", saved.toString()));
    }
    paths.forEach(path -> command.add(path.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.waitFor();
    assertThat(lines).hasSize(paths.size());
    return lines;
  }
}
