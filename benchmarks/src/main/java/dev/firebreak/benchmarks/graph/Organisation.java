package dev.firebreak.benchmarks.graph;

import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;

/// Draws the nodes of an organisation by department, then lets [Directory], [Vault] and [Workforce]
/// draw the edges.
final class Organisation {

  /// People of a department.
  static final int DEPARTMENT = 500;

  private final int identities;
  private final Mode mode;
  private final Chance chance;
  private final Nodes nodes;
  private final Edges edges;

  Organisation(int identities, Mode mode, Chance chance, Nodes nodes, Edges edges) {
    this.identities = identities;
    this.mode = mode;
    this.chance = chance;
    this.nodes = nodes;
    this.edges = edges;
  }

  void draw() {
    int departments = Math.max(1, identities / DEPARTMENT);
    for (int i = 0; i < identities; i++) {
      nodes.add(NodeKind.IDENTITY, Math.min(departments - 1, i / DEPARTMENT), 0, false, false);
    }
    int safes = identities / 200;
    Pool groups = pool(NodeKind.GROUP, identities / 8, departments, 5);
    Pool grants = pool(NodeKind.ENTITLEMENT, identities / 4 - 2 * safes, departments, 10);
    Directory directory = new Directory(groups, grants, chance, nodes, edges);
    directory.draw();
    int privileged = identities / 80 * (mode == Mode.CASCADE ? 2 : 1);
    new Vault(safes, privileged, departments, directory, chance, nodes, edges).draw();
    Workforce workforce = new Workforce(mode, directory, departments, chance, nodes);
    workforce.draw(identities, edges);
  }

  /// Nodes of one kind: the departments' slices one after another, the company's last.
  private Pool pool(NodeKind kind, int count, int departments, int companyPercent) {
    int company = Math.max(1, count * companyPercent / 100);
    int first = nodes.count();
    for (int i = 0; i < count; i++) {
      boolean local = i < count - company;
      int department = local ? (int) ((long) i * departments / (count - company)) : -1;
      add(kind, department);
    }
    return new Pool(first, count - company, company, departments);
  }

  private void add(NodeKind kind, int department) {
    if (kind == NodeKind.GROUP) {
      nodes.add(kind, department, 0, false, false);
    } else {
      int sensitivity = chance.percent(7) ? chance.between(50, 100) : chance.between(1, 49);
      nodes.add(kind, department, sensitivity, sensitivity >= 97, false);
    }
  }

  static void hold(Edges edges, int holder, int entitlement) {
    edges.add(EdgeKind.HOLDS, holder, entitlement);
  }

  static void join(Edges edges, int member, int group) {
    edges.add(EdgeKind.MEMBER_OF, member, group);
  }
}
