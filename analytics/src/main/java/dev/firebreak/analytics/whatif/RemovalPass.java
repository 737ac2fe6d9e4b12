package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.blastradius.Crew;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/// The pass behind [SingleRemovals]. Identities that begin with the same entries share the [Region]
/// of those, as long as what it saves is more than what it takes; [Detours] answers each for the
/// rest, those that enter alike together.
final class RemovalPass {

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
      worker.sums.moveTo(all);
      total += worker.reached;
    }
    return spread(all, total);
  }

  /// Answers one group after the other; belongs to one thread.
  private final class Worker implements IntConsumer {

    private final Region region = new Region(flow, entries);
    private final Detours detours = new Detours(flow, region, entries);
    private final Losses sums = new Losses(flow);
    private long reached;

    @Override
    public void accept(int first) {
      if (groups[first + 1] > groups[first]) {
        answer(Arrays.copyOfRange(rows, groups[first], groups[first + 1]), 0, 0);
      }
    }

    /// Answers identities that have the first `depth` entries in common.
    ///
    /// @param size about how much those lead to
    private void answer(int[] alike, int depth, float size) {
      long[] keys = keys(alike, depth);
      int left = 0;
      for (int from = 0; from < keys.length; ) {
        int first = (int) keys[from];
        int to = from + 1;
        while (to < keys.length && keys[to] >>> 32 == keys[from] >>> 32) {
          to++;
        }
        int at = entries.first(first) + depth;
        float more = at < entries.end(first) ? flow.size(entries.target(at)) : 0;
        int block = 0;
        int[] below = new int[to - from];
        for (; from < to; from++) {
          int row = (int) keys[from];
          if (more > 0 && same(row, first, depth)) {
            below[block++] = row;
          } else {
            alike[left++] = row;
          }
        }
        if ((block - 1) * more > size) {
          answer(Arrays.copyOf(below, block), depth + 1, size + more);
        } else {
          System.arraycopy(below, 0, alike, left, block);
          left += block;
        }
      }
      if (left > 0) {
        solve(alike, left, depth);
      }
    }

    /// Rows by their next entry: its number and account in the upper half, 0 for none.
    private long[] keys(int[] alike, int depth) {
      long[] keys = new long[alike.length];
      for (int i = 0; i < keys.length; i++) {
        int at = entries.first(alike[i]) + depth;
        long next =
            at < entries.end(alike[i])
                ? ((entries.target(at) + 1L) << 4) + Math.min(entries.parent(at), 15)
                : 0;
        keys[i] = next << 32 | alike[i];
      }
      Arrays.sort(keys);
      return keys;
    }

    private boolean same(int row, int other, int depth) {
      return entries.parent(entries.first(row) + depth)
          == entries.parent(entries.first(other) + depth);
    }

    private void solve(int[] some, int count, int depth) {
      region.from(some[0], depth);
      sums.add(region, count);
      long[] keys = new long[count];
      for (int i = 0; i < count; i++) {
        keys[i] = (long) entries.hash(some[i], depth) << 32 | some[i];
      }
      Arrays.sort(keys);
      for (int at = 0; at < count; ) {
        int first = (int) keys[at];
        int to = at + 1;
        while (to < count && entries.alike(first, (int) keys[to])) {
          to++;
        }
        solve(first, to - at);
        for (int other = at + 1; other < to; other++) {
          copy(first, (int) keys[other]);
        }
        at = to;
      }
    }

    private void solve(int row, int identities) {
      detours.solve(row);
      detours.tell(sums, identities);
      reached += detours.owned(0) * identities;
      detours.entries(entryLosses, row);
      for (int account = 0; account < entries.accounts(row); account++) {
        accountLosses[entries.firstAccount(row) + account] = detours.owned(account + 1);
      }
    }

    private void copy(int row, int to) {
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
