package dev.firebreak.ingest.usage;

import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.IdentityGraph.Writing;
import dev.firebreak.ingest.event.EventRefused;
import dev.firebreak.ingest.event.Notices;
import dev.firebreak.ingest.event.PushConfig;
import dev.firebreak.ingest.event.SecurityEventToken;
import dev.firebreak.ingest.event.TokenVerifier;
import dev.firebreak.ingest.usage.UsageImport.TargetsOf;
import dev.firebreak.ingest.usage.UsageRow.BadRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes the events of one pushed feed. Each counts once, however often it is delivered.
///
/// The feed covers the time from its first event, or from where it says so just before, until its
/// last: a heartbeat, such as the verification event of the Shared Signals Framework, is enough.
/// After a silence longer than its gap, and after an event that tells of a use and cannot be
/// understood, coverage begins anew. A use by an account, or of an entitlement, that no harvest has
/// brought yet waits for one ([PendingUses]).
public final class EventIntake {

  /// So long the names of the source are kept in memory.
  private static final Duration NAMES = Duration.ofMinutes(1);

  private static final Duration TRIM = Duration.ofHours(1);

  record Receive(String feed, String key, String stamp, Instant at) {}

  record State(boolean fresh, @Nullable ZonedDateTime from, @Nullable ZonedDateTime until) {}

  record Forget(String feed, Instant before) {}

  record Pushed(String feed, String source, String stamp, List<UseRow> rows) {}

  record Window(
      String feed,
      String source,
      List<String> covers,
      @Nullable Instant from,
      @Nullable Instant until) {}

  static final Query<Receive, State> RECEIVE =
      Query.write("ingest/receive-event", Receive.class, State.class);
  static final Query<Forget, None> FORGET =
      Query.write("ingest/forget-events", Forget.class, None.class);
  static final Query<Pushed, None> PUSHED =
      Query.write("ingest/pushed-uses", Pushed.class, None.class);
  static final Query<Window, None> WINDOW =
      Query.write("ingest/pushed-coverage", Window.class, None.class);

  private final IdentityGraph graph;
  private final Clock clock;
  private final UsageFeedConfig feed;
  private final PushConfig push;
  private final String id;
  private final String source;
  private final TokenVerifier verifier;
  private final PassiveUse.Test passive;
  private @Nullable UsageNames names;
  private Instant namesAt = Instant.EPOCH;
  private Instant trimmedAt = Instant.EPOCH;

  /// @throws IllegalArgumentException if the key of the feed cannot be read or used, or `feed` is
  ///   not one that is pushed
  public EventIntake(IdentityGraph graph, Clock clock, UsageFeedConfig feed) {
    if (feed.push() == null || feed.id() == null || feed.source() == null) {
      throw new IllegalArgumentException("this feed is read from files");
    }
    this.graph = graph;
    this.clock = clock;
    this.feed = feed;
    this.push = feed.push();
    this.id = feed.id();
    this.source = feed.source();
    this.verifier = new TokenVerifier(push);
    this.passive = feed.passes().test();
  }

  /// What a token came to.
  ///
  /// @param fresh whether it is the first delivery of it; a later one changes nothing
  /// @param uses how many uses it told of that the graph can hold
  /// @param notices how many resources it said have changed
  public record Received(boolean fresh, int uses, int notices) {}

  /// Takes a token in compact form. When this has returned, it need not be sent again.
  ///
  /// @throws EventRefused if it is not accepted; the graph is as it was, but for the coverage of a
  ///   feed whose own event cannot be understood
  public Received take(String token) {
    Instant now = clock.instant();
    SecurityEventToken verified = verifier.verify(token, now);
    PushedEvents said;
    List<String> covers;
    try {
      UsageNames known = names(now);
      said = PushedEvents.of(verified, source, known, push.signIn(), passive);
      covers = covers(known);
    } catch (BadRow e) {
      graph.apply(WINDOW, new Window(id, source, List.of(), null, null));
      throw new EventRefused(EventRefused.Code.INVALID_REQUEST, e.getMessage() + ".");
    }
    trim(now);
    String stamp = RunStamp.fresh();
    return graph.inOneTransaction(write -> {
      State state =
          write
              .apply(RECEIVE, new Receive(id, id + " " + verified.id(), stamp, now))
              .rows()
              .getFirst();
      if (!state.fresh()) {
        return new Received(false, 0, 0);
      }
      if (!said.uses().isEmpty()) {
        write.apply(PUSHED, new Pushed(id, source, stamp, said.uses()));
      }
      Notices.add(write, said.notices());
      Instant at = verified.issuedAt();
      if (PendingUses.keep(write, id, source, said.pending())) {
        heard(write, state, at, covers);
      } else {
        write.apply(WINDOW, new Window(id, source, List.of(), at, at));
      }
      return new Received(true, said.uses().size(), said.notices().size());
    });
  }

  private void heard(Writing write, State state, Instant at, List<String> covers) {
    Instant from = state.from() == null ? null : state.from().toInstant();
    Instant until = state.until() == null ? null : state.until().toInstant();
    if (from == null || until == null) {
      Instant declared = feed.from();
      from =
          declared != null && declared.isBefore(at) && !declared.plus(push.gap()).isBefore(at)
              ? declared
              : at;
      until = at;
    } else if (at.isAfter(until.plus(push.gap()))) {
      from = at;
      until = at;
    } else if (at.isAfter(until)) {
      until = at;
    }
    write.apply(
        WINDOW, new Window(id, source, from.isBefore(until) ? covers : List.of(), from, until));
  }

  /// The keys of the entitlements that the feed covers; one that is not there covers nothing.
  private List<String> covers(UsageNames known) {
    return feed.covered().contains("*") ? List.of("*") : known.allEntitlements(feed.covered());
  }

  private synchronized UsageNames names(Instant now) {
    if (names == null || namesAt.plus(NAMES).isBefore(now)) {
      names = new UsageNames(source, graph.ask(UsageImport.TARGETS, new TargetsOf(source)));
      namesAt = now;
    }
    return Objects.requireNonNull(names);
  }

  private synchronized void trim(Instant now) {
    if (trimmedAt.isBefore(now.minus(TRIM))) {
      graph.apply(FORGET, new Forget(id, now.minus(push.age()).minus(Duration.ofDays(1))));
      trimmedAt = now;
    }
  }
}
