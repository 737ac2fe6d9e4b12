package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;

/// Where each identity enters the [Flow]: by its accounts, or by edges of its own. Of each identity
/// a row of entries and a row of accounts; an entry starts at the identity, 0, or at its first,
/// second … account. Of parallel edges the first stands for all. In a row come first the entries
/// that lead to most; accounts are numbered as they come up in it.
final class Entries {

  /// In place of the only edge or entry, where there are several.
  static final int SEVERAL = -1;

  private final int[] starts;
  private final int[] accountStarts;
  private int[] targets;
  private int[] parents;
  private int[] positions;
  private int[] accounts;
  private int[] owning;
  private int count;
  private int accountCount;
  private int rowCount;

  private Entries(int identities) {
    this.starts = new int[identities + 1];
    this.accountStarts = new int[identities + 1];
    this.targets = new int[identities * 8 + 8];
    this.parents = new int[identities * 8 + 8];
    this.positions = new int[identities * 8 + 8];
    this.accounts = new int[identities * 2 + 8];
    this.owning = new int[identities * 2 + 8];
  }

  /// @throws IllegalArgumentException if an account leads to an account or identity, which the
  ///   schema does not know
  static Entries of(ReachGraph graph, Flow flow, int[] identities) {
    Entries entries = new Entries(identities.length);
    EntryReader reader = new EntryReader(graph, flow, entries);
    for (int row = 0; row < identities.length; row++) {
      reader.read(identities[row], row + 1);
    }
    return entries;
  }

  /// The number of an entry in its row in place of an edge, and the other way round.
  static int code(int number) {
    return -2 - number;
  }

  /// Adds an account to the newest row.
  ///
  /// @param position of the edge by which the identity owns it
  void account(int node, int position) {
    if (accountCount == accounts.length) {
      accounts = Arrays.copyOf(accounts, accountCount * 2);
      owning = Arrays.copyOf(owning, accountCount * 2);
    }
    accounts[accountCount] = node;
    owning[accountCount++] = position;
  }

  /// Adds an entry to the newest row.
  void entry(int target, int parent, int position) {
    if (count == targets.length) {
      targets = Arrays.copyOf(targets, count * 2);
      parents = Arrays.copyOf(parents, count * 2);
      positions = Arrays.copyOf(positions, count * 2);
    }
    targets[count] = target;
    parents[count] = parent;
    positions[count++] = position;
  }

  /// Ends the newest row.
  void endRow() {
    rowCount++;
    starts[rowCount] = count;
    accountStarts[rowCount] = accountCount;
  }

  /// How many identities there are.
  int rows() {
    return starts.length - 1;
  }

  int count() {
    return count;
  }

  int accountCount() {
    return accountCount;
  }

  /// The most accounts that an identity has.
  int mostAccounts() {
    int most = 0;
    for (int row = 0; row < rows(); row++) {
      most = Math.max(most, accounts(row));
    }
    return most;
  }

  /// The first entry of an identity; its last is before the first of the next.
  int first(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  /// The first account of an identity; its last is before the first of the next.
  int firstAccount(int row) {
    return accountStarts[row];
  }

  int accounts(int row) {
    return accountStarts[row + 1] - accountStarts[row];
  }

  /// The number in the flow that an entry leads to.
  int target(int entry) {
    return targets[entry];
  }

  /// 0 for the identity, 1 for its first account …
  int parent(int entry) {
    return parents[entry];
  }

  /// The position of an entry in the rows of the graph; -1 where the identity is in the flow
  /// itself.
  int position(int entry) {
    return positions[entry];
  }

  /// The node of an account.
  int account(int at) {
    return accounts[at];
  }

  /// The position of the edge by which the identity owns an account.
  int owning(int at) {
    return owning[at];
  }
}
