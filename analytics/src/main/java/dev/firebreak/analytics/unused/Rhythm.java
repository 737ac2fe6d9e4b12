package dev.firebreak.analytics.unused;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When somebody used something, by week.
///
/// @param firstUsed the first use that any feed told of; null where it is not known
/// @param weeks the weeks with use, see [dev.firebreak.graph.model.Weeks]; ascending
/// @param whole whether `weeks` has every use that the feeds counted. Where a feed tells only of
///   the last use and a count, it has not, and the rhythm is not known
public record Rhythm(@Nullable Instant firstUsed, List<Long> weeks, boolean whole) {

  /// Only the last use and a count are known.
  public static final Rhythm NOT_KNOWN = new Rhythm(null, List.of(), false);

  public Rhythm {
    weeks = Packed.of(weeks);
  }

  /// What two feeds tell together.
  Rhythm and(Rhythm other) {
    Instant first =
        firstUsed == null || (other.firstUsed != null && other.firstUsed.isBefore(firstUsed))
            ? other.firstUsed
            : firstUsed;
    return new Rhythm(
        first, Stream.concat(weeks.stream(), other.weeks.stream()).toList(), whole && other.whole);
  }

  /// Different weeks in ascending order, in four bytes each: there is one such list for each use of
  /// an organisation.
  private static final class Packed extends AbstractList<Long> implements RandomAccess {

    private final int[] weeks;

    private Packed(int[] weeks) {
      this.weeks = weeks;
    }

    static List<Long> of(Collection<Long> weeks) {
      return weeks instanceof Packed packed
          ? packed
          : new Packed(weeks.stream().mapToInt(Math::toIntExact).sorted().distinct().toArray());
    }

    @Override
    public Long get(int index) {
      return (long) weeks[index];
    }

    @Override
    public int size() {
      return weeks.length;
    }
  }
}
