package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Where each identity enters the [Flow]: by its accounts, or by edges of its own. Of each identity
/// a row of entries and a row of accounts; an entry starts at the identity, 0, or at its first,
/// second … account. Of parallel edges the first stands for all. In a row come first the entries
/// that lead to most; accounts are numbered as they come up in it.
final class Entries {

  /// In place of the only edge or entry, where there are several.
  static final int SEVERAL = -1;

  private static final int WIDE = 64;

  private final int[] starts;
  private final int[] accountStarts;
  private int[] targets = new int[1024];
  private int[] parents = new int[1024];
  private int[] positions = new int[1024];
  private int[] accounts = new int[1024];
  private int[] owning = new int[1024];
  private int count;
  private int accountCount;

  private Entries(int identities) {
    this.starts = new int[identities + 1];
    this.accountStarts = new int[identities + 1];
  }

  /// @throws IllegalArgumentException if an account leads to an account or identity, which the
  ///   schema does not know
  static Entries of(ReachGraph graph, Flow flow, int[] identities) {
    Entries entries = new Entries(identities.length);
    Adjacency rows = graph.rows();
    int[] owned = new int[graph.nodeCount()];
    int[] held = new int[flow.size()];
    int mark = 0;
    for (int row = 0; row < identities.length; row++) {
      int identity = identities[row];
      int direct = ++mark;
      if (flow.isKernel(identity)) {
        entries.enter(flow.of(identity), 0, -1);
      } else {
        for (int at = rows.first(identity); at < rows.end(identity); at++) {
          int account = rows.target(at);
          if (flow.isKernel(account)) {
            entries.enter(fresh(flow.of(account), held, direct), 0, at);
          } else if (account != identity && owned[account] != row + 1) {
            owned[account] = row + 1;
            entries.account(graph, flow, row, account, at, held, ++mark);
          }
        }
      }
      entries.starts[row + 1] = entries.count;
      entries.accountStarts[row + 1] = entries.accountCount;
      entries.sort(row, flow);
    }
    return entries;
  }

  /// The number of an entry in its row in place of an edge, and the other way round.
  static int code(int number) {
    return -2 - number;
  }

  /// Sorts a row by how much its entries lead to, then by number and account.
  private void sort(int row, Flow flow) {
    int first = starts[row];
    if (count - first > WIDE) {
      sortWide(first, flow);
    } else {
      insert(first, flow);
    }
    if (accounts(row) > 1) {
      renumber(row);
    }
  }

  private void sortWide(int first, Flow flow) {
    int[] oldTargets = Arrays.copyOfRange(targets, first, count);
    int[] oldParents = Arrays.copyOfRange(parents, first, count);
    int[] oldPositions = Arrays.copyOfRange(positions, first, count);
    int[] order =
        IntStream.range(0, oldTargets.length)
            .boxed()
            .sorted((one, other) ->
                flow.leads(oldTargets[one], oldTargets[other])
                    ? -1
                    : flow.leads(oldTargets[other], oldTargets[one]) ? 1 : 0)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      targets[first + i] = oldTargets[order[i]];
      parents[first + i] = oldParents[order[i]];
      positions[first + i] = oldPositions[order[i]];
    }
  }

  private void insert(int first, Flow flow) {
    for (int at = first + 1; at < count; at++) {
      int target = targets[at];
      int parent = parents[at];
      int position = positions[at];
      int to = at;
      while (to > first && flow.leads(target, targets[to - 1])) {
        targets[to] = targets[to - 1];
        parents[to] = parents[to - 1];
        positions[to] = positions[to - 1];
        to--;
      }
      targets[to] = target;
      parents[to] = parent;
      positions[to] = position;
    }
  }

  private void renumber(int row) {
    int begin = accountStarts[row];
    int[] numbers = new int[accounts(row) + 1];
    int[] oldAccounts = Arrays.copyOfRange(accounts, begin, accountCount);
    int[] oldOwning = Arrays.copyOfRange(owning, begin, accountCount);
    int known = 0;
    for (int at = starts[row]; at < count; at++) {
      int old = parents[at];
      if (old > 0) {
        if (numbers[old] == 0) {
          accounts[begin + known] = oldAccounts[old - 1];
          owning[begin + known] = oldOwning[old - 1];
          numbers[old] = ++known;
        }
        parents[at] = numbers[old];
      }
    }
  }

  /// The number, or -1 where it has the mark already.
  private static int fresh(int number, int[] marks, int mark) {
    if (number < 0 || marks[number] == mark) {
      return -1;
    }
    marks[number] = mark;
    return number;
  }

  private void account(
      ReachGraph graph, Flow flow, int row, int account, int position, int[] held, int mark) {
    Adjacency rows = graph.rows();
    int before = count;
    int parent = accountCount - accountStarts[row] + 1;
    for (int at = rows.first(account); at < rows.end(account); at++) {
      int to = rows.target(at);
      if (!flow.isKernel(to)) {
        throw new IllegalArgumentException(
            "node %d is an account that leads to node %d, which is an account or identity; the"
                    .formatted(account, to)
                + " schema has no such edge");
      }
      enter(fresh(flow.of(to), held, mark), parent, at);
    }
    if (count > before) {
      if (accountCount == accounts.length) {
        accounts = Arrays.copyOf(accounts, accountCount * 2);
        owning = Arrays.copyOf(owning, accountCount * 2);
      }
      accounts[accountCount] = account;
      owning[accountCount++] = position;
    }
  }

  private void enter(int number, int parent, int position) {
    if (number < 0) {
      return;
    }
    if (count == targets.length) {
      targets = Arrays.copyOf(targets, count * 2);
      parents = Arrays.copyOf(parents, count * 2);
      positions = Arrays.copyOf(positions, count * 2);
    }
    targets[count] = number;
    parents[count] = parent;
    positions[count++] = position;
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
