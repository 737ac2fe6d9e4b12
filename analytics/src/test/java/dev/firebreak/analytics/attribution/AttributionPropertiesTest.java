package dev.firebreak.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.attribution.Attribution.Contribution;
import dev.firebreak.analytics.attribution.Attribution.Method;
import dev.firebreak.analytics.attribution.RandomPairs.Pair;
import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/// Attribution on pairs of random graphs, against the plain searches of both states and against
/// sums over all orders of the causes.
class AttributionPropertiesTest {

  private static final int PAIRS = 600;

  private interface Check {
    void of(GraphDiff diff, int identity, Attribution attribution);
  }

  private static void each(Check check) {
    Seeds.of(PAIRS)
        .forEach(
            (LongConsumer)
                seed -> {
                  Pair pair = RandomPairs.of(seed);
                  GraphDiff diff = GraphDiff.of(pair.before(), pair.after());
                  Attributor attributor = new Attributor(diff);
                  for (int node = 0; node < diff.nodeCount(); node++) {
                    if (diff.kind(node) == NodeKind.IDENTITY || diff.kind(node) == NodeKind.GROUP) {
                      try {
                        check.of(diff, node, attributor.of(node));
                      } catch (AssertionError e) {
                        throw new AssertionError("seed " + seed + ", " + diff.place(node), e);
                      }
                    }
                  }
                });
  }

  private static RadiusSums plain(GraphSnapshot snapshot, int node) {
    if (node < 0) {
      return RadiusSums.ZERO;
    }
    BlastRadius radius = BlastRadius.of(snapshot, node);
    return new RadiusSums(radius.count(), radius.weighted(), radius.crownJewels().size());
  }

  @Test
  void applyingNothingGivesTheEarlierRadiusAndApplyingAllTheLater() {
    int[] changed = {0};
    each((diff, identity, attribution) -> {
      RadiusSums before = plain(diff.before(), diff.inBefore(identity));
      RadiusSums after = plain(diff.after(), diff.inAfter(identity));
      assertThat(attribution.before()).isEqualTo(before);
      assertThat(attribution.after()).isEqualTo(after);
      CauseSearch search = new CauseSearch(diff);
      assertThat(search.sums(identity, cause -> false)).isEqualTo(before);
      assertThat(search.sums(identity, cause -> true)).isEqualTo(after);
      changed[0] += before.equals(after) ? 0 : 1;
    });
    assertThat(changed[0]).isGreaterThan(PAIRS / 2);
  }

  @Test
  void theSharesAddUpToTheChangeAndWhatVanishesWithoutEachDoesNot() {
    int[] others = {0};
    int[] exact = {0};
    each((diff, identity, attribution) -> {
      if (attribution.method() == Method.SHAPLEY) {
        exact[0]++;
        Shares sum =
            attribution.contributions().stream()
                .map(part -> Objects.requireNonNull(part.share()))
                .reduce(Shares.ZERO, Shares::plus);
        assertThat(sum).isEqualTo(Shares.of(attribution.change(), Share.ONE));
        RadiusSums undone =
            attribution.contributions().stream()
                .map(Contribution::undone)
                .reduce(RadiusSums.ZERO, RadiusSums::plus);
        others[0] += undone.equals(attribution.change()) ? 0 : 1;
      }
    });
    assertThat(exact[0]).isGreaterThan(PAIRS);
    assertThat(others[0]).isPositive();
  }

  @Test
  void everySetOfCausesIsWorthWhatASearchWithThemFinds() {
    each((diff, identity, attribution) -> {
      Attributor.Game game = new Attributor(diff).game(identity);
      if (game.functions().keySet().stream().anyMatch(Ways::isTooMany)) {
        return;
      }
      CauseSearch search = new CauseSearch(diff);
      int[] causes = search.causes(identity);
      for (int subset = 0; subset < 1 << Math.min(6, causes.length); subset++) {
        BitSet applied = new BitSet();
        for (int i = 0; i < causes.length; i++) {
          applied.set(causes[i], (subset >> i % 6 & 1) == 1);
        }
        assertThat(game.worth(applied::get)).isEqualTo(search.sums(identity, applied::get));
      }
    });
  }

  @Test
  void theSharesAreTheAverageOverAllOrdersOfTheCauses() {
    int[] compared = {0};
    each((diff, identity, attribution) -> {
      CauseSearch search = new CauseSearch(diff);
      List<List<Integer>> players = players(diff, search, identity, attribution);
      if (attribution.method() != Method.SHAPLEY || players.size() > 7 || players.isEmpty()) {
        return;
      }
      compared[0]++;
      Map<Integer, Shares> expected = byOrders(search, identity, players);
      for (Contribution part : attribution.contributions()) {
        int first = diff.causes().indexOf(part.causes().getFirst());
        assertThat(part.share()).isEqualTo(expected.remove(first));
      }
      assertThat(expected.values()).allMatch(Shares::isZero);
    });
    assertThat(compared[0]).isGreaterThan(PAIRS / 2);
  }

  /// The groups that were told, and every other cause for itself.
  private static List<List<Integer>> players(
      GraphDiff diff, CauseSearch search, int identity, Attribution attribution) {
    List<List<Integer>> players = new ArrayList<>();
    BitSet told = new BitSet();
    for (Contribution part : attribution.contributions()) {
      List<Integer> causes = part.causes().stream().map(diff.causes()::indexOf).toList();
      causes.forEach(told::set);
      players.add(causes);
    }
    for (int cause : search.causes(identity)) {
      if (!told.get(cause)) {
        players.add(List.of(cause));
      }
    }
    return players;
  }

  /// First cause of each player to its value, by going through all subsets with a search for each.
  private static Map<Integer, Shares> byOrders(
      CauseSearch search, int identity, List<List<Integer>> players) {
    int count = players.size();
    RadiusSums[] worth = new RadiusSums[1 << count];
    for (int subset = 0; subset < worth.length; subset++) {
      BitSet applied = new BitSet();
      for (int i = 0; i < count; i++) {
        if ((subset >> i & 1) == 1) {
          players.get(i).forEach(applied::set);
        }
      }
      worth[subset] = search.sums(identity, applied::get);
    }
    Map<Integer, Shares> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Shares sum = Shares.ZERO;
      for (int subset = 0; subset < worth.length; subset++) {
        if ((subset >> i & 1) == 0) {
          int size = Integer.bitCount(subset);
          long orders = factorial(size) * factorial(count - size - 1);
          sum =
              sum.plus(
                  Shares.of(
                      worth[subset | 1 << i].minus(worth[subset]),
                      orders * (Share.ONE / factorial(count))));
        }
      }
      values.put(players.get(i).getFirst(), sum);
    }
    return values;
  }

  private static long factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  @Test
  void aloneAndUndoneAreWhatSearchesFind() {
    each((diff, identity, attribution) -> {
      CauseSearch search = new CauseSearch(diff);
      RadiusSums none = search.sums(identity, cause -> false);
      RadiusSums all = search.sums(identity, cause -> true);
      for (Contribution part : attribution.contributions()) {
        BitSet own = new BitSet();
        part.causes().forEach(cause -> own.set(diff.causes().indexOf(cause)));
        assertThat(part.alone()).isEqualTo(search.sums(identity, own::get).minus(none));
        assertThat(part.undone())
            .isEqualTo(all.minus(search.sums(identity, cause -> !own.get(cause))));
      }
    });
  }

  @Test
  void causesThatActTogetherDoNothingAsLongAsOneIsMissing() {
    int[] together = {0};
    each((diff, identity, attribution) -> {
      CauseSearch search = new CauseSearch(diff);
      for (Contribution part : attribution.contributions()) {
        if (part.causes().size() > 1) {
          together[0]++;
          RadiusSums none = search.sums(identity, cause -> false);
          for (Cause cause : part.causes()) {
            int index = diff.causes().indexOf(cause);
            assertThat(search.sums(identity, one -> one == index)).isEqualTo(none);
          }
        }
      }
    });
    assertThat(together[0]).isPositive();
  }

  @Test
  void withoutSharesTheSameIsToldOfEachCauseAlone() {
    each((diff, identity, attribution) -> {
      Attribution searched = new Attributor(diff).of(identity, false);
      assertThat(searched.before()).isEqualTo(attribution.before());
      assertThat(searched.after()).isEqualTo(attribution.after());
      assertThat(searched.method()).isEqualTo(Method.ALONE_AND_UNDONE);
      for (Contribution part : attribution.contributions()) {
        if (part.causes().size() == 1 && !part.undone().isZero()) {
          assertThat(searched.contributions())
              .anyMatch(other ->
                  other.causes().equals(part.causes())
                      && other.undone().equals(part.undone())
                      && other.alone().equals(part.alone()));
        }
      }
    });
  }

  @Test
  void theSameStateTwiceHasNoCauses() {
    Seeds.of(PAIRS)
        .forEach(
            (LongConsumer)
                seed -> {
                  Pair pair = RandomPairs.of(seed);
                  assertThat(GraphDiff.of(pair.after(), pair.after()).causes())
                      .as("seed %d", seed)
                      .isEmpty();
                  assertThat(RunComparison.of(pair.after(), pair.after()).changed()).isEmpty();
                });
  }

  @Test
  void whoChangedIsWhoseSumsDiffer() {
    Seeds.of(PAIRS)
        .forEach(
            (LongConsumer)
                seed -> {
                  Pair pair = RandomPairs.of(seed);
                  RunComparison comparison = RunComparison.of(pair.before(), pair.after());
                  GraphDiff diff = comparison.diff();
                  List<Integer> expected = new ArrayList<>();
                  for (int node = 0; node < diff.nodeCount(); node++) {
                    if (diff.kind(node) == NodeKind.IDENTITY
                        && !plain(diff.before(), diff.inBefore(node))
                            .equals(plain(diff.after(), diff.inAfter(node)))) {
                      expected.add(node);
                    }
                  }
                  assertThat(comparison.changed())
                      .as("seed %d", seed)
                      .extracting(RunComparison.Changed::node)
                      .containsExactlyInAnyOrderElementsOf(expected);
                  comparison
                      .changed()
                      .forEach(one ->
                          assertThat(comparison.of(one.key()).orElseThrow().change())
                              .isEqualTo(one.change()));
                });
  }

  @Test
  void anAttributionIsTheSameEachTime() {
    Pair pair = RandomPairs.of(7);
    assertThat(RunComparison.of(pair.before(), pair.after()).effects().toString())
        .isEqualTo(RunComparison.of(pair.before(), pair.after()).effects().toString());
  }
}
