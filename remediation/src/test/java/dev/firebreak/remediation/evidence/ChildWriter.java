package dev.firebreak.remediation.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that appends until it is killed or refused, and says so line by line: the
/// number of each record that `append` has returned for, or the message of the exception.
public final class ChildWriter {
  private ChildWriter() {}

  public static void main(String[] args) throws IOException {
    try (EvidenceLog log = EvidenceLog.open(Path.of(args[0]), SampleLog.CLOCK)) {
      for (int i = 0; ; i++) {
        System.out.println(log.append(SampleLog.evidence(i)).seq());
      }
    } catch (EvidenceInUse | EvidenceBroken refused) {
      System.out.println(refused.getMessage());
    }
  }

  static Process start(Path folder, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(ChildWriter.class.getName(), folder.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
