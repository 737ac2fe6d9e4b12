package dev.firebreak.web.user;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.Evidence.AccessDecided;
import dev.firebreak.remediation.evidence.Evidence.AccessDecided.Change;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.user.UserRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The keys of programs: `ApiKey` nodes of the graph database, which have no edges. A key is
/// `firebreak_` and 256 random bits; its SHA-256 is kept. What happens to one is evidence first.
public final class ApiKeys {

  /// What every key begins with, so that scanners for lost secrets find it.
  public static final String PREFIX = "firebreak_";

  /// So long a key is good at most.
  public static final int MOST_DAYS = 366;

  private static final int KEY_BYTES = 32;
  private static final int LONGEST_LABEL = 100;

  record Hash(String hash) {}

  record Row(
      String id,
      String hash,
      String owner,
      String ownerName,
      String label,
      List<String> scopes,
      ZonedDateTime createdAt,
      ZonedDateTime expiresAt,
      @Nullable ZonedDateTime revokedAt,
      @Nullable String revokedBy,
      @Nullable LocalDate lastUsed) {

    ApiKey key() {
      Set<Scope> held = EnumSet.noneOf(Scope.class);
      scopes.forEach(scope -> held.add(Scope.valueOf(scope)));
      return new ApiKey(
          id,
          hash,
          owner,
          ownerName,
          label,
          held,
          createdAt.toInstant(),
          expiresAt.toInstant(),
          revokedAt == null ? null : revokedAt.toInstant(),
          revokedBy,
          lastUsed);
    }
  }

  record Made(
      String id,
      String hash,
      String owner,
      String ownerName,
      String label,
      List<Scope> scopes,
      Instant createdAt,
      Instant expiresAt) {}

  record Revoked(String hash, Instant at, String by) {}

  record Used(String hash, LocalDate day) {}

  static final Query<None, Row> ALL = Query.read("workflow/api-keys", None.class, Row.class);
  static final Query<Hash, Row> ONE = Query.read("workflow/api-key", Hash.class, Row.class);
  static final Query<Made, None> ADD = Query.write("workflow/add-api-key", Made.class, None.class);
  static final Query<Revoked, None> REVOKE =
      Query.write("workflow/revoke-api-key", Revoked.class, None.class);
  static final Query<Used, None> USED =
      Query.write("workflow/api-key-used", Used.class, None.class);

  private final IdentityGraph graph;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final Function<Scope, Set<Role>> takes;

  /// @param takes which roles may do anything with a scope
  public ApiKeys(
      IdentityGraph graph, EvidenceLog evidence, Clock clock, Function<Scope, Set<Role>> takes) {
    this.takes = takes;
    this.graph = graph;
    this.evidence = evidence;
    this.clock = clock;
  }

  /// A key that was made just now.
  ///
  /// @param secret what a program sends; shown once and kept nowhere
  public record Fresh(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Fresh[" + key + "]";
    }
  }

  /// All of them, the newest first.
  public List<ApiKey> all() {
    return graph.ask(ALL, None.NONE).stream().map(Row::key).toList();
  }

  /// The key that a program sent, if it opens anything now. Notes the day.
  public Optional<ApiKey> sent(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Optional<ApiKey> key =
        graph.ask(ONE, new Hash(hash(secret))).stream()
            .findFirst()
            .map(Row::key)
            .filter(each -> each.isGood(clock.instant()));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    key.filter(each -> !today.equals(each.lastUsed()))
        .ifPresent(each -> graph.apply(USED, new Used(each.hash(), today)));
    return key;
  }

  /// Makes a key for its owner.
  ///
  /// @param label what it is for
  /// @param days how long it is good, 1 to [#MOST_DAYS]
  /// @throws UserRefused if it cannot be so
  public Fresh make(User owner, String label, Set<Scope> scopes, int days) {
    String said = label.strip();
    if (said.isEmpty() || said.length() > LONGEST_LABEL) {
      throw new UserRefused(
          Reason.NOT_UNDERSTOOD,
          "Say what the key is for, in %d characters or less.".formatted(LONGEST_LABEL));
    }
    if (scopes.isEmpty()) {
      throw new UserRefused(
          Reason.NOT_UNDERSTOOD,
          "A key without a scope opens nothing. Scopes are %s."
              .formatted(Scope.words(Set.of(Scope.values()))));
    }
    scopes.stream().sorted().forEach(scope -> requireOfUse(scope, owner));
    if (days < 1 || days > MOST_DAYS) {
      throw new UserRefused(
          Reason.NOT_UNDERSTOOD, "A key is good for 1 to %d days.".formatted(MOST_DAYS));
    }
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String hash = hash(secret);
    ApiKey key =
        new ApiKey(
            "K-" + hash.substring(0, 8),
            hash,
            owner.id(),
            owner.userName(),
            said,
            scopes,
            now,
            now.plus(Duration.ofDays(days)),
            null,
            null,
            null);
    evidence.append(
        new AccessDecided(
            owner.userName(),
            Change.KEY_CREATED,
            "%s, for %s, good until %s".formatted(key.id(), Scope.words(scopes), key.expiresAt()),
            owner.userName()));
    graph.apply(
        ADD,
        new Made(
            key.id(),
            hash,
            key.owner(),
            key.ownerName(),
            said,
            scopes.stream().sorted().toList(),
            now,
            key.expiresAt()));
    return new Fresh(key, secret);
  }

  private void requireOfUse(Scope scope, User owner) {
    Set<Role> roles = takes.apply(scope);
    if (roles.stream().noneMatch(owner::is)) {
      throw new UserRefused(
          Reason.NOT_UNDERSTOOD,
          "A key does no more than its owner may: the scope %s takes %s %s, and you have %s. Leave it out, or ask an administrator for a role."
              .formatted(
                  scope.word(),
                  roles.size() == 1 ? "the role" : "one of the roles",
                  Role.words(roles),
                  owner.roles().isEmpty() ? "none" : Role.words(owner.roles())));
    }
  }

  /// Ends a key, at the next request.
  ///
  /// @param id names it
  /// @param by who ends it: its owner, or an administrator
  /// @throws UserRefused if there is none that this person may end
  public void revoke(String id, User by) {
    ApiKey key =
        all().stream()
            .filter(each -> each.id().equals(id))
            .filter(each -> by.is(Role.ADMIN) || each.owner().equals(by.id()))
            .findFirst()
            .orElseThrow(
                () -> new UserRefused(Reason.NO_SUCH_USER, "You have no key %s.".formatted(id)));
    if (key.revokedAt() != null) {
      return;
    }
    evidence.append(
        new AccessDecided(key.ownerName(), Change.KEY_REVOKED, key.id(), by.userName()));
    graph.apply(REVOKE, new Revoked(key.hash(), clock.instant(), by.userName()));
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
