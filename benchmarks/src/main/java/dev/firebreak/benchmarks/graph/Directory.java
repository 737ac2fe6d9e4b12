package dev.firebreak.benchmarks.graph;

/// Groups, how they are nested, and what they hold.
final class Directory {

  private static final int LEVELS = 7;

  private final Pool groups;
  private final Pool grants;
  private final Draft draft;
  private final Chance chance;
  private final int[] level;

  Directory(Pool groups, Pool grants, Draft draft) {
    this.groups = groups;
    this.grants = grants;
    this.draft = draft;
    this.chance = draft.chance();
    this.level = new int[groups.count()];
  }

  void draw() {
    for (int i = 0; i < level.length; i++) {
      level[i] = chance.halving(LEVELS);
    }
    for (int i = 0; i < level.length; i++) {
      int group = groups.first() + i;
      nest(group, level[i]);
      int count = chance.between(1, 5);
      for (int k = 0; k < count; k++) {
        draft.hold(group, entitlement(draft.nodes().department(group)));
      }
    }
  }

  private void nest(int group, int from) {
    int department = draft.nodes().department(group);
    int parent = parent(department, from);
    if (parent >= 0) {
      draft.join(group, parent);
      if (chance.percent(1.5)) {
        draft.join(parent, group);
      }
    }
    if (chance.percent(3)) {
      draft.join(group, department < 0 ? groups.popularOfCompany(chance) : group(department));
    }
  }

  /// A group of a higher level, or -1 when none is met.
  private int parent(int department, int from) {
    boolean company = department < 0 || chance.percent(8);
    for (int attempt = 0; attempt < 20; attempt++) {
      int candidate =
          company ? groups.popularOfCompany(chance) : groups.popular(department, chance);
      if (level[candidate - groups.first()] > from) {
        return candidate;
      }
    }
    return -1;
  }

  /// A group of the department.
  int group(int department) {
    return groups.popular(department, chance);
  }

  /// A group of the company.
  int companyGroup() {
    return groups.popularOfCompany(chance);
  }

  /// Any group of the department, each as likely.
  int anyGroup(int department) {
    return groups.begin(department) + chance.below(groups.size(department));
  }

  /// Any group at all, each as likely.
  int anyGroup() {
    return groups.first() + chance.below(groups.count());
  }

  /// An entitlement of the department, one in ten times of the company; -1 asks for the company's.
  int entitlement(int department) {
    return department < 0 || chance.percent(10)
        ? grants.popularOfCompany(chance)
        : grants.popular(department, chance);
  }

  /// Any entitlement but rights on safes, each as likely.
  int anyEntitlement() {
    return grants.first() + chance.below(grants.count());
  }
}
