package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.blastradius.Crew;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/// The pass behind [SingleRemovals]: the identities in an order in which those that begin with the
/// same entries stand together, so that one [DominatorTree] has the entries that neighbours share
/// taken in once.
final class RemovalPass {

  /// Accounts of this number and above are not told apart in a key.
  private static final int MANY = 15;

  private final ReachGraph graph;
  private final Flow flow;
  private final Entries entries;
  private final int[] rows;
  private final int[] groups;
  private final long[] entryLosses;
  private final long[] accountLosses;

  RemovalPass(ReachGraph graph, Flow flow, Entries entries) {
    this.graph = graph;
    this.flow = flow;
    this.entries = entries;
    this.groups = new int[flow.size() + 1];
    this.rows = byFirst();
    this.entryLosses = new long[entries.count()];
    this.accountLosses = new long[entries.accountCount()];
  }

  /// The identities that reach anything by their first entry. The group of a number begins at
  /// `groups[number]`.
  private int[] byFirst() {
    for (int row = 0; row < entries.rows(); row++) {
      if (entries.end(row) > entries.first(row)) {
        groups[entries.target(entries.first(row)) + 1]++;
      }
    }
    for (int number = 0; number < flow.size(); number++) {
      groups[number + 1] += groups[number];
    }
    int[] sorted = new int[groups[flow.size()]];
    int[] next = Arrays.copyOf(groups, flow.size());
    for (int row = 0; row < entries.rows(); row++) {
      if (entries.end(row) > entries.first(row)) {
        sorted[next[entries.target(entries.first(row))]++] = row;
      }
    }
    return sorted;
  }

  SingleRemovals run(Crew crew) throws Exception {
    Queue<Worker> workers = new ConcurrentLinkedQueue<>();
    crew.share(
        flow.size(),
        () -> {
          Worker worker = new Worker();
          workers.add(worker);
          return worker;
        });
    Losses all = new Losses(flow);
    long total = 0;
    for (Worker worker : workers) {
      worker.tree.tellLeaves();
      worker.sums.moveTo(all);
      total += worker.reached;
    }
    return spread(all, total);
  }

  /// Answers one group after the other; belongs to one thread.
  private final class Worker implements IntConsumer {

    private final Losses sums = new Losses(flow);
    private final DominatorTree tree = new DominatorTree(flow, sums, entries.mostAccounts());
    private long[] keys = new long[64];
    private long reached;

    @Override
    public void accept(int first) {
      int count = groups[first + 1] - groups[first];
      keys = keys.length < count ? new long[count * 2] : keys;
      for (int i = 0; i < count; i++) {
        keys[i] = rows[groups[first] + i];
      }
      answer(0, count, 0);
    }

    /// Answers identities that have the first `depth` entries in common, which are in the tree.
    private void answer(int from, int to, int depth) {
      if (to - from == 1) {
        alone((int) keys[from], depth);
        return;
      }
      for (int at = from; at < to; at++) {
        keys[at] = key((int) keys[at], depth) << 32 | (int) keys[at];
      }
      Arrays.sort(keys, from, to);
      int at = from;
      while (at < to && keys[at] >>> 32 == 0) {
        at++;
      }
      if (at > from) {
        tell((int) keys[from]);
        for (int same = from + 1; same < at; same++) {
          copy((int) keys[from], (int) keys[same]);
        }
      }
      while (at < to) {
        long key = keys[at] >>> 32;
        int end = at + 1;
        while (end < to && keys[end] >>> 32 == key) {
          end++;
        }
        if (end - at == 1 || (key & MANY) == MANY) {
          for (; at < end; at++) {
            alone((int) keys[at], depth);
          }
        } else {
          share(at, end, depth);
          at = end;
        }
      }
    }

    private void share(int from, int to, int depth) {
      tree.open(to - from);
      push((int) keys[from], depth);
      answer(from, to, depth + 1);
      tree.undo();
    }

    /// The next entry of an identity in a number: 0 for none.
    private long key(int row, int depth) {
      int at = entries.first(row) + depth;
      return at < entries.end(row)
          ? (entries.target(at) + 1L) * (MANY + 1) + Math.min(entries.parent(at), MANY)
          : 0;
    }

    private void push(int row, int depth) {
      int at = entries.first(row) + depth;
      tree.push(entries.target(at), entries.parent(at), Entries.code(depth));
    }

    private void alone(int row, int depth) {
      int length = entries.end(row) - entries.first(row);
      tree.open(1);
      for (int next = depth; next < length; next++) {
        push(row, next);
      }
      tell(row);
      tree.undo();
    }

    /// Notes what an identity loses whose entries are in the tree, and no others.
    private void tell(int row) {
      reached += tree.owned(0);
      int first = entries.first(row);
      for (int at = first; at < entries.end(row); at++) {
        entryLosses[at] = tree.lost(entries.target(at), Entries.code(at - first));
      }
      for (int account = 0; account < entries.accounts(row); account++) {
        accountLosses[entries.firstAccount(row) + account] = tree.owned(account + 1);
      }
    }

    private void copy(int row, int to) {
      reached += tree.owned(0);
      int from = entries.first(row);
      int length = entries.end(row) - from;
      System.arraycopy(entryLosses, from, entryLosses, entries.first(to), length);
      System.arraycopy(
          accountLosses,
          entries.firstAccount(row),
          accountLosses,
          entries.firstAccount(to),
          entries.accounts(row));
    }
  }

  /// The figures by the graph's own nodes and positions.
  private SingleRemovals spread(Losses all, long total) {
    long[] nodes = new long[graph.nodeCount()];
    int[] nodeIdentities = new int[graph.nodeCount()];
    long[] edges = new long[graph.rows().edgeCount()];
    int[] edgeIdentities = new int[graph.rows().edgeCount()];
    for (int number = 0; number < flow.size(); number++) {
      nodes[flow.node(number)] = all.node(number);
      nodeIdentities[flow.node(number)] = all.nodeIdentities(number);
    }
    for (int edge = 0; edge < flow.edgeCount(); edge++) {
      edges[flow.position(edge)] = all.edge(edge);
      edgeIdentities[flow.position(edge)] = all.edgeIdentities(edge);
    }
    for (int entry = 0; entry < entryLosses.length; entry++) {
      if (entryLosses[entry] > 0 && entries.position(entry) >= 0) {
        edges[entries.position(entry)] += entryLosses[entry];
        edgeIdentities[entries.position(entry)]++;
      }
    }
    for (int at = 0; at < accountLosses.length; at++) {
      if (accountLosses[at] > 0) {
        nodes[entries.account(at)] += accountLosses[at];
        nodeIdentities[entries.account(at)]++;
        edges[entries.owning(at)] += accountLosses[at];
        edgeIdentities[entries.owning(at)]++;
      }
    }
    return new SingleRemovals(total, nodes, nodeIdentities, edges, edgeIdentities);
  }
}
