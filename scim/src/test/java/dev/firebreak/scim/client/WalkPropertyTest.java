package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A listing that says that it is complete is: whatever the pages did.
@Timeout(120)
class WalkPropertyTest {
  private static final int CASES = 400;

  /// A store whose pages vary, overlap, lose resources and shrink, as the seed has it.
  private static final class Store {
    final SplittableRandom random;
    final TreeSet<Integer> resources = new TreeSet<>();
    final int cap;
    final int overlap;
    final boolean byCursor;
    final boolean claims;
    final boolean loses;
    final boolean totals;
    int removals;

    Store(long seed) {
      random = new SplittableRandom(seed);
      IntStream.range(0, random.nextInt(60)).forEach(i -> resources.add(i * 3));
      cap = 1 + random.nextInt(12);
      overlap = random.nextInt(3) == 0 ? random.nextInt(cap) : 0;
      byCursor = random.nextBoolean();
      claims = random.nextInt(4) > 0;
      loses = random.nextInt(4) == 0;
      totals = random.nextInt(4) > 0;
      removals = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
    }

    Reply answer(Request request) {
      if (request.uri().getPath().endsWith("/ServiceProviderConfig")) {
        return claims
            ? Reply.json("{\"pagination\":{\"cursor\":%s,\"index\":true}}".formatted(byCursor))
            : Reply.error(404, "no");
      }
      int size = Math.min(1 + random.nextInt(cap), request.number("count"));
      String cursor = request.parameter("cursor");
      List<Integer> page;
      String next = null;
      if (byCursor && (cursor != null || !claims)) {
        int after = cursor == null || cursor.isEmpty() ? -1 : Integer.parseInt(cursor);
        page = resources.tailSet(after, false).stream().limit(size).toList();
        if (!page.isEmpty() && resources.last() > page.getLast()) {
          next = page.getLast().toString();
        }
      } else {
        String start = request.parameter("startIndex");
        int from = start == null ? 0 : Integer.parseInt(start) - 1;
        int back = from == 0 ? 0 : Math.min(overlap, size - 1);
        page = resources.stream().skip(Math.max(0, from - back)).limit(size).toList();
      }
      int total = resources.size();
      if (loses && page.size() > 1 && random.nextInt(3) == 0) {
        page = page.subList(0, page.size() - 1);
      }
      while (removals > 0 && !resources.isEmpty() && random.nextBoolean()) {
        removals--;
        resources.remove(
            resources.stream().skip(random.nextInt(resources.size())).findFirst().orElseThrow());
      }
      return Reply.json(
          "{%s%s\"Resources\":[%s]}"
              .formatted(
                  totals ? "\"totalResults\":" + total + "," : "",
                  next == null ? "" : "\"nextCursor\":\"" + next + "\",",
                  page.stream()
                      .map(id -> "{\"id\":\"" + id + "\"}")
                      .collect(Collectors.joining(","))));
    }
  }

  @Test
  void aCompleteListingHasEveryResourceOfTheStore() {
    long first = Long.getLong("prop.seed", new SplittableRandom().nextLong());
    int complete = 0;
    int byCursor = 0;
    for (int i = 0; i < CASES; i++) {
      long seed = first + i;
      var store = new Store(seed);
      var before = new TreeSet<>(store.resources);
      // Nobody can tell without totals what was left out, nor when resources are dropped by cursor
      // while the total
      // falls for another reason.
      boolean detectable =
          store.totals
              ? !(store.byCursor && store.loses && store.removals > 0)
              : !store.loses && (store.byCursor || (store.removals == 0 && store.overlap == 0));
      // One that pages by cursor, says so nowhere and gives no totals looks, when all is on one
      // page, like one that ignores startIndex: incomplete then is the safe answer.
      boolean silent = store.byCursor && !store.claims && !store.totals;
      boolean quiet = !store.loses && store.removals == 0 && store.overlap == 0 && !silent;
      List<Integer> got = new ArrayList<>();
      Listing listing;
      try (var provider = new ProviderDouble(store::answer);
          var client = new ScimClient(provider.connection(Dialect.STANDARD), Clock.systemUTC())) {
        listing = client.list("Users", Map.of(), each -> got.add(Integer.valueOf(each.id())));
      }
      String which = "-Dprop.seed=" + seed + " " + listing;
      assertThat(got).as(which).doesNotHaveDuplicates().hasSize(listing.distinct());
      assertThat(before).as(which).containsAll(got);
      if (listing.complete() && detectable) {
        assertThat(got).as(which).containsAll(store.resources);
        complete++;
        byCursor += store.byCursor ? 1 : 0;
      }
      if (quiet) {
        assertThat(listing.complete()).as(which).isTrue();
      }
    }
    assertThat(complete).as("-Dprop.seed=" + first).isGreaterThan(CASES / 4);
    assertThat(byCursor).as("-Dprop.seed=" + first).isGreaterThan(CASES / 20);
  }
}
