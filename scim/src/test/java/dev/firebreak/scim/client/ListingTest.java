package dev.firebreak.scim.client;

import static dev.firebreak.scim.client.ProviderDouble.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

/// Page size is 10 throughout.
@Timeout(60)
class ListingTest {
  private final List<String> ids = new ArrayList<>();
  private List<Request> requests = List.of();

  @Test
  void everyResourceOfEveryPageIsHandedOutOnce() {
    Listing listing = list(request -> ProviderDouble.users(23, request));
    assertThat(listing).isEqualTo(new Listing("Users", 23, 23, 3, true, null));
    assertThat(ids).hasSize(23).doesNotHaveDuplicates();
    assertThat(requests).extracting(each -> each.number("startIndex")).containsExactly(1, 11, 21);
  }

  @Test
  void anEmptyEndpointIsComplete() {
    Listing listing = list(_ -> Reply.json("{\"totalResults\": 0}"));
    assertThat(listing).isEqualTo(new Listing("Users", 0, 0, 1, true, null));
  }

  @Test
  void aServiceProviderThatSendsShorterPagesThanAskedIsFollowedByWhatItSent() {
    Listing listing =
        list(request -> {
          int start = request.number("startIndex");
          return Reply.json(page(10, IntStream.range(start, Math.min(start + 3, 11))));
        });
    assertThat(listing).isEqualTo(new Listing("Users", 10, 10, 4, true, null));
  }

  @Test
  void aServiceProviderThatIgnoresStartIndexDoesNotTrapTheReader() {
    Listing listing = list(_ -> Reply.json(page(50, IntStream.range(0, 10))));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.distinct()).isEqualTo(10);
    assertThat(requests).hasSize(2);
    assertThat(listing.problem())
        .contains("hr: Users is not read completely")
        .contains("page 2 brought nothing new, with 10 of 50 resources seen");
  }

  @Test
  void overlappingPagesAreReadToTheEndWithoutDuplicates() {
    Listing listing =
        list(request -> {
          int start = request.number("startIndex");
          return Reply.json(
              page(25, IntStream.range(Math.max(1, start - 4), Math.min(start + 6, 26))));
        });
    assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    assertThat(listing.complete()).isTrue();
  }

  @Test
  void fewerResourcesThanPromisedAreAnIncompleteListing() {
    Listing listing =
        list(request ->
            Reply.json(
                request.number("startIndex") == 1
                    ? page(12, IntStream.range(0, 10))
                    : page(12, IntStream.empty())));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.promised()).isEqualTo(12);
    assertThat(listing.problem()).contains("12 resources were promised but 10 came");
  }

  @Test
  void aTotalThatFallsMeansThatSomethingMayHaveBeenSkipped() {
    Listing listing =
        list(request ->
            Reply.json(
                request.number("startIndex") == 1
                    ? page(15, IntStream.range(0, 10))
                    : page(14, IntStream.range(11, 15))));
    assertThat(listing.distinct()).isEqualTo(14);
    assertThat(listing.complete()).isFalse();
    assertThat(listing.problem()).contains("fell from 15 to 14");
  }

  @Test
  void aTotalThatGrowsIsFollowed() {
    Listing listing =
        list(request -> {
          int start = request.number("startIndex");
          return Reply.json(
              page(start == 1 ? 11 : 12, IntStream.range(start, Math.min(start + 10, 13))));
        });
    assertThat(listing).isEqualTo(new Listing("Users", 12, 12, 2, true, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "3.0", "\" 3 \"", "3"})
  void theTotalMayBeWrittenAsAString(String total) {
    Listing listing = list(_ -> Reply.json(page(total, IntStream.range(0, 3))));
    assertThat(listing).isEqualTo(new Listing("Users", 3, 3, 1, true, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"many\"", "-1", "{\"n\": [3]}", "1e99", "true"})
  void withoutAReadableTotalTheEmptyPageIsTheEnd(String total) {
    Listing listing =
        list(request ->
            Reply.json(
                request.number("startIndex") == 1
                    ? page(total, IntStream.range(0, 3))
                    : page(total, IntStream.empty())));
    assertThat(listing).isEqualTo(new Listing("Users", 3, null, 2, true, null));
  }

  @Test
  void aMissingEndpointIsSaidToBeMissing() {
    Listing listing = list(_ -> Reply.error(404, "no"));
    assertThat(listing.complete()).isFalse();
    assertThat(listing.pages()).isZero();
    assertThat(listing.problem()).contains("hr: Users").contains("the endpoint does not exist");
  }

  @Test
  void namesOfTheListResponseAreFoundInAnyCaseAndOrder() {
    Listing listing =
        list(_ ->
            Reply.json(
                "{\"x\": [[{}]], \"RESOURCES\": [{\"ID\": \"1\"}], \"y\": {\"Resources\": []}, \"totalresults\": 1}"));
    assertThat(listing).isEqualTo(new Listing("Users", 1, 1, 1, true, null));
  }

  @Test
  void resourcesWithoutIdAreHandedOutAndToldApart() {
    Listing listing =
        list(_ ->
            Reply.json(
                "{\"totalResults\": 2, \"Resources\": [{\"value\": \"a\"}, {\"value\": \"b\"}]}"));
    assertThat(listing.distinct()).isEqualTo(2);
  }

  @Test
  void queryValuesArriveAsTheyWereGiven() {
    String filter = "userName eq \"a&b+c %41 #é\"";
    try (var provider = new ProviderDouble(_ -> Reply.json(page(0, IntStream.empty())));
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      client.list("/Users", Map.of("filter", filter, "count", "999"), _ -> {});
      assertThat(provider.requests.getFirst().uri().getPath()).isEqualTo("/scim/v2/Users");
      assertThat(provider.requests.getFirst().uri().getQuery()).contains("filter=" + filter);
      assertThat(provider.requests.getFirst().uri().getRawQuery()).contains("%2Bc%20%2541%20%23");
      assertThat(provider.requests.getFirst().number("count")).isEqualTo(10);
      assertThat(provider.requests.getFirst().header("Accept-Encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void whatTheConsumerThrowsComesThrough() {
    assertThatThrownBy(
            () -> {
              try (var provider = new ProviderDouble(request -> ProviderDouble.users(3, request));
                  var client =
                      new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
                client.list(
                    "Users",
                    Map.of(),
                    _ -> {
                      throw new IllegalStateException("full");
                    });
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full");
  }

  private Listing list(Function<Request, Reply> answers) {
    try (var provider = new ProviderDouble(answers);
        var client = new ScimClient(provider.connection(new Auth.None()), Clock.systemUTC())) {
      requests = provider.requests;
      return client.list("Users", Map.of(), each -> ids.add(each.text("id").orElse("-")));
    }
  }
}
