package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;

/// Collects the entries of one identity after the other, each row in the order of [Entries].
final class EntryReader {

  private static final int WIDE = 64;

  private final Adjacency rows;
  private final Flow flow;
  private final Entries entries;
  private final int[] owned;

  // The row of one identity: by entry the place of what it leads to, and its number here.
  private long[] keys = new long[64];
  private int[] targets = new int[64];
  private int[] parents = new int[64];
  private int[] positions = new int[64];
  private int size;
  private int[] accounts = new int[8];
  private int[] owning = new int[8];
  private int[] numbers = new int[9];
  private int accountsMet;

  EntryReader(ReachGraph graph, Flow flow, Entries entries) {
    this.rows = graph.rows();
    this.flow = flow;
    this.entries = entries;
    this.owned = new int[graph.nodeCount()];
  }

  /// Reads the row of an identity.
  ///
  /// @param mark a number that no identity before had, at least 1
  /// @throws IllegalArgumentException if an account leads to an account or identity, which the
  ///   schema does not know
  void read(int identity, int mark) {
    size = 0;
    accountsMet = 0;
    if (flow.of(identity) != Flow.OUTSIDE) {
      enter(flow.of(identity), 0, -1);
    } else {
      for (int at = rows.first(identity); at < rows.end(identity); at++) {
        int account = rows.target(at);
        int number = flow.of(account);
        if (number != Flow.OUTSIDE) {
          enter(number, 0, at);
        } else if (account != identity && owned[account] != mark) {
          owned[account] = mark;
          account(account, at);
        }
      }
    }
    sort();
    put();
  }

  private void account(int account, int position) {
    int before = size;
    int parent = accountsMet + 1;
    for (int at = rows.first(account); at < rows.end(account); at++) {
      int number = flow.of(rows.target(at));
      if (number == Flow.OUTSIDE) {
        throw new IllegalArgumentException(
            "node %d is an account that leads to node %d, which is an account or identity; the"
                    .formatted(account, rows.target(at))
                + " schema has no such edge");
      }
      enter(number, parent, at);
    }
    if (size > before) {
      if (accountsMet == accounts.length) {
        accounts = Arrays.copyOf(accounts, accountsMet * 2);
        owning = Arrays.copyOf(owning, accountsMet * 2);
        numbers = new int[accountsMet * 2 + 1];
      }
      accounts[accountsMet] = account;
      owning[accountsMet++] = position;
    }
  }

  private void enter(int number, int parent, int position) {
    if (number < 0) {
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      targets = Arrays.copyOf(targets, size * 2);
      parents = Arrays.copyOf(parents, size * 2);
      positions = Arrays.copyOf(positions, size * 2);
    }
    keys[size] = (long) flow.place(number) << 32 | size;
    targets[size] = number;
    parents[size] = parent;
    positions[size++] = position;
  }

  private void sort() {
    if (size > WIDE) {
      Arrays.sort(keys, 0, size);
      return;
    }
    for (int at = 1; at < size; at++) {
      long key = keys[at];
      int to = at;
      while (to > 0 && keys[to - 1] > key) {
        keys[to] = keys[to - 1];
        to--;
      }
      keys[to] = key;
    }
  }

  /// Hands the row over: without parallels, which stand together, and the accounts numbered as they
  /// come up.
  private void put() {
    Arrays.fill(numbers, 0, accountsMet + 1, 0);
    int known = 0;
    int last = -1;
    for (int i = 0; i < size; i++) {
      int at = (int) keys[i];
      int parent = parents[at];
      if (last < 0 || targets[at] != targets[last] || parent != parents[last]) {
        if (parent > 0 && numbers[parent] == 0) {
          numbers[parent] = ++known;
          entries.account(accounts[parent - 1], owning[parent - 1]);
        }
        entries.entry(targets[at], numbers[parent], positions[at]);
        last = at;
      }
    }
    entries.endRow();
  }
}
