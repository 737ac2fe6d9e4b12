package dev.firebreak.benchmarks.graph;

import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.graph.schema.NodeKind;

/// Draws the nodes of an organisation by department, then lets [Directory], [Vault] and [Workforce]
/// draw the edges.
final class Organisation {

  /// People of a department.
  static final int DEPARTMENT = 500;

  private final int identities;
  private final Mode mode;
  private final Draft draft;

  Organisation(int identities, Mode mode, Draft draft) {
    this.identities = identities;
    this.mode = mode;
    this.draft = draft;
  }

  void draw() {
    int departments = Math.max(1, identities / DEPARTMENT);
    for (int i = 0; i < identities; i++) {
      draft
          .nodes()
          .add(NodeKind.IDENTITY, Math.min(departments - 1, i / DEPARTMENT), 0, false, false);
    }
    int safes = identities / 200;
    Pool groups = pool(NodeKind.GROUP, identities / 8, departments, 5);
    Pool grants = pool(NodeKind.ENTITLEMENT, identities / 4 - 2 * safes, departments, 10);
    Directory directory = new Directory(groups, grants, draft);
    directory.draw();
    int privileged = identities / 80 * (mode == Mode.CASCADE ? 2 : 1);
    new Vault(safes, privileged, departments, directory, draft).draw();
    new Workforce(mode, directory, departments, draft).draw(identities);
  }

  /// Nodes of one kind: the departments' slices one after another, the company's last.
  private Pool pool(NodeKind kind, int count, int departments, int companyPercent) {
    int company = Math.max(1, count * companyPercent / 100);
    int first = draft.nodes().count();
    for (int i = 0; i < count; i++) {
      boolean local = i < count - company;
      int department = local ? (int) ((long) i * departments / (count - company)) : -1;
      add(kind, department);
    }
    return new Pool(first, count - company, company, departments);
  }

  private void add(NodeKind kind, int department) {
    if (kind == NodeKind.GROUP) {
      draft.nodes().add(kind, department, 0, false, false);
    } else {
      Chance chance = draft.chance();
      int sensitivity = chance.percent(7) ? chance.between(50, 100) : chance.between(1, 49);
      draft.nodes().add(kind, department, sensitivity, sensitivity >= 97, false);
    }
  }
}
