package dev.firebreak.scim.client;

import dev.firebreak.scim.patch.PatchRequest;
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
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A client of one SCIM service provider (RFC 7644). Safe for use by several threads.
///
/// [#capabilities], [#discover] and [#list] throw [ScimFailure], since half of their answer is
/// none. [#read], [#patch] and [#delete] answer a [ScimOutcome] whatever happened on the way.
public final class ScimClient implements AutoCloseable {
  /// Characters of an address that every server and proxy takes.
  private static final int LONGEST_GET = 4_000;

  private final Connection connection;
  private final Clock clock;
  private final Exchanges exchanges;
  private final Endpoints endpoints;
  private final SingleResources single;

  /// What was last heard of its pages, or null before.
  private volatile @Nullable PaginationClaim pages;

  /// Sends nothing yet.
  ///
  /// @param clock says when a token expires, and how far away the date of a `Retry-After` is
  public ScimClient(Connection connection, Clock clock) {
    this(connection, clock, CallObserver.NONE);
  }

  /// Sends nothing yet.
  ///
  /// @param observer hears of every request
  public ScimClient(Connection connection, Clock clock, CallObserver observer) {
    this(connection, clock, null, new Random(), observer);
  }

  /// @param waiter how time passes; null to let it really pass
  /// @param random what waits are spread by
  ScimClient(Connection connection, Clock clock, @Nullable Waiter waiter, RandomGenerator random) {
    this(connection, clock, waiter, random, CallObserver.NONE);
  }

  ScimClient(
      Connection connection,
      Clock clock,
      @Nullable Waiter waiter,
      RandomGenerator random,
      CallObserver observer) {
    this.connection = connection;
    this.clock = clock;
    this.exchanges = new Exchanges(connection, clock, waiter, random, observer);
    this.endpoints = new Endpoints(connection, exchanges);
    this.single = new SingleResources(connection, clock, exchanges, endpoints);
  }

  /// Whether the source is called at all, or left alone for a while since too many calls failed.
  public Circuit circuit() {
    return exchanges.circuit();
  }

  /// What it signs in with, as far as it is known when that expires. Sends nothing.
  public List<Credential> credentials() {
    return exchanges.credentials();
  }

  /// What the service provider says of itself (RFC 7644 §4); all unknown when it has no such page.
  ///
  /// @throws ScimFailure when there is no usable answer
  public CapabilityClaim capabilities() {
    Answer answer = discover(connection.dialect().configPage());
    CapabilityClaim profile =
        answer == null ? CapabilityClaim.UNKNOWN : CapabilityClaim.of(answer.resource());
    pages = profile.pagination();
    return profile;
  }

  /// Reads all three discovery pages (RFC 7644 §4); those that the service provider does not have
  /// say nothing.
  ///
  /// @throws ScimFailure when one of them is no usable answer
  public Discovery discover() {
    CapabilityClaim capabilities = capabilities();
    Answer types = discover("ResourceTypes");
    Answer schemas = discover("Schemas");
    return new Discovery(
        capabilities,
        types == null ? List.of() : Discovery.types(types.json()),
        schemas == null ? List.of() : Discovery.schemas(schemas.json()));
  }

  /// Hands out every resource of an endpoint once, page after page, by index (RFC 7644 §3.4.2.4) or
  /// by cursor (RFC 9865), as [Dialect] says.
  ///
  /// Service providers repeat pages, let them overlap, forget their cursors, or promise more than
  /// they send: the listing then says that it is incomplete, and why. A missing endpoint is an
  /// incomplete listing too.
  ///
  /// @param endpoint such as `Users`; read where [Dialect] says that it is
  /// @param query further parameters, such as `filter` or `attributes`; unencoded
  /// @param each is called on this thread, outside of any call's timeout; what it throws comes
  ///   through
  /// @throws ScimFailure when a page is no usable answer
  public Listing list(String endpoint, Map<String, String> query, Consumer<ScimResource> each) {
    return list(endpoint, query, each, _ -> {});
  }

  /// The same, told page by page.
  ///
  /// @param soFar is called on this thread after each page, with what came until then
  /// @throws ScimFailure when a page is no usable answer
  public Listing list(
      String endpoint,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar) {
    return list(endpoint, endpoints.known(endpoint), query, each, soFar);
  }

  /// Hands out every resource of a type once, as above, from where [Dialect] says that it is, or
  /// else the service provider (RFC 7644 §4, `/ResourceTypes`), or else from its usual endpoint.
  ///
  /// @return incomplete without a request when the service provider serves no such type
  /// @throws ScimFailure when a page is no usable answer
  public Listing list(ResourceType type, Map<String, String> query, Consumer<ScimResource> each) {
    return list(type, query, each, _ -> {});
  }

  /// The same, told page by page.
  ///
  /// @param soFar is called on this thread after each page, with what came until then
  /// @throws ScimFailure when a page is no usable answer
  public Listing list(
      ResourceType type,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar) {
    String place = endpoints.of(type);
    if (place == null) {
      endpoints.doubt();
      return new Listing(type.endpoint(), 0, null, 0, false, endpoints.refusal(type));
    }
    Listing listing = list(type.endpoint(), place, query, each, soFar);
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
      Consumer<Listing> soFar) {
    var secrets = new TreeMap<String, Integer>();
    Consumer<String> dropped = attribute -> secrets.merge(attribute, 1, Integer::sum);
    var whole = connection.dialect().completing(endpoint, new Further(dropped));
    Listing listing =
        every(
                endpoint,
                place,
                query,
                resource -> each.accept(whole.apply(resource)),
                dropped,
                soFar)
            .without(secrets);
    String doubt =
        listing.complete() ? connection.dialect().doubt(endpoint, listing.distinct()) : null;
    return doubt == null
        ? listing
        : listing.doubted(
            "%s: %s is not read completely: %s".formatted(connection.name(), endpoint, doubt));
  }

  /// Every resource of an endpoint as it is listed.
  private Listing every(
      String endpoint,
      String place,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<String> dropped,
      Consumer<Listing> soFar) {
    Dialect dialect = connection.dialect();
    Pagination by = pagination();
    PaginationClaim claim = pages;
    Integer most = claim == null ? null : claim.maxPageSize();
    int count = dialect.count(connection.pageSize());
    var walk =
        new Walk(
            connection.name(),
            endpoint,
            dialect.query(endpoint, true, query),
            by,
            most == null ? count : Math.min(most, count),
            resource -> each.accept(dialect.received(resource, dropped)));
    boolean complete = false;
    try {
      walk(walk, place, soFar);
      complete = walk.listing().complete();
    } finally {
      pages = complete ? pages : null;
    }
    return walk.listing();
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
          every(endpoint, endpoints.known(endpoint), query, found::add, dropped, _ -> {});
      if (listing.problem() != null) {
        throw new ScimFailure(Kind.REFUSED, listing.problem());
      }
      return found;
    }
  }

  private void walk(Walk walk, String endpoint, Consumer<Listing> soFar) {
    Duration allowed = connection.patience().listingTime();
    Instant until = clock.instant().plus(allowed);
    while (!walk.ended()) {
      if (clock.instant().isAfter(until)) {
        walk.outOfTime(Seconds.of(allowed));
        return;
      }
      Answer answer = page(endpoint, walk.nextPage(), until);
      if (answer.status() == 404) {
        walk.missing();
      } else if (!walk.refused(answer)) {
        answer.requireSuccess(clock.instant());
        walk.read(answer);
        soFar.accept(walk.listing());
      }
    }
  }

  /// Reads one resource by its id (RFC 7644 §3.4.1).
  ///
  /// @throws ScimFailure MALFORMED, when the id cannot stand in an address; nothing was sent
  public ScimOutcome read(String endpoint, String id) {
    return single.read(endpoint, id);
  }

  /// Reads one resource with just these parameters, unless it is of a version still.
  ///
  /// @param query unencoded
  /// @param ifNoneMatch the version (RFC 7644 §3.14), as it was received, or null; while it is the
  ///   resource's, the outcome is a refusal with status 304
  public ScimOutcome read(
      String endpoint, String id, Map<String, String> query, @Nullable String ifNoneMatch) {
    return single.read(endpoint, id, query, ifNoneMatch);
  }

  /// Asks one query, as it stands, for one page. No quirk but the hiding of secrets is at work:
  /// this is for finding out what a service provider does.
  ///
  /// @throws ScimFailure when there is no usable answer; a refusal is one
  public ScimPage page(ResourceType type, Map<String, String> query) {
    String place = endpoints.of(type);
    URI uri = Address.of(connection.baseUri(), place == null ? type.endpoint() : place, query);
    return ScimPage.of(get(uri), connection.dialect());
  }

  /// Patches one resource (RFC 7644 §3.5.2). Sent once; only a rejected token is renewed and tried
  /// again.
  ///
  /// @param ifMatch the version the resource must still have, as it was received; null for any
  /// @throws ScimFailure MALFORMED, when the id or version cannot be sent; nothing was sent
  public ScimOutcome patch(
      String endpoint, String id, PatchRequest request, @Nullable String ifMatch) {
    return patch(endpoint, id, request.toJson(), ifMatch);
  }

  /// Patches one resource with a body in whatever form.
  ///
  /// @param body of the PATCH
  /// @param ifMatch the version the resource must still have, as it was received; null for any
  /// @throws ScimFailure MALFORMED, when the id or version cannot be sent; nothing was sent
  public ScimOutcome patch(String endpoint, String id, ObjectNode body, @Nullable String ifMatch) {
    return single.patch(endpoint, id, body, ifMatch);
  }

  /// Deletes one resource (RFC 7644 §3.6). Sent once; only a rejected token is renewed and tried
  /// again.
  ///
  /// @param ifMatch the version the resource must still have, as it was received; null for any
  /// @throws ScimFailure MALFORMED, when the id or version cannot be sent; nothing was sent
  public ScimOutcome delete(String endpoint, String id, @Nullable String ifMatch) {
    return single.delete(endpoint, id, ifMatch);
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    exchanges.close();
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

  private @Nullable Answer discover(String page) {
    Answer answer = get(Address.of(connection.baseUri(), page, Map.of()));
    if (answer.status() == 404 || answer.status() == 501) {
      return null;
    }
    answer.requireSuccess(clock.instant());
    return answer;
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

  private Answer get(URI uri) {
    return exchanges.read(
        "GET", uri, null, false, clock.instant().plus(connection.patience().callTime()));
  }
}
