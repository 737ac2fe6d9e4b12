package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import dev.firebreak.analytics.reach.ReachGraph;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The sums of many blast radii at once, by sharing: accounts are collapsed into [Signatures],
/// cycles of the [Kernel] into components, components that are reached together into [Classes]
/// ([Contraction]), and of what these lead to in common only the difference is kept ([Forest],
/// [Additions]); equal signatures are answered once and similar ones share their beginning
/// ([Order], [UnionWalk]). Exact; see `docs/algorithms/blast-radius.md`.
public final class Engine {

  private static final int PARTS_PER_THREAD = 32;

  private Engine() {}

  /// The figures of `sources`, in their order.
  ///
  /// @param sources identities, accounts or groups; a resource would count itself
  /// @param threads at least 1
  /// @return empty when the graph has an edge that the schema does not know, from an account to an
  ///   account or identity: [PlainSearch] answers then
  public static Optional<Figures> of(ReachGraph graph, int[] sources, int threads) {
    return of(graph, sources, threads, Additions.MOST);
  }

  /// @param most how many classes an addition may have to be kept, at least 1
  static Optional<Figures> of(ReachGraph graph, int[] sources, int threads, int most) {
    try (Crew crew = new Crew(threads)) {
      return run(graph, sources, crew, most);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the blast radii were not computed", e);
    }
  }

  private static Optional<Figures> run(ReachGraph graph, int[] sources, Crew crew, int most)
      throws Exception {
    Figures figures = new Figures(sources.length);
    Kernel kernel = Kernel.of(graph);
    Callable<Components> components = crew.start(() -> Components.of(kernel.rows()));
    Adjacency back = kernel.rows().reversed();
    int[] hops = JewelHops.of(kernel, back);
    Signatures signatures = new Signatures(graph, kernel, sources);
    crew.share(signatures.parts(), () -> part -> signatures.collapse(part, hops, figures));
    if (signatures.irregular()) {
      return Optional.empty();
    }
    Classes classes = Contraction.of(kernel, back, components.call(), signatures);
    Forest forest = Forest.of(classes);
    Callable<Additions> added = crew.start(() -> Additions.of(classes, forest, most));
    long[] ranks = forest.ranks(classes.numbers());
    Leaves leaves = Leaves.of(kernel, ranks);
    crew.share(signatures.parts(), () -> part -> signatures.number(part, ranks));
    Additions additions = added.call();
    Order order = Order.of(signatures, classes.count());
    int parts = crew.threads() == 1 ? 1 : crew.threads() * PARTS_PER_THREAD;
    crew.share(
        parts,
        () -> {
          UnionWalk walk = new UnionWalk(additions, order, leaves, figures);
          return part -> walk.walk(order.cut(part, parts), order.cut(part + 1, parts));
        });
    return Optional.of(figures);
  }
}
