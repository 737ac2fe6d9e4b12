package dev.firebreak.web.view;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people call a source, by its id.
public final class SourceNames {

  private final Map<String, String> names = new HashMap<>();

  private SourceNames() {}

  /// The names that the source nodes of a snapshot carry.
  public static SourceNames of(GraphSnapshot snapshot) {
    SourceNames all = new SourceNames();
    snapshot
        .nodes(NodeKind.SOURCE)
        .forEach(i -> {
          Node node = snapshot.node(i);
          all.names.put(idOf(node), node.name());
        });
    return all;
  }

  /// The ids of all sources that have a name.
  public Set<String> ids() {
    return Set.copyOf(names.keySet());
  }

  /// The name of the source with this id; the id where it has none; empty for what Firebreak itself
  /// concluded.
  public String of(@Nullable String id) {
    if (id == null || id.equals(NodeKey.FIREBREAK)) {
      return "";
    }
    return names.getOrDefault(id, id);
  }

  private static String idOf(Node source) {
    String id = source.resourceId();
    return id == null ? NodeKey.parse(source.key()).id() : id;
  }
}
