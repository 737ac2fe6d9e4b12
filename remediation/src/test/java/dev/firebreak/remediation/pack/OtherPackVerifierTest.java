package dev.firebreak.remediation.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.remediation.evidence.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A verifier in another language that shares no code agrees with ours on packs.
class OtherPackVerifierTest {
  private static final Path SCRIPT = Path.of("src/test/python/verify_pack.py");

  @TempDir Path temp;

  @Test
  void itIsNoLongerThanAnAuditorReads() throws Exception {
    assertThat(Files.readAllLines(SCRIPT)).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void itProvesGenuinePacksAndComputesReachAgain() throws Exception {
    List<Path> packs = new ArrayList<>();
    for (FindingKind kind :
        List.of(FindingKind.TOXIC, FindingKind.BLAST_RADIUS, FindingKind.ORPHAN)) {
      byte[] pack = new SampleRun(kind).pack(temp.resolve(kind.name()));
      assertThat(PackVerifier.verify(pack, Trust.NOTHING).exitCode()).isZero();
      packs.add(file(kind.name(), pack));
    }
    assertThat(run(packs))
        .containsExactly(
            "0 proven: R-3, 8 records, again",
            "0 proven: R-3, 8 records, again",
            "0 proven: R-3, 8 records, as told");
  }

  @Test
  void itAgreesWithOursOnWhatWasAltered() throws Exception {
    SequencedMap<String, byte[]> members = PackZip.read(new SampleRun().pack(temp));
    List<Path> altered = new ArrayList<>();
    for (String name : members.keySet()) {
      byte[] whole = members.get(name);
      for (int i = 0; i < 4; i++) {
        int offset = whole.length * i / 4;
        byte[] flipped = whole.clone();
        flipped[offset] ^= (byte) (1 << i);
        altered.add(with(members, name, flipped, altered.size()));
        altered.add(with(members, name, Arrays.copyOf(whole, offset), altered.size()));
      }
    }
    List<String> said = run(altered);
    for (int i = 0; i < altered.size(); i++) {
      PackVerdict ours = PackVerifier.verify(altered.get(i), Trust.NOTHING);
      assertThat(ours.exitCode()).as("case %d", i).isIn(1, 2);
      assertThat(said.get(i)).as("case %d, ours: %s", i, ours.sentence()).matches("[12] .*");
    }
  }

  /// The planted faults: slices that the log holds, signed, and that do not show the finding.
  @Test
  void itFindsASliceThatDoesNotShowItsFindingThoughItIsSigned() throws Exception {
    SampleRun toxic = new SampleRun();
    toxic.slice =
        slice -> {
          slice
              .path("rule")
              .path("combination")
              .path("functions")
              .forEach(each -> ((ObjectNode) each.path("needs")).removeAll());
          return slice;
        };
    SampleRun milder = new SampleRun();
    milder.finding = finding -> finding.put("severity", "LOW");
    SampleRun narrow = new SampleRun(FindingKind.BLAST_RADIUS);
    narrow.slice =
        slice -> {
          ((ObjectNode) slice.path("rule")).put("factor", "90.0");
          return slice;
        };
    List<Path> packs = new ArrayList<>();
    for (SampleRun lie : List.of(toxic, milder, narrow)) {
      packs.add(file("lie" + packs.size(), lie.unchecked(temp.resolve("l" + packs.size()))));
    }
    assertThat(run(packs)).hasSize(3).allMatch(line -> line.startsWith("1 "));
    for (Path pack : packs) {
      assertThat(PackVerifier.verify(pack, Trust.NOTHING).exitCode()).isEqualTo(1);
    }
  }

  private Path with(SequencedMap<String, byte[]> members, String name, byte[] content, int number)
      throws IOException {
    SequencedMap<String, byte[]> forged = new LinkedHashMap<>(members);
    forged.put(name, content);
    return file("altered" + number, PackZip.write(forged));
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = temp.resolve(name + ".zip");
    Files.write(file, content);
    return file;
  }

  private static List<String> run(List<Path> packs) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-B", SCRIPT.toString()));
    packs.forEach(pack -> command.add(pack.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.waitFor();
    assertThat(lines).hasSize(packs.size());
    return lines;
  }
}
