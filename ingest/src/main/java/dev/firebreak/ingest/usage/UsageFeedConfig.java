package dev.firebreak.ingest.usage;

import java.nio.file.Path;

/// A usage feed as two CSV files.
///
/// @param uses header `source,account,entitlement,last_used,count`
/// @param coverage header `source,entitlement,from,to`; `*` as the entitlement stands for all of
///   the source
public record UsageFeedConfig(Path uses, Path coverage) {
  public UsageFeedConfig {
    if (uses == null || coverage == null) {
      throw new IllegalArgumentException(
          "a usage feed needs both files: uses and coverage (without coverage nothing can be called unused)");
    }
  }
}
