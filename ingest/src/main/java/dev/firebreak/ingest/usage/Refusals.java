package dev.firebreak.ingest.usage;

import dev.firebreak.ingest.usage.UsageRow.BadRow;
import dev.firebreak.ingest.usage.UsageRow.Stranger;
import java.nio.file.Path;
import java.util.List;

/// The rows of one file that are refused: told one by one with their line up to a number, the rest
/// of them as one number.
final class Refusals {

  private static final int TOLD = 20;

  private final Path file;
  private final List<String> problems;
  private int refused;
  private int doubtful;

  Refusals(Path file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Takes a row, or notes that it is refused.
  void attempt(long line, Runnable row) {
    try {
      row.run();
    } catch (BadRow e) {
      refused++;
      doubtful += e instanceof Stranger ? 0 : 1;
      if (refused <= TOLD) {
        problems.add("%s, line %d: %s; the row is left out".formatted(file, line, e.getMessage()));
      }
    }
  }

  /// Ends the file.
  ///
  /// @return how many of the refused rows may have spoken of what the graph has
  int end() {
    if (refused > TOLD) {
      problems.add("%s: %,d more rows are left out".formatted(file, refused - TOLD));
    }
    return doubtful;
  }
}
