package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.Attribution.Contribution;
import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Everybody's radius in two states of the graph, and why it is not the same. May be asked by
/// several threads.
public final class RunComparison {

  /// Of so many identities, those that changed most, the changes are divided when effects are asked
  /// for.
  public static final int MOST_ATTRIBUTED = 2_000;

  private static final Comparator<Changed> LARGEST_FIRST =
      Comparator.<Changed>comparingLong(one -> -Math.abs(one.change().count()))
          .thenComparingLong(one -> -Math.abs(one.change().weighted()))
          .thenComparingLong(one -> -Math.abs(one.change().crownJewels()))
          .thenComparing(Changed::key);

  private final GraphDiff diff;
  private final List<Changed> changed;
  private @Nullable Attributor attributor;

  private RunComparison(GraphDiff diff, List<Changed> changed) {
    this.diff = diff;
    this.changed = changed;
  }

  /// An identity whose radius is not what it was.
  ///
  /// @param before zero if the earlier state does not have the identity
  /// @param after zero if the later state does not have it
  public record Changed(int node, String key, String name, RadiusSums before, RadiusSums after) {

    /// After less before.
    public RadiusSums change() {
      return after.minus(before);
    }
  }

  /// What came of causes for everybody together.
  ///
  /// @param causes those that act together
  /// @param identities to how many identities' change they contributed
  /// @param total their exact shares, added up
  /// @param most the identity to whose count they contributed most
  /// @param share what they contributed there
  public record Effect(
      List<Cause> causes, int identities, Shares total, Attribution most, Shares share) {}

  /// The effects of all causes.
  ///
  /// @param effects the largest first
  /// @param identities how many identities' changes were divided exactly; the others are left out
  public record Effects(List<Effect> effects, int identities) {

    public Effects {
      effects = List.copyOf(effects);
    }
  }

  /// Compares two states.
  public static RunComparison of(GraphSnapshot before, GraphSnapshot after) {
    GraphDiff diff = GraphDiff.of(before, after);
    List<Changed> changed = new ArrayList<>();
    if (!diff.causes().isEmpty()) {
      Figures then = Radii.identities(before).figures();
      Figures now = Radii.identities(after).figures();
      for (int node = 0; node < diff.nodeCount(); node++) {
        if (diff.kind(node) == NodeKind.IDENTITY) {
          RadiusSums was = sums(before, then, diff.inBefore(node));
          RadiusSums is = sums(after, now, diff.inAfter(node));
          if (!was.equals(is)) {
            Cause.Place place = diff.place(node);
            changed.add(new Changed(node, place.key(), place.name(), was, is));
          }
        }
      }
      changed.sort(LARGEST_FIRST);
    }
    return new RunComparison(diff, List.copyOf(changed));
  }

  private static RadiusSums sums(GraphSnapshot of, Figures figures, int identity) {
    if (identity < 0) {
      return RadiusSums.ZERO;
    }
    int row = identity - of.first(NodeKind.IDENTITY);
    return new RadiusSums(figures.count(row), figures.weighted(row), figures.crownJewels(row));
  }

  /// The two states.
  public GraphDiff diff() {
    return diff;
  }

  /// The identities whose radius changed, the largest change of count first.
  public List<Changed> changed() {
    return changed;
  }

  /// Why the radius of a node with this key is what it is; empty if neither state has it.
  public synchronized Optional<Attribution> of(String key) {
    OptionalInt node = diff.find(key);
    return node.isEmpty() ? Optional.empty() : Optional.of(attributor().of(node.getAsInt()));
  }

  /// The changes of the first of [#changed], divided.
  ///
  /// @param most how many
  public synchronized List<Attribution> attributions(int most) {
    return changed.stream().limit(most).map(one -> attributor().of(one.node())).toList();
  }

  private Attributor attributor() {
    Attributor made = attributor;
    if (made == null) {
      made = new Attributor(diff);
      attributor = made;
    }
    return made;
  }

  /// What each cause did to everybody, for the [#MOST_ATTRIBUTED] identities that changed most.
  public Effects effects() {
    Map<List<Cause>, Effect> effects = new HashMap<>();
    int divided = 0;
    for (Attribution one : attributions(MOST_ATTRIBUTED)) {
      if (one.method() != Attribution.Method.SHAPLEY) {
        continue;
      }
      divided++;
      for (Contribution part : one.contributions()) {
        Shares share = part.share();
        if (share != null) {
          effects.merge(
              part.causes(), new Effect(part.causes(), 1, share, one, share), RunComparison::both);
        }
      }
    }
    List<Effect> sorted = new ArrayList<>(effects.values());
    sorted.sort(
        Comparator.<Effect>comparingLong(effect -> -Math.abs(effect.total().count().units()))
            .thenComparingLong(effect -> -Math.abs(effect.total().weighted().units()))
            .thenComparing(effect -> effect.causes().getFirst().words())
            .thenComparing(effect -> effect.causes().toString()));
    return new Effects(sorted, divided);
  }

  private static Effect both(Effect one, Effect other) {
    boolean same = Math.abs(one.share().count().units()) >= Math.abs(other.share().count().units());
    Effect larger = same ? one : other;
    return new Effect(
        one.causes(),
        one.identities() + other.identities(),
        one.total().plus(other.total()),
        larger.most(),
        larger.share());
  }
}
