package dev.firebreak.web.sight;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.user.Limits;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which nodes of a snapshot somebody with limits sees: a function of the two.
///
/// - a source, group, entitlement, safe or privileged account: if its source is one of theirs;
/// - an account: if its source is, and every identity that owns it is of one of their departments;
///   what nobody owns, by what its source says of it;
/// - an identity: if its department is one of theirs, and it owns an account that they see. Without
///   a limit of sources, its department is enough.
final class Sight {

  private final GraphSnapshot snapshot;
  private final Limits limits;
  private final BitSet seen;

  private Sight(GraphSnapshot snapshot, Limits limits) {
    this.snapshot = snapshot;
    this.limits = limits;
    this.seen = new BitSet(snapshot.nodeCount());
  }

  /// The nodes of a snapshot that limits leave in sight, by index.
  static BitSet of(GraphSnapshot snapshot, Limits limits) {
    Sight sight = new Sight(snapshot, limits);
    for (int node = 0; node < snapshot.nodeCount(); node++) {
      if (sight.sees(node)) {
        sight.seen.set(node);
      }
    }
    return sight.seen;
  }

  /// The part of a snapshot that limits leave in sight.
  static GraphSnapshot narrowed(GraphSnapshot snapshot, Limits limits) {
    return snapshot.only(of(snapshot, limits), source -> isOfSource(source, limits));
  }

  private boolean sees(int node) {
    return switch (snapshot.kind(node)) {
      case IDENTITY ->
          isOfDepartment(snapshot.department(node))
              && (limits.sources().isEmpty() || ownsOneOfSource(node));
      case ACCOUNT -> isOfSource(snapshot.source(node), limits) && isOfDepartments(node);
      case SOURCE -> isOfSource(sourceId(node), limits);
      case GROUP, ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT ->
          isOfSource(snapshot.source(node), limits);
    };
  }

  private String sourceId(int source) {
    String id = snapshot.resourceId(source);
    return id == null ? NodeKey.parse(snapshot.key(source)).id() : id;
  }

  private boolean ownsOneOfSource(int identity) {
    for (int edge = snapshot.firstOut(identity); edge < snapshot.endOut(identity); edge++) {
      if (isOwned(edge) && isOfSource(snapshot.source(snapshot.to(edge)), limits)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOfDepartments(int account) {
    boolean owned = false;
    for (int i = snapshot.firstIn(account); i < snapshot.endIn(account); i++) {
      int edge = snapshot.in(i);
      if (isOwned(edge)) {
        owned = true;
        if (!isOfDepartment(snapshot.department(snapshot.from(edge)))) {
          return false;
        }
      }
    }
    return owned || isOfDepartment(snapshot.department(account));
  }

  private boolean isOwned(int edge) {
    return snapshot.edgeKind(edge) == EdgeKind.OWNS
        && snapshot.kind(snapshot.from(edge)) == NodeKind.IDENTITY;
  }

  private boolean isOfDepartment(@Nullable String department) {
    return limits.departments().isEmpty()
        || (department != null && limits.departments().contains(department));
  }

  private static boolean isOfSource(@Nullable String source, Limits limits) {
    return limits.sources().isEmpty() || (source != null && limits.sources().contains(source));
  }
}
