package dev.firebreak.benchmarks.graph;

import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.graph.schema.NodeKind;

/// The accounts of people, what their job gives them, and what they gathered beside it.
final class Workforce {

  private static final int PROFILES = 12;

  private final Mode mode;
  private final Directory directory;
  private final int departments;
  private final Draft draft;
  private final Chance chance;

  Workforce(Mode mode, Directory directory, int departments, Draft draft) {
    this.mode = mode;
    this.directory = directory;
    this.departments = departments;
    this.draft = draft;
    this.chance = draft.chance();
  }

  void draw(int identities) {
    int[][][] profiles = new int[departments][PROFILES][];
    for (int department = 0; department < departments; department++) {
      for (int profile = 0; profile < PROFILES; profile++) {
        profiles[department][profile] = groups(department, chance.between(3, 6));
      }
    }
    for (int identity = 0; identity < identities; identity++) {
      int department = draft.nodes().department(identity);
      int[] job = profiles[department][chance.popular(PROFILES)];
      draw(identity, department, mode == Mode.NOPROFILES ? groups(department, job.length) : job);
    }
  }

  private int[] groups(int department, int count) {
    int[] groups = new int[count];
    for (int i = 0; i < count; i++) {
      groups[i] = chance.percent(12) ? directory.companyGroup() : directory.group(department);
    }
    return groups;
  }

  private void draw(int identity, int department, int[] job) {
    int[] accounts = new int[accounts()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = draft.nodes().add(NodeKind.ACCOUNT, department, 0, false, false);
      draft.own(identity, accounts[i]);
    }
    for (int group : job) {
      draft.join(accounts[0], group);
    }
    if (chance.percent(65)) {
      for (int group : groups(department, chance.between(1, 6))) {
        draft.join(one(accounts), group);
      }
    }
    if (chance.percent(30)) {
      int grants = chance.between(1, 5);
      for (int i = 0; i < grants; i++) {
        draft.hold(one(accounts), directory.entitlement(department));
      }
    }
  }

  private int one(int[] accounts) {
    return accounts[chance.below(accounts.length)];
  }

  private int accounts() {
    int dice = chance.below(100);
    return dice < 40 ? 1 : dice < 70 ? 2 : dice < 85 ? 3 : dice < 95 ? 4 : 5;
  }
}
