package dev.firebreak.web.view;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which records of the evidence are about a source. Each record is read once; what came since is
/// read when it is asked for.
@Component
final class SourceRecords {

  /// Read-backs follow each write that is listed and say nothing more.
  private static final Set<String> LEFT_OUT = Set.of("OBSERVATION");

  private final EvidenceLog log;
  private final Map<String, List<Mark>> marks = new HashMap<>();
  private long read;

  SourceRecords(EvidenceLog log) {
    this.log = log;
  }

  /// Where a record is.
  record Mark(long seq, Instant at) {}

  /// The records about a source, oldest first.
  synchronized List<Mark> of(String source) {
    try (Stream<Entry> entries = log.after(read)) {
      entries.forEach(this::take);
    }
    return List.copyOf(marks.getOrDefault(source, List.of()));
  }

  private void take(Entry entry) {
    read = entry.seq();
    String source = entry.body().path("source").asString("");
    if (!source.isEmpty() && !LEFT_OUT.contains(entry.type())) {
      marks.computeIfAbsent(source, _ -> new ArrayList<>()).add(new Mark(entry.seq(), entry.at()));
    }
  }
}
