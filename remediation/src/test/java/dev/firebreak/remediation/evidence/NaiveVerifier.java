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
    LineHeader first = LineFormat.header(lines.getFirst().getBytes(StandardCharsets.UTF_8));
    LineHeader last = LineFormat.header(lines.getLast().getBytes(StandardCharsets.UTF_8));
    return first.follows(Head.NONE)
        && last.seq() == lines.size()
        && last.head().equals(Head.in(folder).orElseThrow());
  }
}
