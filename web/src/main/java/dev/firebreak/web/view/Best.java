package dev.firebreak.web.view;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// The first of many in an order, without ordering the others.
final class Best {

  private Best() {}

  /// The first `most` of `all`, in their order.
  static <T> List<T> of(Stream<T> all, Comparator<? super T> order, int most) {
    PriorityQueue<T> kept = new PriorityQueue<>(order.reversed());
    all.forEach(each -> {
      if (kept.size() < most) {
        kept.add(each);
      } else if (most > 0 && order.compare(each, kept.element()) < 0) {
        kept.remove();
        kept.add(each);
      }
    });
    return kept.stream().sorted(order).toList();
  }
}
