package dev.firebreak.analytics.quarantine;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.util.List;

/// A harvest that waits for somebody to accept it.
///
/// @param source the id of the source
/// @param stamp names the harvest
/// @param problem what it lacks, in sentences
public record QuarantinedHarvest(String source, String stamp, String problem) {

  static final Query<None, QuarantinedHarvest> QUARANTINED =
      Query.read("analytics/quarantined-harvests", None.class, QuarantinedHarvest.class);

  /// All there are, at most one for each source.
  public static List<QuarantinedHarvest> read(IdentityGraph graph) {
    return graph.ask(QUARANTINED, None.NONE);
  }
}
