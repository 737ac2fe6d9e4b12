package dev.firebreak.benchmarks.graph;

import static dev.firebreak.benchmarks.graph.Organisation.hold;
import static dev.firebreak.benchmarks.graph.Organisation.join;

import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;

/// The accounts of people, what their job gives them, and what they gathered beside it.
final class Workforce {

  private static final int PROFILES = 12;

  private final Mode mode;
  private final Directory directory;
  private final int departments;
  private final Chance chance;
  private final Nodes nodes;

  Workforce(Mode mode, Directory directory, int departments, Chance chance, Nodes nodes) {
    this.mode = mode;
    this.directory = directory;
    this.departments = departments;
    this.chance = chance;
    this.nodes = nodes;
  }

  void draw(int identities, Edges edges) {
    int[][][] profiles = new int[departments][PROFILES][];
    for (int department = 0; department < departments; department++) {
      for (int profile = 0; profile < PROFILES; profile++) {
        profiles[department][profile] = groups(department, chance.between(3, 6));
      }
    }
    for (int identity = 0; identity < identities; identity++) {
      int department = nodes.department(identity);
      int[] job = profiles[department][chance.popular(PROFILES)];
      draw(
          identity,
          department,
          mode == Mode.NOPROFILES ? groups(department, job.length) : job,
          edges);
    }
  }

  private int[] groups(int department, int count) {
    int[] groups = new int[count];
    for (int i = 0; i < count; i++) {
      groups[i] = chance.percent(12) ? directory.companyGroup() : directory.group(department);
    }
    return groups;
  }

  private void draw(int identity, int department, int[] job, Edges edges) {
    int[] accounts = new int[accounts()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = nodes.add(NodeKind.ACCOUNT, department, 0, false, false);
      edges.add(EdgeKind.OWNS, identity, accounts[i]);
    }
    for (int group : job) {
      join(edges, accounts[0], group);
    }
    if (chance.percent(65)) {
      for (int group : groups(department, chance.between(1, 6))) {
        join(edges, one(accounts), group);
      }
    }
    if (chance.percent(30)) {
      int grants = chance.between(1, 5);
      for (int i = 0; i < grants; i++) {
        hold(edges, one(accounts), directory.entitlement(department));
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
