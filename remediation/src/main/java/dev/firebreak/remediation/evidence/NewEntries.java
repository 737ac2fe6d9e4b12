package dev.firebreak.remediation.evidence;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads on in a log: at each call what was written since the last one. For whoever keeps something
/// in memory that follows from the evidence.
///
/// Not safe for use by several threads at once.
public final class NewEntries {

  private final Set<String> types;
  private long read;

  /// @param types the types of the records that are wanted, such as `OUTCOME`
  public NewEntries(Set<String> types) {
    this.types = Set.copyOf(types);
  }

  /// Hands on what is new, oldest first.
  ///
  /// @throws EvidenceBroken as [EvidenceLog#read()] does
  public void read(EvidenceLog log, Consumer<Entry> each) {
    try (Stream<Entry> entries = log.after(read)) {
      entries.forEach(entry -> {
        if (types.contains(entry.type())) {
          each.accept(entry);
        }
        read = entry.seq();
      });
    }
  }
}
