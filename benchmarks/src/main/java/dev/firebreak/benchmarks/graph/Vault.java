package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;

/// Safes with two rights each, and the privileged accounts kept in them.
final class Vault {

  private final int safes;
  private final int privileged;
  private final int departments;
  private final Directory directory;
  private final Draft draft;
  private final Chance chance;
  private final Nodes nodes;

  Vault(int safes, int privileged, int departments, Directory directory, Draft draft) {
    this.safes = safes;
    this.privileged = privileged;
    this.departments = departments;
    this.directory = directory;
    this.draft = draft;
    this.chance = draft.chance();
    this.nodes = draft.nodes();
  }

  void draw() {
    int firstSafe = nodes.count();
    int[] tier = new int[safes];
    for (int safe = 0; safe < safes; safe++) {
      tier[safe] = tier();
      nodes.add(
          NodeKind.CONTAINER,
          chance.below(departments),
          90 - 25 * tier[safe],
          tier[safe] == 0,
          false);
    }
    int firstRight = nodes.count();
    for (int safe = 0; safe < safes; safe++) {
      right(firstSafe + safe, tier[safe]);
      right(firstSafe + safe, tier[safe]);
    }
    for (int i = 0; i < privileged; i++) {
      int safe = chance.below(safes);
      secret(firstSafe + safe, tier[safe], firstRight);
    }
  }

  private int tier() {
    int dice = chance.below(100);
    return dice < 4 ? 0 : dice < 20 ? 1 : dice < 50 ? 2 : 3;
  }

  private void right(int safe, int tier) {
    int department = nodes.department(safe);
    int right = nodes.add(NodeKind.ENTITLEMENT, department, 70 - 20 * tier, false, true);
    draft.edges().add(EdgeKind.OPENS, right, safe);
    int holders = chance.between(1, 2);
    for (int i = 0; i < holders; i++) {
      boolean wide = tier > 0 && chance.percent(2.5);
      draft.hold(wide ? directory.companyGroup() : directory.anyGroup(department), right);
    }
  }

  private void secret(int safe, int tier, int firstRight) {
    int department = nodes.department(safe);
    int secret =
        nodes.add(NodeKind.PRIVILEGED_ACCOUNT, department, 95 - 20 * tier, tier == 0, false);
    draft.edges().add(EdgeKind.CONTAINS, safe, secret);
    int account = nodes.add(NodeKind.ACCOUNT, department, 0, false, false);
    draft.edges().add(EdgeKind.SIGNS_IN_AS, secret, account);
    if (chance.percent(20)) {
      draft.join(account, directory.anyGroup());
    }
    int grants = chance.between(3, 3 + 12 * (4 - tier));
    for (int i = 0; i < grants; i++) {
      draft.hold(account, directory.anyEntitlement());
    }
    if (chance.percent(10)) {
      draft.hold(account, firstRight + chance.below(2 * safes));
    }
  }
}
