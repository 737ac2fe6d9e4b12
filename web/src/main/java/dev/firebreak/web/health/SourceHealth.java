package dev.firebreak.web.health;

import dev.firebreak.ingest.schema.SchemaWatch;
import dev.firebreak.ingest.source.SourceOwner;
import dev.firebreak.scim.client.CallEnd;
import dev.firebreak.scim.client.Circuit;
import dev.firebreak.scim.client.Credential;
import dev.firebreak.web.meter.CallFigures;
import dev.firebreak.web.work.Schedules.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well one source is. What is not known is null, never 0.
///
/// @param owner who answers for it; null while the configuration names nobody
/// @param calls the last thousand calls since the server started
/// @param circuit whether it is called at all; null while it was not called
/// @param lastAt when its last harvest began; null while it was never harvested
/// @param completeAt when its last complete harvest ended; null while none was complete
/// @param completeAge how long ago that is
/// @param plan when it is harvested next
/// @param expiries the credentials whose end is known, the first to end first
/// @param credentialsProblem why its credentials cannot be read; null when they can
/// @param schema what it says of its schemas and how that changed; null while it said nothing
/// @param usage what usage feeds cover of it
/// @param warnings what somebody should do something about, each a sentence
public record SourceHealth(
    String source,
    String name,
    @Nullable SourceOwner owner,
    CallFigures calls,
    @Nullable Circuit circuit,
    @Nullable Instant lastAt,
    @Nullable Instant completeAt,
    @Nullable Duration completeAge,
    @Nullable Plan plan,
    List<Expiry> expiries,
    @Nullable String credentialsProblem,
    SchemaWatch.@Nullable Known schema,
    List<Coverage> usage,
    List<String> warnings) {

  /// From when until when a usage feed tells of every use.
  ///
  /// @param whole whether of all entitlements, or of `entitlements`
  /// @param feed the id of a pushed feed; null for one that is read from files
  /// @param waiting how many pushed uses wait for the harvest that brings whom or what they name
  public record Coverage(
      @Nullable Instant from,
      @Nullable Instant until,
      boolean whole,
      long entitlements,
      @Nullable String feed,
      long waiting) {}

  /// When a credential ends.
  ///
  /// @param what it is, in words
  /// @param renewed whether another one is asked for before
  /// @param state how near that is
  public record Expiry(String what, Instant at, boolean renewed, State state) {

    /// How near the end is.
    public enum State {
      GOOD,
      SOON,
      OVER
    }

    static Expiry of(Credential credential, Instant now, Duration ahead) {
      State state =
          !now.isBefore(credential.expiresAt())
              ? State.OVER
              : now.plus(ahead).isAfter(credential.expiresAt()) && !credential.renewed()
                  ? State.SOON
                  : State.GOOD;
      return new Expiry(
          switch (credential.kind()) {
            case TOKEN -> "bearer token";
            case ACCESS_TOKEN -> "access token";
            case CERTIFICATE -> "client certificate";
          },
          credential.expiresAt(),
          credential.renewed(),
          state);
    }
  }

  /// How many calls came to something.
  ///
  /// @param share of all, 0 to 1
  public record EndLine(String what, boolean good, int calls, double share) {}

  /// What the calls came to, those that came to something good first.
  public List<EndLine> ends() {
    return calls.ends().entrySet().stream()
        .map(end ->
            new EndLine(
                words(end.getKey()),
                end.getKey().good(),
                end.getValue(),
                (double) end.getValue() / calls.calls()))
        .toList();
  }

  /// How many of the calls came to something good.
  public int good() {
    return calls.ends().entrySet().stream()
        .filter(end -> end.getKey().good())
        .mapToInt(end -> end.getValue())
        .sum();
  }

  private static String words(CallEnd end) {
    return switch (end) {
      case ANSWERED -> "answered";
      case THROTTLED -> "throttled (429)";
      case UNAUTHORIZED -> "not let in (401, 403)";
      case REFUSED -> "refused (other 4xx)";
      case SERVER_ERROR -> "failed there (5xx)";
      case UNREACHABLE -> "no connection";
      case TIMEOUT -> "no answer in time";
      case UNUSABLE -> "unusable answer";
    };
  }
}
