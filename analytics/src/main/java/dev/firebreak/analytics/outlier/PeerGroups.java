package dev.firebreak.analytics.outlier;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who is compared with whom: those of one department, of one title, of one manager, and those who
/// are given the same two or more of what at least as many are given as make a group. Persons are
/// compared with persons, services with services, agents with agents.
final class PeerGroups {

  /// One group.
  ///
  /// @param words who they are, for example `in Finance`
  record Group(String words, List<Integer> members) {}

  private final GraphSnapshot snapshot;
  private final Map<String, Group> byName = new TreeMap<>();

  private PeerGroups(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// Every group of at least `peers` and one more.
  static Collection<Group> of(GraphSnapshot snapshot, Holdings holdings, int peers) {
    PeerGroups groups = new PeerGroups(snapshot);
    Map<Integer, Integer> manager = groups.managers();
    Map<Integer, Integer> holders = new HashMap<>();
    holdings
        .byIdentity()
        .values()
        .forEach(given -> given.keySet().forEach(each -> holders.merge(each, 1, Integer::sum)));
    for (int identity : holdings.byIdentity().keySet()) {
      Node node = snapshot.node(identity);
      groups.add(identity, "department", node.department(), "in %s");
      groups.add(identity, "title", node.title(), "with the title %s");
      Integer above = manager.get(identity);
      if (above != null) {
        groups.add(
            identity, "manager " + snapshot.key(above), snapshot.name(above), "who report to %s");
      }
      TreeSet<Integer> common = new TreeSet<>(holdings.of(identity).keySet());
      common.removeIf(each -> holders.getOrDefault(each, 0) <= peers);
      if (common.size() > 1) {
        groups.add(identity, "access", common.toString(), "with the same common access");
      }
    }
    return groups.byName.values().stream().filter(group -> group.members().size() > peers).toList();
  }

  private void add(int identity, String how, @Nullable String value, String words) {
    if (value != null && !value.isBlank()) {
      IdentityKind kind = snapshot.identityKind(identity);
      String name = how + " " + kind + " " + value.strip().toLowerCase(Locale.ROOT);
      byName
          .computeIfAbsent(name, _ -> new Group(words.formatted(value.strip()), new ArrayList<>()))
          .members()
          .add(identity);
    }
  }

  private Map<Integer, Integer> managers() {
    Map<Integer, Integer> managers = new HashMap<>();
    snapshot
        .edges(EdgeKind.REPORTS_TO)
        .forEach(e -> managers.putIfAbsent(snapshot.from(e), snapshot.to(e)));
    return managers;
  }
}
