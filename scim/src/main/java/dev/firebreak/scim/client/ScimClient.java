package dev.firebreak.scim.client;

import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client of one SCIM service provider (RFC 7644). Safe for use by several threads.
///
/// [#capabilities] and [#list] throw [ScimFailure], since half of their answer is none. [#read],
/// [#patch] and [#delete] answer a [ScimOutcome] whatever happened on the way.
public final class ScimClient implements AutoCloseable {
  private static final String MEDIA_TYPE = "application/scim+json";

  private final Connection connection;
  private final Clock clock;
  private final Transport transport;
  private final Authorization authorization;

  /// Sends nothing yet.
  ///
  /// @param clock says when a token expires, and how far away the date of a `Retry-After` is
  public ScimClient(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
    this.transport = new Transport(connection);
    this.authorization = new Authorization(connection, transport, clock);
  }

  /// What the service provider says of itself (RFC 7644 §4); all unknown when it has no such page.
  ///
  /// @throws ScimFailure when there is no usable answer
  public CapabilityProfile capabilities() {
    Answer answer = get(Address.of(connection.baseUri(), "ServiceProviderConfig", Map.of()));
    if (answer.status() == 404 || answer.status() == 501) {
      return CapabilityProfile.UNKNOWN;
    }
    requireSuccess(answer);
    return CapabilityProfile.of(answer.resource());
  }

  /// Hands out every resource of an endpoint once, page after page (RFC 7644 §3.4.2.4).
  ///
  /// Service providers repeat pages, let them overlap, or promise more than they send: the listing
  /// then says that it is incomplete, and why. A missing endpoint is an incomplete listing too.
  ///
  /// @param endpoint such as `Users`
  /// @param query further parameters, such as `filter` or `attributes`; unencoded
  /// @param each is called on this thread, outside of any call's timeout; what it throws comes
  ///   through
  /// @throws ScimFailure when a page is no usable answer
  public Listing list(String endpoint, Map<String, String> query, Consumer<ScimResource> each) {
    var walk = new Walk(connection, endpoint, query, each);
    while (!walk.ended()) {
      Answer answer = get(walk.nextPage());
      if (answer.status() == 404) {
        walk.missing();
      } else {
        requireSuccess(answer);
        walk.read(answer);
      }
    }
    return walk.listing();
  }

  /// Reads one resource by its id (RFC 7644 §3.4.1).
  ///
  /// @throws ScimFailure MALFORMED, when the id cannot stand in an address; nothing was sent
  public ScimOutcome read(String endpoint, String id) {
    return outcome(
        "GET", Address.of(connection.baseUri(), endpoint, id), BodyPublishers.noBody(), null);
  }

  /// Patches one resource (RFC 7644 §3.5.2). Sent once; only a rejected token is renewed and tried
  /// again.
  ///
  /// @param ifMatch the version the resource must still have, as it was received; null for any
  /// @throws ScimFailure MALFORMED, when the id or version cannot be sent; nothing was sent
  public ScimOutcome patch(
      String endpoint, String id, PatchRequest request, @Nullable String ifMatch) {
    requireSendable(endpoint, id, ifMatch);
    return outcome(
        "PATCH",
        Address.of(connection.baseUri(), endpoint, id),
        BodyPublishers.ofString(request.toJson().toString()),
        ifMatch);
  }

  /// Deletes one resource (RFC 7644 §3.6). Sent once; only a rejected token is renewed and tried
  /// again.
  ///
  /// @param ifMatch the version the resource must still have, as it was received; null for any
  /// @throws ScimFailure MALFORMED, when the id or version cannot be sent; nothing was sent
  public ScimOutcome delete(String endpoint, String id, @Nullable String ifMatch) {
    requireSendable(endpoint, id, ifMatch);
    return outcome(
        "DELETE", Address.of(connection.baseUri(), endpoint, id), BodyPublishers.noBody(), ifMatch);
  }

  private void requireSendable(String endpoint, String id, @Nullable String ifMatch) {
    if (ifMatch != null && !ifMatch.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new ScimFailure(
          Kind.MALFORMED,
          connection.name()
              + ": the version of "
              + endpoint
              + "/"
              + id
              + " cannot stand in If-Match, so nothing was sent");
    }
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    transport.close();
  }

  private ScimOutcome outcome(
      String method, URI uri, BodyPublisher body, @Nullable String ifMatch) {
    try {
      return outcome(exchange(method, uri, body, ifMatch));
    } catch (ScimFailure failure) {
      String reason = String.valueOf(failure.getMessage());
      return failure.kind() == Kind.UNAUTHORIZED
          ? new ScimOutcome.Unauthorized(401, reason)
          : new ScimOutcome.Uncertain(reason);
    }
  }

  private ScimOutcome outcome(Answer answer) {
    int status = answer.status();
    return switch (status) {
      case 202 -> new ScimOutcome.Pending(answer.header("Set-Txn").orElse(null));
      case 401, 403 -> new ScimOutcome.Unauthorized(status, answer.detail());
      case 404 -> new ScimOutcome.NotFound(answer.detail());
      case 409, 412 -> new ScimOutcome.PreconditionFailed(answer.detail());
      case 429 -> new ScimOutcome.Throttled(answer.retryAfter(clock.instant()));
      case 501 -> new ScimOutcome.Refused(status, answer.scimType(), answer.detail());
      default ->
          switch (status / 100) {
            case 2 ->
                new ScimOutcome.Ok(
                    status,
                    answer.body().length == 0 ? null : answer.resource(),
                    answer.header("ETag").orElse(null),
                    answer.took());
            case 3 ->
                new ScimOutcome.Refused(
                    status, null, "redirects to " + answer.redirectTarget() + "; not followed");
            case 4 -> new ScimOutcome.Refused(status, answer.scimType(), answer.detail());
            default ->
                throw answer.failure(
                    Kind.REFUSED, "answered " + status + " (" + answer.detail() + ")");
          };
    };
  }

  private Answer get(URI uri) {
    return exchange("GET", uri, BodyPublishers.noBody(), null);
  }

  private Answer exchange(String method, URI uri, BodyPublisher body, @Nullable String ifMatch) {
    var call = new Call(connection.name(), method, uri);
    String header = authorization.header();
    Answer answer = send(call, body, ifMatch, header);
    return answer.status() == 401 && authorization.forget(header)
        ? send(call, body, ifMatch, authorization.header())
        : answer;
  }

  private Answer send(
      Call call, BodyPublisher body, @Nullable String ifMatch, @Nullable String header) {
    var request =
        HttpRequest.newBuilder(call.uri())
            .method(call.method(), body)
            .header("Accept", MEDIA_TYPE + ", application/json")
            .header("User-Agent", "firebreak");
    if (call.method().equals("PATCH")) {
      request.header("Content-Type", MEDIA_TYPE);
    }
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    if (header != null) {
      request.header("Authorization", header);
    }
    return transport.send(call, request.build(), authorization::redact);
  }

  private void requireSuccess(Answer answer) {
    if (answer.succeeded()) {
      return;
    }
    int status = answer.status();
    String said = "answered " + status + " (" + answer.detail() + ")";
    if (status == 401 || status == 403) {
      throw answer.failure(
          Kind.UNAUTHORIZED, said + "; check the token of this source and what it may read");
    }
    if (status == 429) {
      Duration wait = answer.retryAfter(clock.instant());
      throw answer.failure(
          Kind.THROTTLED,
          said + "; try again " + (wait == null ? "later" : "in " + wait.toSeconds() + " s"));
    }
    if (status / 100 == 3) {
      throw answer.failure(
          Kind.REFUSED,
          "redirects to "
              + answer.redirectTarget()
              + ", and redirects are never followed; put the final address into the base URL");
    }
    throw answer.failure(
        Kind.REFUSED,
        said
            + (status / 100 == 5
                ? "; look at the service provider's log"
                : "; check the endpoint and its query"));
  }
}
