package dev.firebreak.scim.client;

import static dev.firebreak.scim.client.ProviderDouble.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Listings that are cut off and taken up where they were. Page size is 10 throughout.
@Timeout(60)
class ContinuedListingTest {
  private static final int CASES = 20;

  private final RememberedPages journal = new RememberedPages();
  private final List<String> ids = new ArrayList<>();
  private List<Request> requests = List.of();

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void oneThatIsCutOffAgainAndAgainEndsAsIfItHadNotBeen(Pagination by) {
    long first = Long.getLong("prop.seed", new SplittableRandom().nextLong());
    for (int i = 0; i < CASES; i++) {
      long seed = first + i;
      var random = new SplittableRandom(seed);
      int total = 1 + random.nextInt(200);
      var pages = new RememberedPages();
      List<String> undisturbed = new ArrayList<>();
      Listing expected;
      int asked;
      int cuts = 0;
      try (var server = new ProviderDouble(request -> served(total, request))) {
        expected =
            client(server, by)
                .list(ResourceType.USER, Map.of(), r -> undisturbed.add(r.id()), _ -> {}, pages);
        asked = server.requests.size();
      }
      pages.forget("over");
      List<String> got = new ArrayList<>();
      Listing listing = null;
      try (var server = new ProviderDouble(request -> served(total, request))) {
        while (listing == null) {
          got.clear();
          int most = pages.resources() + (cuts < 20 ? random.nextInt(40) : total);
          try {
            listing =
                client(server, by)
                    .list(
                        ResourceType.USER,
                        Map.of(),
                        resource -> {
                          if (got.size() >= most) {
                            throw new IllegalStateException("cut off");
                          }
                          got.add(resource.id());
                        },
                        _ -> {},
                        pages);
          } catch (IllegalStateException cut) {
            cuts++;
          }
        }
        assertThat(got).as("seed %d", seed).isEqualTo(undisturbed);
        assertThat(listing).as("seed %d", seed).isEqualTo(expected);
        assertThat(server.requests.size())
            .as("requests, seed %d, cut off %d times", seed, cuts)
            .isLessThanOrEqualTo(asked + 2 * cuts);
      }
    }
  }

  @Test
  void aSourceThatStopsAnsweringIsAskedForTheRestLater() {
    cutOff(Pagination.INDEX, request -> ProviderDouble.users(45, request), 3);
    Listing listing = list(Pagination.INDEX, request -> ProviderDouble.users(45, request));
    assertThat(listing).isEqualTo(new Listing("/Users", 45, 45, 5, true, null));
    assertThat(ids).hasSize(45).doesNotHaveDuplicates();
    assertThat(requests)
        .extracting(each -> each.parameter("startIndex"))
        .as("the last page once more, then the rest")
        .containsExactly("21", "31", "41");
  }

  @Test
  void whatWasReadToItsEndIsNotAskedForAgain() {
    list(Pagination.INDEX, request -> ProviderDouble.users(45, request));
    Listing listing = list(Pagination.INDEX, request -> ProviderDouble.users(45, request));
    assertThat(listing).isEqualTo(new Listing("/Users", 45, 45, 5, true, null));
    assertThat(requests).isEmpty();
    assertThat(ids).hasSize(45);
  }

  @Test
  void whereAResourceWentBeforeTheLastPageItBeginsAnew() {
    cutOff(Pagination.INDEX, request -> ProviderDouble.users(45, request), 3);
    Listing listing =
        list(
            Pagination.INDEX,
            request -> {
              int start = request.number("startIndex") + 1;
              return Reply.json(page(45, IntStream.range(start, Math.min(start + 10, 47))));
            });
    assertThat(listing.complete()).isTrue();
    assertThat(ids).hasSize(45).doesNotContain("1").contains("46");
    assertThat(journal.forgotten).containsExactly("its last page is not as it was");
  }

  @Test
  void whereTheTotalIsAnotherItBeginsAnew() {
    cutOff(Pagination.INDEX, request -> ProviderDouble.users(45, request), 3);
    Listing listing = list(Pagination.INDEX, request -> ProviderDouble.users(46, request));
    assertThat(listing).isEqualTo(new Listing("/Users", 46, 46, 5, true, null));
    assertThat(requests).hasSize(6);
  }

  @Test
  void aCursorThatIsKnownNoLongerBeginsAnew() {
    cutOff(Pagination.CURSOR, request -> cursorPage(45, request), 3);
    Listing listing =
        list(
            Pagination.CURSOR,
            request ->
                requests.size() == 1
                    ? Reply.json("{\"status\":\"400\",\"scimType\":\"expiredCursor\"}").as(400)
                    : cursorPage(45, request));
    assertThat(listing).isEqualTo(new Listing("/Users", 45, 45, 5, true, null));
    assertThat(journal.forgotten).containsExactly("its cursor is known no longer");
  }

  @Test
  void aListingInDoubtIsNotGoneOnWith() {
    Listing listing =
        list(Pagination.INDEX, request -> Reply.json(page(45, IntStream.range(1, 11))));
    assertThat(listing.complete()).isFalse();
    assertThat(journal.empty()).isTrue();
  }

  @Test
  void aSourceThatIsStillDownLeavesWhatWasRead() {
    cutOff(Pagination.INDEX, request -> ProviderDouble.users(45, request), 3);
    cutOff(Pagination.INDEX, request -> ProviderDouble.users(45, request), 0);
    Listing listing = list(Pagination.INDEX, request -> ProviderDouble.users(45, request));
    assertThat(listing.complete()).isTrue();
    assertThat(requests).hasSize(3);
  }

  @Test
  void anotherPageSizeBeginsAnew() {
    cutOff(Pagination.INDEX, request -> ProviderDouble.users(45, request), 3);
    try (var server = new ProviderDouble(request -> ProviderDouble.users(45, request));
        var client =
            new ScimClient(
                new Connection(
                        "hr",
                        server.uri("/scim/v2"),
                        new Auth.None(),
                        Duration.ofSeconds(20),
                        20,
                        1 << 20,
                        true)
                    .with(Dialect.STANDARD.paging(Pagination.INDEX)),
                Clock.systemUTC())) {
      Listing listing =
          client.list(ResourceType.USER, Map.of(), each -> ids.add(each.id()), _ -> {}, journal);
      assertThat(listing).isEqualTo(new Listing("/Users", 45, 45, 3, true, null));
    }
    assertThat(journal.continued).isZero();
  }

  /// A listing whose source answers so many pages and then nothing of use.
  private void cutOff(Pagination by, Function<Request, Reply> answers, int pages) {
    ScimFailure failure =
        catchThrowableOfType(
            ScimFailure.class,
            () ->
                list(
                    by,
                    request ->
                        requests.size() > pages ? Reply.error(500, "no") : answers.apply(request)));
    assertThat(failure).isNotNull();
  }

  private Listing list(Pagination by, Function<Request, Reply> answers) {
    ids.clear();
    try (var server = new ProviderDouble(request -> answers.apply(request))) {
      requests = server.requests;
      return client(server, by)
          .list(ResourceType.USER, Map.of(), each -> ids.add(each.id()), _ -> {}, journal);
    }
  }

  /// A client of its own: the process before is gone. Its types are where they usually are.
  private static ScimClient client(ProviderDouble server, Pagination by) {
    return new ScimClient(
        server.connection(
            new Dialect(
                by,
                Search.NEVER,
                Map.of(ResourceType.USER, new TypeDialect("/Users", null, null)),
                Dialect.STANDARD.quirks())),
        Clock.systemUTC());
  }

  private static Reply served(int total, Request request) {
    return request.parameter("cursor") == null
        ? ProviderDouble.users(total, request)
        : cursorPage(total, request);
  }

  private static Reply cursorPage(int total, Request request) {
    String cursor = request.parameter("cursor");
    int start = cursor == null || cursor.isEmpty() ? 1 : Integer.parseInt(cursor);
    int end = Math.min(start + 10, total + 1);
    String body = page(total, IntStream.range(start, end));
    return Reply.json(
        end > total ? body : body.replaceFirst("\\{", "{\"nextCursor\":\"" + end + "\","));
  }
}
