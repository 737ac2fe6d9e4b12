package dev.firebreak.web.idempotency;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.config.LocalKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The requests that were sent with an `Idempotency-Key`, as `IdempotentRequest` nodes that outlive
/// a restart: what was begun, and how it was answered. Of the request only a fingerprint is kept,
/// made with a key that lies outside of the graph, since a body may hold a password.
///
/// A request is written down before it is carried out. One that has no answer therefore may have
/// been carried out, wholly or in part, and is never carried out again by itself.
public final class IdempotencyKeys {

  /// How long a key is remembered.
  public static final Duration KEPT = Duration.ofHours(24);

  /// The longest answer that is kept, in characters.
  static final int LONGEST = 256 * 1024;

  private static final Duration TIDY = Duration.ofMinutes(10);

  record Beginning(String id, String user, String fingerprint, Instant at, Instant until) {}

  record Row(
      boolean begun,
      String fingerprint,
      ZonedDateTime at,
      @Nullable ZonedDateTime endedAt,
      @Nullable Integer status,
      @Nullable String contentType,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String body) {}

  record Ending(
      String id,
      Instant at,
      int status,
      @Nullable String contentType,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String body) {}

  record Id(String id) {}

  record Until(Instant now) {}

  static final Query<Beginning, Row> BEGIN =
      Query.write("workflow/begin-idempotent-request", Beginning.class, Row.class);
  static final Query<Ending, None> END =
      Query.write("workflow/end-idempotent-request", Ending.class, None.class);
  static final Query<Id, None> FORGET =
      Query.write("workflow/forget-idempotent-request", Id.class, None.class);
  static final Query<Until, None> PRUNE =
      Query.write("workflow/prune-idempotent-requests", Until.class, None.class);

  private final IdentityGraph graph;
  private final LocalKey key;
  private final Clock clock;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private Instant tidied = Instant.MIN;

  public IdempotencyKeys(IdentityGraph graph, LocalKey key, Clock clock) {
    this.graph = graph;
    this.key = key;
    this.clock = clock;
  }

  /// An answer, as far as it is told again.
  ///
  /// @param body null where it is not kept, because it told a secret or is too long
  record Answer(
      int status,
      @Nullable String contentType,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String body) {}

  /// How a request stands.
  sealed interface Standing {}

  /// It is for the caller to carry out, who then says how it ended.
  ///
  /// @param id names the request
  record Begun(String id) implements Standing {}

  /// It is being carried out right now.
  record Running() implements Standing {}

  /// It was carried out.
  record Ended(Instant at, Answer answer) implements Standing {}

  /// It was begun, and nobody knows how it ended.
  record Unknown(Instant at) implements Standing {}

  /// The key was used for another request.
  record Other() implements Standing {}

  /// Begins a request, unless one with this key of this user is remembered.
  ///
  /// @param user the id of whoever sends it
  /// @param request all that makes it this request
  Standing begin(String user, String sentKey, byte[] request) {
    String id = hex("idempotency-id", (user + "\n" + sentKey).getBytes(StandardCharsets.UTF_8));
    String fingerprint = hex("idempotency-request", request);
    boolean mine = running.add(id);
    Standing standing = null;
    try {
      standing = mine ? written(id, user, fingerprint) : beside(id, user, fingerprint);
      return standing;
    } finally {
      if (mine && !(standing instanceof Begun)) {
        running.remove(id);
      }
    }
  }

  private Standing written(String id, String user, String fingerprint) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    tidy(now);
    Row row = row(id, user, fingerprint, now, now.plus(KEPT));
    if (row.begun()) {
      return new Begun(id);
    }
    if (!row.fingerprint().equals(fingerprint)) {
      return new Other();
    }
    ZonedDateTime ended = row.endedAt();
    Integer status = row.status();
    return ended == null || status == null
        ? new Unknown(row.at().toInstant())
        : new Ended(
            ended.toInstant(),
            new Answer(status, row.contentType(), row.location(), row.etag(), row.body()));
  }

  /// While another thread is at it: told apart by the body alone.
  private Standing beside(String id, String user, String fingerprint) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Row row = row(id, user, fingerprint, now, Instant.EPOCH);
    return row.begun() || row.fingerprint().equals(fingerprint) ? new Running() : new Other();
  }

  private Row row(String id, String user, String fingerprint, Instant at, Instant until) {
    return graph.apply(BEGIN, new Beginning(id, user, fingerprint, at, until)).rows().getFirst();
  }

  /// Keeps how a request was answered.
  void ended(String id, Answer answer) {
    try {
      graph.apply(
          END,
          new Ending(
              id,
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              answer.status(),
              answer.contentType(),
              answer.location(),
              answer.etag(),
              answer.body()));
    } finally {
      running.remove(id);
    }
  }

  /// Forgets a request that did nothing: the key may be used again.
  void didNothing(String id) {
    try {
      graph.apply(FORGET, new Id(id));
    } finally {
      running.remove(id);
    }
  }

  /// Leaves a request without an answer, as a server does that stops in the middle of it.
  void left(String id) {
    running.remove(id);
  }

  private synchronized void tidy(Instant now) {
    if (tidied.isBefore(now.minus(TIDY))) {
      tidied = now;
      graph.apply(PRUNE, new Until(now));
    }
  }

  private String hex(String purpose, byte[] from) {
    return HexFormat.of().formatHex(key.derive(purpose, from));
  }
}
