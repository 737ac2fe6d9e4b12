package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Calls about one resource by its id: whatever comes of them is an outcome.
final class SingleResources {
  private final Connection connection;
  private final Clock clock;
  private final Exchanges exchanges;
  private final Endpoints endpoints;

  SingleResources(Connection connection, Clock clock, Exchanges exchanges, Endpoints endpoints) {
    this.connection = connection;
    this.clock = clock;
    this.exchanges = exchanges;
    this.endpoints = endpoints;
  }

  ScimOutcome read(String endpoint, String id) {
    URI uri = asListed(endpoint, id);
    ScimOutcome outcome = outcome(() -> get(uri));
    return outcome instanceof ScimOutcome.NotFound && endpoints.moved(endpoint)
        ? outcome(() -> get(endpoint, id))
        : outcome;
  }

  ScimOutcome read(
      String endpoint, String id, Map<String, String> query, @Nullable String ifNoneMatch) {
    requireSendable(endpoint, id, ifNoneMatch);
    URI uri = address(endpoint, id, query);
    return outcome(() ->
        ifNoneMatch == null
            ? get(uri)
            : exchanges.readUnless(
                uri, ifNoneMatch, clock.instant().plus(connection.patience().callTime())));
  }

  ScimOutcome patch(String endpoint, String id, ObjectNode body, @Nullable String ifMatch) {
    requireSendable(endpoint, id, ifMatch);
    String refusal = connection.dialect().refusesPatch(endpoint);
    return refusal != null
        ? new ScimOutcome.Refused(405, null, refusal)
        : write(
            "PATCH",
            address(endpoint, id, Map.of()),
            connection.dialect().patch(body).toString(),
            ifMatch);
  }

  ScimOutcome put(String endpoint, String id, ObjectNode body, @Nullable String ifMatch) {
    requireSendable(endpoint, id, ifMatch);
    return write("PUT", address(endpoint, id, Map.of()), body.toString(), ifMatch);
  }

  ScimOutcome post(String endpoint, ObjectNode body) {
    URI place = Address.of(connection.baseUri(), endpoints.known(endpoint), Map.of());
    return write("POST", place, body.toString(), null);
  }

  ScimOutcome delete(String endpoint, String id, @Nullable String ifMatch) {
    requireSendable(endpoint, id, ifMatch);
    return write("DELETE", address(endpoint, id, Map.of()), null, ifMatch);
  }

  /// The answer itself.
  ///
  /// @throws ScimFailure when no whole answer came
  Answer get(String endpoint, String id) {
    return get(asListed(endpoint, id));
  }

  private Answer get(URI uri) {
    return exchanges.read(
        "GET", uri, null, false, clock.instant().plus(connection.patience().callTime()));
  }

  /// With the attributes that a listing would have.
  private URI asListed(String endpoint, String id) {
    return address(endpoint, id, connection.dialect().query(endpoint, false, Map.of()));
  }

  private URI address(String endpoint, String id, Map<String, String> query) {
    return Address.of(connection.baseUri(), endpoints.known(endpoint), id, query);
  }

  private void requireSendable(String endpoint, String id, @Nullable String version) {
    if (version != null && !version.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
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

  /// Sends a change once, when it is its turn.
  private ScimOutcome write(
      String method, URI uri, @Nullable String body, @Nullable String ifMatch) {
    return exchanges.hasTurn(method, uri)
        ? outcome(() -> exchanges.now(method, uri, body, ifMatch))
        : new ScimOutcome.Throttled(connection.patience().callTime());
  }

  private ScimOutcome outcome(Supplier<Answer> exchange) {
    try {
      return Outcomes.of(exchange.get(), connection.dialect(), clock.instant());
    } catch (ScimFailure failure) {
      String reason = String.valueOf(failure.getMessage());
      return failure.kind() == Kind.UNAUTHORIZED
          ? new ScimOutcome.Unauthorized(401, reason)
          : new ScimOutcome.Uncertain(reason);
    }
  }
}
