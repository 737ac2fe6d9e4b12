package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A whole answer, within the bounds, and what it can be read as.
final class Answer {
  private static final int MAX_DETAIL = 300;

  private final Call call;
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Duration took;
  private final UnaryOperator<String> redact;

  /// @param headers found whatever the case of their names
  /// @param body the whole body, unpacked
  /// @param redact takes the secrets of this connection out of a text
  Answer(
      Call call,
      int status,
      Map<String, String> headers,
      byte[] body,
      Duration took,
      UnaryOperator<String> redact) {
    this.call = call;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.took = took;
    this.redact = redact;
  }

  int status() {
    return status;
  }

  boolean succeeded() {
    return status() / 100 == 2;
  }

  byte[] body() {
    return body;
  }

  Duration took() {
    return took;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Nullable Duration retryAfter(Instant now) {
    return header("Retry-After").map(text -> RetryAfter.parse(text, now)).orElse(null);
  }

  /// Where a redirect points to, without the path and query, which may hold a token.
  String redirectTarget() {
    return header("Location").flatMap(Answer::origin).map(this::clean).orElse("another address");
  }

  /// @param now from when the date of a `Retry-After` is counted
  /// @throws ScimFailure when this is no 2xx, saying what to do
  void requireSuccess(Instant now) {
    if (succeeded()) {
      return;
    }
    int status = status();
    String said = "answered " + status + " (" + detail() + ")";
    if (status == 401 || status == 403) {
      throw failure(
          Kind.UNAUTHORIZED, said + "; check the token of this source and what it may read");
    }
    if (status == 429) {
      Duration wait = retryAfter(now);
      throw failure(
          Kind.THROTTLED,
          said + "; try again " + (wait == null ? "later" : "in " + wait.toSeconds() + " s"));
    }
    if (status / 100 == 3) {
      throw failure(
          Kind.REFUSED,
          "redirects to "
              + redirectTarget()
              + ", and redirects are never followed; put the final address into the base URL");
    }
    throw failure(
        Kind.REFUSED,
        said
            + (status / 100 == 5
                ? "; look at the service provider's log"
                : "; check the endpoint and its query"));
  }

  /// The body as JSON, whatever it is.
  ///
  /// @throws ScimFailure when the body is no JSON object or array
  JsonNode json() {
    if (firstCharacter() != '[') {
      return resource().body();
    }
    try {
      return ScimJson.MAPPER.readTree(body());
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /// The resource that is the body.
  ///
  /// @throws ScimFailure when the body is anything else
  ScimResource resource() {
    requireJson();
    try {
      if (ScimJson.MAPPER.readTree(body()) instanceof ObjectNode object) {
        return new ScimResource(object);
      }
    } catch (JacksonException e) {
      throw unreadable(e);
    }
    throw notScim("JSON that is no object");
  }

  /// @throws ScimFailure NOT_SCIM, when the body cannot be a JSON object
  void requireJson() {
    if (body().length == 0) {
      throw notScim("an empty body");
    }
    if (header("Content-Encoding")
        .filter(coding -> !coding.strip().matches("(?i)identity|(x-)?gzip"))
        .isPresent()) {
      throw notScim("a body compressed in a way that was not asked for");
    }
    if (isHtml() || firstCharacter() != '{') {
      throw notScim(kindOfBody());
    }
  }

  /// What a parser's complaint means. The text of the body is kept out of it.
  ScimFailure unreadable(JacksonException cause) {
    if (cause instanceof UnexpectedEndOfInputException) {
      return failure(
          Kind.TRUNCATED,
          "answered JSON that stops in its middle, after %d bytes; try again, then look at the proxies in between"
              .formatted(body().length));
    }
    return failure(
        cause instanceof StreamConstraintsException ? Kind.TOO_LARGE : Kind.MALFORMED,
        "answered " + ScimJson.complaint(cause) + "; the service provider needs mending");
  }

  ScimFailure malformed(String what) {
    return failure(Kind.MALFORMED, "answered " + what + "; the service provider needs mending");
  }

  ScimFailure notScim(String what) {
    return failure(
        Kind.NOT_SCIM,
        "answered "
            + what
            + " instead of a SCIM message; check that the base URL is the SCIM root and that no login page answers");
  }

  ScimFailure failure(Kind kind, String what) {
    return call.failure(kind, what);
  }

  /// The error's keyword (RFC 7644 §3.12).
  @Nullable String scimType() {
    return error().flatMap(error -> error.text("scimType")).map(this::clean).orElse(null);
  }

  /// The service provider's own words about an error, or what came in their place.
  String detail() {
    Optional<ScimResource> error = error();
    return error
        .flatMap(said -> said.text("detail").or(() -> said.text("scimType")))
        .map(this::clean)
        .orElseGet(() ->
            error.isPresent() || body().length == 0
                ? "no explanation"
                : kindOfBody() + " in place of an explanation");
  }

  /// The body, if it is a JSON object, whatever the status.
  Optional<ScimResource> error() {
    try {
      JsonNode tree = body().length == 0 ? null : ScimJson.MAPPER.readTree(body());
      return tree instanceof ObjectNode object
          ? Optional.of(new ScimResource(object))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private String kindOfBody() {
    return header("Content-Type")
        .map(type -> clean(type.replaceFirst(";.*", "")))
        .filter(type -> !type.contains("json"))
        .orElse(isHtml() ? "text/html" : "text that is no JSON object");
  }

  private boolean isHtml() {
    return firstCharacter() == '<'
        || header("Content-Type").filter(type -> type.contains("html")).isPresent();
  }

  /// The first ASCII character that is neither a space nor behind a byte order mark; -1 without
  /// one.
  private int firstCharacter() {
    for (byte b : body()) {
      if (b > ' ') {
        return b;
      }
    }
    return -1;
  }

  /// Words of the service provider, short and without our secrets.
  String clean(String text) {
    String plain = redact.apply(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() <= MAX_DETAIL ? plain : plain.substring(0, MAX_DETAIL) + "…";
  }

  private static Optional<String> origin(String location) {
    try {
      URI uri = URI.create(location);
      return uri.getHost() == null
          ? Optional.empty()
          : Optional.of(
              uri.getScheme()
                  + "://"
                  + uri.getHost()
                  + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
