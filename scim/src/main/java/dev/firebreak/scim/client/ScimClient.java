package dev.firebreak.scim.client;

import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A client of one SCIM service provider (RFC 7644). Safe for use by several threads.
///
/// [#capabilities], [#discover] and [#list] throw [ScimFailure], since half of their answer is
/// none. [#read], [#patch], [#put], [#post] and [#delete] answer a [ScimOutcome] whatever happened
/// on the way.
public final class ScimClient implements AutoCloseable {

  private final Connection connection;
  private final Clock clock;
  private final Exchanges exchanges;
  private final Endpoints endpoints;
  private final SingleResources single;
  private final Listings listings;

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
    this(connection, clock, new Exchanges(connection, clock, waiter, random, observer));
  }

  private ScimClient(Connection connection, Clock clock, Exchanges exchanges) {
    this.connection = connection;
    this.clock = clock;
    this.exchanges = exchanges;
    this.endpoints = new Endpoints(connection, exchanges);
    this.single = new SingleResources(connection, clock, exchanges, endpoints);
    this.listings = new Listings(connection, clock, exchanges, endpoints, single);
  }

  /// How the service provider is spoken to.
  public Dialect dialect() {
    return connection.dialect();
  }

  /// The same service provider, called with the same credentials and within the same bounds, but
  /// spoken to in another way. To close one is to close both.
  public ScimClient speaking(Dialect other) {
    return new ScimClient(connection.with(other), clock, exchanges);
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
    listings.claims(profile.pagination());
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
    return listings.of(endpoint, query, each, soFar);
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
    return list(type, query, each, soFar, ListingJournal.NONE);
  }

  /// The same, taken up where a journal ends, if that is sound: pages that were read are handed out
  /// from the journal and not asked for again. By index, the last of them must be at its place as
  /// it was; a cursor must still be known. Else the listing begins anew.
  ///
  /// @param journal has what an earlier listing read, and gets what this one reads
  /// @throws ScimFailure when a page is no usable answer
  public Listing list(
      ResourceType type,
      Map<String, String> query,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar,
      ListingJournal journal) {
    return listings.of(type, query, each, soFar, journal);
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

  /// Puts a whole resource in the place of one (RFC 7644 §3.5.1). Sent once; only a rejected token
  /// is renewed and tried again.
  ///
  /// @param ifMatch the version the resource must still have, as it was received; null for any
  /// @throws ScimFailure MALFORMED, when the id or version cannot be sent; nothing was sent
  public ScimOutcome put(String endpoint, String id, ObjectNode body, @Nullable String ifMatch) {
    return single.put(endpoint, id, body, ifMatch);
  }

  /// Makes a resource (RFC 7644 §3.3). Sent once; only a rejected token is renewed and tried again.
  public ScimOutcome post(String endpoint, ObjectNode body) {
    return single.post(endpoint, body);
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

  private @Nullable Answer discover(String page) {
    Answer answer = get(Address.of(connection.baseUri(), page, Map.of()));
    if (answer.status() == 404 || answer.status() == 501) {
      return null;
    }
    answer.requireSuccess(clock.instant());
    return answer;
  }

  private Answer get(URI uri) {
    return exchanges.read(
        "GET", uri, null, false, clock.instant().plus(connection.patience().callTime()));
  }
}
