package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.larkspur.DemoFolder;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `demo` does to the demo before it, and what `role-mining` says where there is nothing.
class DemoCommandTest {

  @TempDir private Path folder;

  /// A folder that a demo left.
  private Path demo() throws IOException {
    Path demo = Files.createDirectories(folder.resolve("demo"));
    Files.writeString(demo.resolve(".firebreak-demo"), "");
    Files.writeString(demo.resolve("firebreak.yaml"), "data-dir: data\n");
    try (EvidenceLog log = EvidenceLog.open(demo.resolve("data/evidence"), Clock.systemUTC())) {
      log.append(new Evidence.SignIn("ana", "signed in"));
    }
    return demo;
  }

  private static SortedMap<String, String> everything(Path folder) throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  private static Ran demo(Path folder, String port) {
    return Ran.checkout("demo", "--port", port, "--data-dir", folder.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "-1"})
  void aPortThatDoesNotExistIsRefusedAndNothingIsTouched(String port) throws Exception {
    Path demo = demo();
    var before = everything(demo);
    assertThat(demo(demo, port).with(ExitCode.UNUSABLE).complaint())
        .contains("There is no port " + port, "--port", "1 to 65535");
    assertThat(everything(demo)).isEqualTo(before);
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatChangesItAndNothingIsTouched() throws Exception {
    Path demo = demo();
    var before = everything(demo);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(demo(demo, "" + taken.getLocalPort()).with(ExitCode.PORT_IN_USE).complaint())
          .isEqualTo(
              "firebreak: port "
                  + taken.getLocalPort()
                  + " is taken. Choose another with --port, or stop what uses it.");
    }
    assertThat(everything(demo)).isEqualTo(before);
  }

  @Test
  void aFolderOfSomethingElseAndAFileAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThat(demo(folder, "0").with(ExitCode.UNUSABLE).complaint())
        .contains("holds something other than a demo", "--data-dir");
    assertThat(demo(folder.resolve("thesis.txt"), "0").with(ExitCode.UNUSABLE).complaint())
        .contains("thesis.txt is a file");
    assertThat(everything(folder)).hasSize(1);
  }

  @Test
  void aDemoThatRunsIsLeftAlone() throws Exception {
    Path demo = demo();
    try (EvidenceLog _ = EvidenceLog.open(demo.resolve("data/evidence"), Clock.systemUTC())) {
      assertThat(demo(demo, "0").with(ExitCode.UNUSABLE).complaint())
          .contains("A demo runs in " + demo, "Stop it, or choose another folder");
    }
  }

  @Test
  void theEvidenceOfEveryDemoBeforeIsKeptAndStillHolds() throws Exception {
    Path demo = demo();
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    Path first = DemoFolder.keepEvidence(demo, now).orElseThrow();
    assertThat(first.getFileName().toString()).isEqualTo("evidence-until-2026-11-22T100000000Z");
    assertThat(DemoFolder.keepEvidence(demo, now)).as("there is none any more").isEmpty();
    demo();
    Path second = DemoFolder.keepEvidence(demo, now.plusSeconds(60)).orElseThrow();
    for (Path kept : new Path[] {first, second}) {
      assertThat(EvidenceVerifier.verify(kept)).isInstanceOf(Verdict.Intact.class);
    }
  }

  @Test
  void roleMiningSaysNothingOnStandardOutputWhereThereAreNoSets() {
    assertThat(Ran.checkout("role-mining", folder.toString()).with(ExitCode.UNUSABLE).complaint())
        .contains("no decomposition of the set 'hc'");
  }
}
