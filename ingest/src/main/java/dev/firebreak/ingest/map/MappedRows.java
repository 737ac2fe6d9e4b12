package dev.firebreak.ingest.map;

import dev.firebreak.graph.schema.EdgeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one or more resources say about the graph.
///
/// @param entitlements those read themselves, and those that a grant names
/// @param aliases keys by which entitlements may also be named, since a grant may give the id in
///   place of the value, to the key they have
/// @param problems attributes that could not be used, each a sentence
public record MappedRows(
    List<AccountRow> accounts,
    List<ResourceRow> groups,
    List<ResourceRow> entitlements,
    List<ResourceRow> containers,
    List<ResourceRow> privilegedAccounts,
    Map<EdgeKind, List<EdgeRow>> edges,
    Map<String, String> aliases,
    List<String> problems) {

  /// Nothing yet.
  public static MappedRows empty() {
    return new MappedRows(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new EnumMap<>(EdgeKind.class),
        new HashMap<>(),
        new ArrayList<>());
  }

  void add(EdgeKind kind, EdgeRow row) {
    edges.computeIfAbsent(kind, k -> new ArrayList<>()).add(row);
  }

  /// How many nodes there are.
  public int nodeCount() {
    return accounts.size()
        + groups.size()
        + entitlements.size()
        + containers.size()
        + privilegedAccounts.size();
  }

  /// Forgets the nodes; edges wait until every node is known.
  public void clearNodes() {
    accounts.clear();
    groups.clear();
    entitlements.clear();
    containers.clear();
    privilegedAccounts.clear();
  }

  /// Adds all of this to `other`.
  void moveTo(MappedRows other) {
    other.accounts.addAll(accounts);
    other.groups.addAll(groups);
    other.entitlements.addAll(entitlements);
    other.containers.addAll(containers);
    other.privilegedAccounts.addAll(privilegedAccounts);
    edges.forEach(
        (kind, rows) -> other.edges.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(rows));
    other.aliases.putAll(aliases);
    other.problems.addAll(problems);
  }

  /// Forgets everything.
  void clear() {
    clearNodes();
    edges.clear();
    aliases.clear();
    problems.clear();
  }
}
