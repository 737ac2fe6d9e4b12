package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A planted fault: a verifier that looks at the first and the last record only.
final class NaiveVerifier {
  private NaiveVerifier() {}

  static boolean accepts(Path folder) throws IOException, MalformedLine {
    List<String> lines = Files.readAllLines(SampleLog.segment(folder));
    Entry first = LineFormat.read(lines.getFirst().getBytes(StandardCharsets.UTF_8));
    Entry last = LineFormat.read(lines.getLast().getBytes(StandardCharsets.UTF_8));
    return Head.NONE.precedes(first)
        && last.seq() == lines.size()
        && Head.of(last).equals(Head.in(folder).orElseThrow());
  }
}
