package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;

/// Who accepted which harvest that had been in quarantine, for a graph that has lost it.
public final class AcceptedDrops {

  record Restore(String stamp, String by, Instant at) {}

  record Restored(String stamp) {}

  static final Query<Restore, Restored> RESTORE =
      Query.write("ingest/restore-accepted-drop", Restore.class, Restored.class);

  private AcceptedDrops() {}

  /// Notes it again; removes nothing.
  ///
  /// @param stamp names the harvest
  /// @return false where the graph has no such harvest, or has it in quarantine: then it is to be
  ///   accepted again by somebody who looks at it
  public static boolean restore(IdentityGraph graph, String stamp, String by, Instant at) {
    return !graph.apply(RESTORE, new Restore(stamp, by, at)).rows().isEmpty();
  }
}
