package dev.firebreak.graph.model;

import java.util.HexFormat;
import java.util.UUID;

/// What names one run that writes to the graph: 16 hexadecimal digits, drawn at random. Every node
/// and edge keeps the stamp of the run that last wrote it, so that it is as short as the database
/// can keep beside the other properties; a longer text would be a record of its own for each.
public final class RunStamp {

  private RunStamp() {}

  /// The name of a run that begins.
  public static String fresh() {
    UUID random = UUID.randomUUID();
    // the version and the variant, 6 bits of the 128, are never random: the halves are mixed
    return HexFormat.of()
        .toHexDigits(
            random.getMostSignificantBits()
                ^ Long.rotateLeft(random.getLeastSignificantBits(), 32));
  }
}
