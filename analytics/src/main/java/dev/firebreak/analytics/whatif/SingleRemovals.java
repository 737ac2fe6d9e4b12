package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.blastradius.Crew;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/// What each single removal would take from everybody: for every node but identities, and for every
/// edge, the weight by which blast radii would shrink without it, added up over all identities, and
/// how many would shrink. One exact pass; see `docs/algorithms/what-if.md`.
///
/// An edge is all that leads from one node to another directly: to take away one of two parallel
/// edges changes nothing. The figures stand at the position of the first; at those of the others is
/// 0.
public final class SingleRemovals {

  private final long total;
  private final long[] nodes;
  private final int[] nodeIdentities;
  private final long[] edges;
  private final int[] edgeIdentities;

  private SingleRemovals(
      long total, long[] nodes, int[] nodeIdentities, long[] edges, int[] edgeIdentities) {
    this.total = total;
    this.nodes = nodes;
    this.nodeIdentities = nodeIdentities;
    this.edges = edges;
    this.edgeIdentities = edgeIdentities;
  }

  /// Computes them.
  ///
  /// @param identities whose losses count, each once
  /// @param threads at least 1
  /// @throws IllegalArgumentException if an account leads to an account or identity, which the
  ///   schema does not know
  public static SingleRemovals of(ReachGraph graph, int[] identities, int threads) {
    Flow flow = Flow.of(graph);
    Entries entries = Entries.of(graph, flow, identities);
    try (Crew crew = new Crew(threads)) {
      return new Pass(graph, flow, entries).run(crew);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the losses were not computed", e);
    }
  }

  /// The weighted blast radii of all identities, added up: the most that can be lost.
  public long total() {
    return total;
  }

  /// The weight lost without a node, over all identities; its own counts.
  public long ofNode(int node) {
    return nodes[node];
  }

  /// How many identities lose weight without a node.
  public int identitiesOfNode(int node) {
    return nodeIdentities[node];
  }

  /// The weight lost without an edge, over all identities.
  ///
  /// @param position in the rows of the graph
  public long ofEdge(int position) {
    return edges[position];
  }

  /// How many identities lose weight without an edge.
  ///
  /// @param position in the rows of the graph
  public int identitiesOfEdge(int position) {
    return edgeIdentities[position];
  }

  /// The pass: identities by the entry that leads to most, those that enter alike together.
  private static final class Pass {

    private final ReachGraph graph;
    private final Flow flow;
    private final Entries entries;
    private final int[] rows;
    private final int[] groups;
    private final long[] entryLosses;
    private final long[] accountLosses;
    private final Losses all;
    private long total;

    Pass(ReachGraph graph, Flow flow, Entries entries) {
      this.graph = graph;
      this.flow = flow;
      this.entries = entries;
      this.groups = new int[flow.size() + 1];
      this.rows = byHead();
      this.entryLosses = new long[entries.count()];
      this.accountLosses = new long[entries.accountCount()];
      this.all = new Losses(flow);
    }

    /// The identities that reach anything by their heaviest entry, and by how they enter. The group
    /// of a number begins at `groups[number]`.
    private int[] byHead() {
      int[] heads = new int[entries.rows()];
      for (int row = 0; row < heads.length; row++) {
        heads[row] = entries.head(row, flow);
        if (heads[row] >= 0) {
          groups[heads[row] + 1]++;
        }
      }
      for (int number = 0; number < flow.size(); number++) {
        groups[number + 1] += groups[number];
      }
      long[] keys = new long[groups[flow.size()]];
      int[] next = Arrays.copyOf(groups, flow.size());
      for (int row = 0; row < heads.length; row++) {
        if (heads[row] >= 0) {
          keys[next[heads[row]]++] = (long) entries.hash(row) << 32 | row;
        }
      }
      int[] sorted = new int[keys.length];
      for (int number = 0; number < flow.size(); number++) {
        Arrays.sort(keys, groups[number], groups[number + 1]);
      }
      for (int at = 0; at < sorted.length; at++) {
        sorted[at] = (int) keys[at];
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
      for (Worker worker : workers) {
        worker.sums.moveTo(all);
        total += worker.reached;
      }
      return spread();
    }

    private final class Worker implements IntConsumer {

      private final Region region = new Region(flow);
      private final Detours detours = new Detours(flow, region, entries);
      private final Losses sums = new Losses(flow);
      private long reached;

      @Override
      public void accept(int head) {
        int end = groups[head + 1];
        if (end > groups[head]) {
          region.from(head);
          sums.add(region, end - groups[head]);
          for (int at = groups[head]; at < end; ) {
            at = alike(at, end);
          }
        }
      }

      private int alike(int from, int end) {
        int first = rows[from];
        int to = from + 1;
        while (to < end && entries.alike(first, rows[to])) {
          to++;
        }
        detours.solve(first);
        detours.tell(sums, to - from);
        reached += detours.owned(0) * (to - from);
        detours.entries(entryLosses, entries.first(first));
        for (int account = 0; account < entries.accounts(first); account++) {
          accountLosses[entries.firstAccount(first) + account] = detours.owned(account + 1);
        }
        for (int at = from + 1; at < to; at++) {
          System.arraycopy(
              entryLosses,
              entries.first(first),
              entryLosses,
              entries.first(rows[at]),
              entries.end(first) - entries.first(first));
          System.arraycopy(
              accountLosses,
              entries.firstAccount(first),
              accountLosses,
              entries.firstAccount(rows[at]),
              entries.accounts(first));
        }
        return to;
      }
    }

    /// The figures by the graph's own nodes and positions.
    private SingleRemovals spread() {
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
}
