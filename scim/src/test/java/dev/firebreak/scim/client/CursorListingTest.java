package dev.firebreak.scim.client;

import static dev.firebreak.scim.client.ProviderDouble.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages by cursor (RFC 9865). Page size is 10 throughout.
@Timeout(60)
class CursorListingTest {
  private static final Dialect BY_CURSOR = Dialect.STANDARD.paging(Pagination.CURSOR);

  private final List<String> ids = new ArrayList<>();
  private List<Request> requests = List.of();

  @Test
  void everyPageIsFoundByTheCursorOfTheOneBefore() {
    Listing listing = list(BY_CURSOR, request -> cursorPage(23, request));
    assertThat(listing).isEqualTo(new Listing("Users", 23, 23, 3, true, null));
    assertThat(ids).hasSize(23).doesNotHaveDuplicates();
    assertThat(requests)
        .extracting(each -> each.parameter("cursor"))
        .containsExactly("", "after 10 &=#%é", "after 20 &=#%é");
    assertThat(requests).allSatisfy(each -> assertThat(each.parameter("startIndex")).isNull());
    assertThat(requests).allSatisfy(each -> assertThat(each.number("count")).isEqualTo(10));
  }

  @Test
  void aNextCursorThatNobodyAskedForIsFollowedByCursor() {
    Listing listing =
        list(Dialect.STANDARD.paging(Pagination.INDEX), request -> cursorPage(23, request));
    assertThat(listing).isEqualTo(new Listing("Users", 23, 23, 3, true, null));
    assertThat(requests.getFirst().parameter("startIndex")).isEqualTo("1");
    assertThat(requests.get(1).parameter("startIndex")).isNull();
  }

  @Test
  void aServiceProviderThatIgnoresTheCursorIsFollowedByIndex() {
    Listing listing =
        list(
            BY_CURSOR,
            request ->
                request.parameter("startIndex") == null
                    ? Reply.json(page(23, IntStream.range(1, 11)))
                    : ProviderDouble.users(23, request));
    assertThat(listing).isEqualTo(new Listing("Users", 23, 23, 3, true, null));
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void aCursorThatComesAgainDoesNotTrapTheReader() {
    Listing listing =
        list(
            BY_CURSOR,
            request ->
                Reply.json(with("\"c\"", page(50, IntStream.range(ids.size(), ids.size() + 10)))));
    assertThat(requests).hasSize(2);
    assertThat(listing.complete()).isFalse();
    assertThat(listing.problem())
        .contains("page 2 leads back to an earlier page")
        .contains("20 of 50 resources seen");
  }

  @Test
  void aCursorThatExpiresTwiceIsAnIncompleteListing() {
    Listing listing =
        list(
            BY_CURSOR,
            request ->
                request.parameter("cursor").isEmpty()
                    ? cursorPage(23, request)
                    : refusal("expiredCursor"));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.distinct()).isEqualTo(10);
    assertThat(listing.problem())
        .isEqualTo(
            "hr: Users is not read completely: its cursor expired after 2 pages, and once more when it was begun anew; read it again,"
                + " with larger pages or a longer cursor timeout at the service provider");
  }

  @Test
  void aCursorThatExpiresOnceIsBegunAnewAndNothingComesTwice() {
    Listing listing =
        list(
            BY_CURSOR,
            request -> requests.size() == 3 ? refusal("expiredCursor") : cursorPage(23, request));
    assertThat(listing).isEqualTo(new Listing("Users", 43, 23, 23, 5, true, null, Map.of()));
    assertThat(ids).doesNotHaveDuplicates().hasSize(23);
    assertThat(requests.get(3).parameter("cursor")).isEmpty();
  }

  @Test
  void aListingBegunAnewMayRepeatMorePagesThanMayBringNothingNew() {
    Listing listing =
        list(
            BY_CURSOR,
            request ->
                requests.size() == 151 ? refusal("expiredCursor") : cursorPage(1600, request));
    assertThat(listing.problem()).isNull();
    assertThat(ids).doesNotHaveDuplicates().hasSize(1600);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalidCursor | refuses to page by cursor",
        "INVALIDCOUNT | refuses pages of 10 (invalidCount); lower page-size"
      })
  void aRefusedFirstPageSaysWhatToChange(String scimType, String what) {
    Listing listing = list(BY_CURSOR, _ -> refusal(scimType));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.problem()).contains(what);
  }

  @Test
  void aTotalThatFallsIsNoHarmByCursorButTooFewResourcesAre() {
    assertThat(
            list(
                    BY_CURSOR,
                    request ->
                        Reply.json(
                            request.parameter("cursor").isEmpty()
                                ? with("\"2\"", page(12, IntStream.range(0, 10)))
                                : page(11, IntStream.range(10, 11))))
                .complete())
        .isTrue();
    Listing few =
        list(
            BY_CURSOR,
            request ->
                Reply.json(
                    request.parameter("cursor").isEmpty()
                        ? with("\"2\"", page(13, IntStream.range(0, 10)))
                        : page(13, IntStream.range(10, 12))));
    assertThat(few.problem()).contains("13 resources were promised but 12 came");
  }

  @Test
  void withoutATotalTheMissingCursorIsTheEnd() {
    Listing listing =
        list(BY_CURSOR, _ -> Reply.json("{\"Resources\":[{\"id\":\"1\"}],\"nextCursor\":null}"));
    assertThat(listing).isEqualTo(new Listing("Users", 1, null, 1, true, null));
  }

  @Test
  void emptyPagesWithACursorAreWalkedOverButNotForEver() {
    Listing found =
        list(
            BY_CURSOR,
            request -> {
              int at = requests.size();
              return Reply.json(
                  at < 6
                      ? with("\"" + at + "\"", page(1, IntStream.empty()))
                      : page(1, IntStream.range(0, 1)));
            });
    assertThat(found).isEqualTo(new Listing("Users", 1, 1, 6, true, null));
    Listing endless =
        list(
            BY_CURSOR,
            request -> Reply.json(with("\"" + requests.size() + "\"", page(1, IntStream.empty()))));
    assertThat(endless.problem()).contains("100 pages in a row brought nothing new");
  }

  @Test
  void aCursorThatLooksLikeAnAddressIsOnlyEverAQueryValue() {
    try (var elsewhere = new ProviderDouble(_ -> Reply.json(page(0, IntStream.empty())))) {
      String trap = elsewhere.uri("/scim/v2/Users?cursor=x").toString();
      Listing listing =
          list(
              BY_CURSOR,
              request ->
                  Reply.json(
                      request.parameter("cursor").isEmpty()
                          ? with("\"" + trap + "\"", page(2, IntStream.range(0, 1)))
                          : page(2, IntStream.range(1, 2))));
      assertThat(listing.complete()).isTrue();
      assertThat(requests.get(1).parameter("cursor")).isEqualTo(trap);
      assertThat(elsewhere.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cursor\":true,\"index\":false} | CURSOR | 10",
        "{\"cursor\":true,\"index\":true} | CURSOR | 10",
        "{\"cursor\":true,\"index\":true,\"defaultPaginationMethod\":\"index\"} | INDEX | 10",
        "{\"cursor\":true,\"index\":true,\"defaultPaginationMethod\":\"cursor\"} | CURSOR | 10",
        "{\"cursor\":true,\"index\":false,\"defaultPaginationMethod\":\"index\"} | CURSOR | 10",
        "{\"cursor\":false,\"index\":true,\"maxPageSize\":5} | INDEX | 5",
        "{\"cursor\":true,\"maxPageSize\":\"7\"} | CURSOR | 7",
        "null | INDEX | 10",
        "\"yes\" | INDEX | 10"
      })
  void theServiceProviderSaysHowItsPagesAreAskedFor(String claim, Pagination by, int count) {
    list(
        Dialect.STANDARD,
        request ->
            request.uri().getPath().endsWith("/ServiceProviderConfig")
                ? Reply.json("{\"pagination\":" + claim + "}")
                : Reply.json(page(0, IntStream.empty())));
    assertThat(requests).hasSize(2);
    Request asked = requests.get(1);
    assertThat(asked.parameter("cursor")).isEqualTo(by == Pagination.CURSOR ? "" : null);
    assertThat(asked.parameter("startIndex")).isEqualTo(by == Pagination.CURSOR ? null : "1");
    assertThat(asked.number("count")).isEqualTo(count);
  }

  @Test
  void whoCannotSayIsAskedByIndexAndOnlyOnce() {
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().endsWith("/Users")
                    ? ProviderDouble.users(3, request)
                    : Reply.error(403, "not for you"));
        var client = new ScimClient(provider.connection(Dialect.STANDARD), Clock.systemUTC())) {
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(provider.requests)
          .extracting(each -> each.uri().getPath())
          .containsExactly("/scim/v2/ServiceProviderConfig", "/scim/v2/Users", "/scim/v2/Users");
    }
  }

  private static Reply refusal(String scimType) {
    return Reply.json("{\"status\":\"400\",\"scimType\":\"" + scimType + "\"}").as(400);
  }

  private static String with(String cursor, String page) {
    return page.replaceFirst("^\\{", "{\"nextCursor\":" + cursor + ",");
  }

  /// Users 1 to `total`, ten after each cursor.
  private static Reply cursorPage(int total, Request request) {
    String cursor = request.parameter("cursor");
    int start =
        cursor == null || cursor.isEmpty()
            ? 1
            : 1 + Integer.parseInt(cursor.replaceAll("[^0-9]", ""));
    int end = Math.min(start + 10, total + 1);
    String body = page(total, IntStream.range(start, end));
    return Reply.json(end > total ? body : with("\"after " + (end - 1) + " &=#%é\"", body));
  }

  private Listing list(Dialect dialect, Function<Request, Reply> answers) {
    ids.clear();
    try (var provider = new ProviderDouble(answers);
        var client = new ScimClient(provider.connection(dialect), Clock.systemUTC())) {
      requests = provider.requests;
      return client.list("Users", Map.of(), each -> ids.add(each.text("id").orElse("-")));
    }
  }
}
