package dev.firebreak.scim.client;

import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads whole endpoints of one service provider, page after page.
final class Listings {

  /// Characters of an address that every server and proxy takes.
  private static final int LONGEST_GET = 4_000;

  private final Connection connection;
  private final Clock clock;
  private final Exchanges exchanges;
  private final Endpoints endpoints;
  private final SingleResources single;

  /// What was last heard of its pages, or null before.
  private volatile @Nullable PaginationClaim pages;

  Listings(
      Connection connection,
      Clock clock,
      Exchanges exchanges,
      Endpoints endpoints,
      SingleResources single) {
    this.connection = connection;
    this.clock = clock;
    this.exchanges = exchanges;
    this.endpoints = endpoints;
    this.single = single;
  }

  /// Takes note of what the service provider says of its pages.
  void claims(PaginationClaim claim) {
    pages = claim;
  }

  /// See [ScimClient#list(String, Map, Consumer, Consumer)].
  Listing of(
      String endpoint,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar) {
    return list(endpoint, endpoints.known(endpoint), query, each, soFar, ListingJournal.NONE);
  }

  /// See [ScimClient#list(ResourceType, Map, Consumer, Consumer, ListingJournal)].
  Listing of(
      ResourceType type,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar,
      ListingJournal journal) {
    String place = endpoints.of(type);
    if (place == null) {
      endpoints.doubt();
      return new Listing(type.endpoint(), 0, null, 0, false, endpoints.refusal(type));
    }
    Listing listing = list(type.endpoint(), place, query, each, soFar, journal);
    if (!listing.complete()) {
      endpoints.doubt();
    }
    return listing;
  }

  /// @param endpoint the usual one
  /// @param place where it is
  private Listing list(
      String endpoint,
      String place,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar,
      ListingJournal journal) {
    var secrets = new TreeMap<String, Integer>();
    Consumer<String> dropped = attribute -> secrets.merge(attribute, 1, Integer::sum);
    var whole = connection.dialect().completing(endpoint, new Further(dropped));
    Listing listing =
        every(endpoint, place, query, whole, each, secrets, dropped, soFar, journal)
            .without(secrets);
    String doubt =
        listing.complete() ? connection.dialect().doubt(endpoint, listing.distinct()) : null;
    if (doubt == null) {
      return listing;
    }
    journal.forget(doubt);
    return listing.doubted(
        "%s: %s is not read completely: %s".formatted(connection.name(), endpoint, doubt));
  }

  /// Every resource of an endpoint as it is listed.
  private Listing every(
      String endpoint,
      String place,
      Map<String, String> query,
      UnaryOperator<ScimResource> whole,
      Consumer<ScimResource> each,
      Map<String, Integer> secrets,
      Consumer<String> dropped,
      Consumer<Listing> soFar,
      ListingJournal journal) {
    Dialect dialect = connection.dialect();
    Pagination by = pagination();
    PaginationClaim claim = pages;
    Integer most = claim == null ? null : claim.maxPageSize();
    int wanted = dialect.count(connection.pageSize());
    int count = most == null ? wanted : Math.min(most, wanted);
    Map<String, String> asked = dialect.query(endpoint, true, query);
    journal.begin("%s %s %d %s".formatted(by, place, count, new TreeMap<>(asked)));
    Supplier<Walk> fresh =
        () ->
            new Walk(
                connection.name(),
                endpoint,
                asked,
                by,
                count,
                resource -> whole.apply(dialect.received(resource, dropped)),
                each,
                journal,
                () -> secrets);
    boolean complete = false;
    try {
      Duration allowed = connection.patience().listingTime();
      Instant until = clock.instant().plus(allowed);
      Walk walk =
          new Resumption(
                  journal, secrets, clock, allowed, parameters -> page(place, parameters, until))
              .walk(fresh, soFar);
      complete = walk.listing().complete();
      if (!complete && !walk.mayGoOn()) {
        journal.forget("the listing itself is in doubt");
      }
      return walk.listing();
    } finally {
      pages = complete ? pages : null;
    }
  }

  /// What a quirk asks for besides.
  private final class Further implements Quirk.Ask {
    private final Consumer<String> dropped;

    private Further(Consumer<String> dropped) {
      this.dropped = dropped;
    }

    @Override
    public ScimResource read(ResourceType type, String id) {
      Answer answer = single.get(type.endpoint(), id);
      answer.requireSuccess(clock.instant());
      return connection.dialect().received(answer.resource(), dropped);
    }

    @Override
    public List<ScimResource> all(ResourceType type, Map<String, String> query) {
      var found = new ArrayList<ScimResource>();
      String endpoint = type.endpoint();
      Listing listing =
          every(
              endpoint,
              endpoints.known(endpoint),
              query,
              UnaryOperator.identity(),
              found::add,
              Map.of(),
              dropped,
              _ -> {},
              ListingJournal.NONE);
      if (listing.problem() != null) {
        throw new ScimFailure(Kind.REFUSED, listing.problem());
      }
      return found;
    }
  }

  /// How pages are asked for. A service provider that does not say, for whatever reason, is asked
  /// by index; that it stumbles over the question is not held against it.
  private Pagination pagination() {
    Pagination chosen = connection.dialect().paging();
    if (chosen != Pagination.AUTO) {
      return chosen;
    }
    PaginationClaim claim = pages;
    if (claim == null) {
      claim = claimed();
      pages = claim;
    }
    return claim.best();
  }

  private PaginationClaim claimed() {
    URI uri = Address.of(connection.baseUri(), connection.dialect().configPage(), Map.of());
    try {
      Answer answer = exchanges.once("GET", uri, null, null);
      return answer.succeeded() ? PaginationClaim.of(answer.resource()) : PaginationClaim.UNKNOWN;
    } catch (ScimFailure failure) {
      return PaginationClaim.UNKNOWN;
    }
  }

  private Answer page(String endpoint, Map<String, String> parameters, Instant until) {
    URI uri = Address.of(connection.baseUri(), endpoint, parameters);
    boolean post =
        switch (connection.dialect().search()) {
          case NEVER -> false;
          case LONG -> uri.toString().length() > LONGEST_GET;
          case ALWAYS -> true;
        };
    return post
        ? exchanges.read(
            "POST",
            Address.of(connection.baseUri(), endpoint + "/.search", Map.of()),
            SearchRequest.of(parameters),
            true,
            until)
        : exchanges.read("GET", uri, null, true, until);
  }
}
