package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimPage;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Do its pages lead through all that it has? The functions judge what came.
final class PageProbe {
  /// Resources on the small pages that are compared.
  static final int SMALL = 2;

  /// Resources asked for on the large page.
  static final int LARGE = 1_000;

  private PageProbe() {}

  /// How far to step from the first small page to the second.
  static int step(ScimPage first) {
    return Math.min(SMALL, Math.max(1, first.resources().size()));
  }

  /// @param first asked for from index 1
  /// @param second asked for from where the first should have ended
  static Judged index(ScimPage first, ScimPage second) {
    int start = 1 + step(first);
    String asked =
        "%d resources from startIndex 1, then from startIndex %d".formatted(SMALL, start);
    if (!second.granted()) {
      return Judged.refused(asked, second);
    }
    List<String> head = first.ids().stream().limit(step(first)).toList();
    Integer total = first.total();
    if (total != null && total <= head.size()) {
      return Judged.unknown("asked %s; there are only %d, hence no second page", asked, total);
    }
    if (second.resources().isEmpty()) {
      return total == null && head.size() < SMALL
          ? Judged.unknown("asked %s; there seems to be no second page", asked)
          : Judged.no(
              "asked %s; the second page was empty though %s were promised",
              asked, total == null ? "more" : total);
    }
    if (second.ids().equals(first.ids())) {
      return Judged.no("asked %s; the second page was the first again", asked);
    }
    if (!Collections.disjoint(head, second.ids())) {
      return Judged.no("asked %s; the pages overlap", asked);
    }
    return Judged.yes(
        "asked %s; %d and %d resources came, all different",
        asked, head.size(), second.resources().size());
  }

  /// @param first asked for with an empty cursor
  /// @param second asked for with the cursor that the first named; null when it named none
  /// @param known how many resources there are as far as is known, or null
  static Judged cursor(ScimPage first, @Nullable ScimPage second, @Nullable Integer known) {
    String asked = SMALL + " resources by cursor";
    if (!first.granted()) {
      return Judged.refused(asked, first);
    }
    int length = first.resources().size();
    if (second == null) {
      return known != null && known <= length
          ? Judged.unknown("asked %s; all %d came on one page, hence no cursor", asked, known)
          : Judged.no("asked %s; %d came without a nextCursor, and are not all", asked, length);
    }
    if (!second.granted()) {
      return Judged.refused("the second page by its own cursor", second);
    }
    if (second.resources().isEmpty() && second.nextCursor() == null) {
      return known != null && known > length
          ? Judged.no("asked %s and followed nextCursor; the second page was empty", asked)
          : Judged.unknown("asked %s and followed nextCursor; there was nothing more", asked);
    }
    return Collections.disjoint(first.ids(), second.ids())
        ? Judged.yes(
            "asked %s and followed nextCursor; %d and %d resources came, all different",
            asked, length, second.resources().size())
        : Judged.no("asked %s and followed nextCursor; the pages overlap", asked);
  }

  /// Tries smaller pages where a large one is refused, is cut, or loses resources.
  ///
  /// @param small asked for with a small count
  /// @param asking for a page of so many
  static Judged size(ScimPage small, IntFunction<ScimPage> asking) {
    int few = small.resources().size();
    if (few > SMALL) {
      return Judged.no("asked for %d; %d came: count is ignored", SMALL, few).with("always " + few);
    }
    ScimPage large = asking.apply(LARGE);
    int many = large.resources().size();
    Integer total = large.total();
    Integer known = total == null || lost(small, total) ? small.total() : total;
    if (many > LARGE) {
      return Judged.no("asked for %d; %d came: count is ignored", LARGE, many)
          .with("always " + many);
    }
    if (many == LARGE) {
      return Judged.yes("asked for %d; as many came", LARGE).with(LARGE + " or more");
    }
    boolean cut = large.nextCursor() != null || (known != null && many < known);
    if (large.granted() && !cut) {
      return Judged.unknown("asked for %d; %d came, and there are no more", LARGE, many);
    }
    Judged judged =
        !large.granted()
            ? Judged.refused("for a page of " + LARGE, large)
            : total != null && lost(small, total)
                ? Judged.no(
                    "asked for %d; %d came of a total of %d, which was %s on a small page: resources are lost",
                    LARGE, many, total, String.valueOf(small.total()))
                : Judged.no(
                    "asked for %d; %d of %s came: a page holds no more",
                    LARGE, many, known == null ? "an unknown total" : known);
    return judged.verdict() == Verdict.NO
        ? largest(many, known, asking).map(judged::with).orElse(judged)
        : judged;
  }

  /// The largest page that a value of [Point#PAGE_SIZE] names; unbounded where it names none.
  static int most(@Nullable String value) {
    return value != null && value.matches("[1-9]\\d{0,8}")
        ? Integer.parseInt(value)
        : Integer.MAX_VALUE;
  }

  private static boolean lost(ScimPage small, int total) {
    return small.total() != null && total < small.total();
  }

  /// The largest page that comes as it was asked for, of the few that are tried.
  ///
  /// @param many resources that came when more were asked for
  /// @param known how many there are, or null
  private static Optional<Integer> largest(
      int many, @Nullable Integer known, IntFunction<ScimPage> asking) {
    int below = many == 0 ? LARGE : many + 1;
    return IntStream.concat(IntStream.of(many), IntStream.of(500, 200, 100, 50, 20, 10, 5))
        .filter(size -> size > 0 && size < below)
        .distinct()
        .filter(size -> {
          ScimPage page = asking.apply(size);
          Integer total = page.total();
          return page.granted()
              && page.resources().size() == (known == null ? size : Math.min(size, known))
              && (total == null || known == null || total >= known);
        })
        .boxed()
        .findFirst();
  }

  /// @param pages of one listing
  static Judged totals(ScimPage... pages) {
    Set<Integer> totals =
        new TreeSet<>(Stream.of(pages).map(ScimPage::total).filter(Objects::nonNull).toList());
    Set<String> ids = new HashSet<>();
    Stream.of(pages).forEach(page -> ids.addAll(page.ids()));
    if (totals.isEmpty()) {
      return Judged.unknown("asked %d pages; none has a totalResults", pages.length);
    }
    int total = totals.iterator().next();
    if (totals.size() > 1) {
      return Judged.no("asked %d pages of one listing; their totals were %s", pages.length, totals);
    }
    return ids.size() > total
        ? Judged.no(
            "asked %d pages; %d different resources came of a total of %d",
            pages.length, ids.size(), total)
        : Judged.yes("asked %d pages; each said %d", pages.length, total);
  }
}
