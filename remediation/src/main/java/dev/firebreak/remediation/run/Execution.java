package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.Outcome;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.remediation.run.ReadBack.Shows;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import dev.firebreak.scim.client.ScimOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Carries out one change: look, write the intent down, send once, read back.
///
/// Only a source that says "too many requests" (429), and so has done nothing, is asked again, and
/// then from the look on.
final class Execution {

  private static final int MAX_LOOKS = 3;
  private static final int MAX_SENDS = 3;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Sender sender;
  private final WriteStrategy writes;
  private final Inspection inspection;
  private final ReadBack readBack;
  private final Clock clock;
  private final Waiter waiter;

  Execution(
      Sender sender,
      WriteStrategy writes,
      Inspection inspection,
      ReadBack readBack,
      Clock clock,
      Waiter waiter) {
    this.sender = sender;
    this.writes = writes;
    this.inspection = inspection;
    this.readBack = readBack;
    this.clock = clock;
    this.waiter = waiter;
  }

  /// What else is not to be sent after an outcome.
  enum Halt {
    NOTHING,
    /// No further change of the same kind to the same source.
    SAME_KIND,
    /// Nothing further to the same source.
    SOURCE,
    /// Nothing at all.
    RUN
  }

  /// How a change ended.
  ///
  /// @param version the version that the resource has now, as far as is known
  record Ended(
      Outcome.State state,
      @Nullable Integer status,
      @Nullable String version,
      String detail,
      long tookMillis,
      Halt halt) {

    static Ended before(Outcome.State state, String detail, Halt halt) {
      return new Ended(state, null, null, detail, 0, halt);
    }
  }

  private record Sent(PlannedChange change, Found.Clear found, long readAt, long sentAt) {}

  /// Carries it out.
  ///
  /// @param version what our own last change of this resource left behind, see [Inspection#look]
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if the intent cannot be written;
  ///   nothing was sent then
  Ended carryOut(
      Journal journal, PlannedChange change, Precondition before, @Nullable String version) {
    for (int sends = 0; sends < MAX_SENDS; sends++) {
      journal.show(change.id(), ItemState.CHECKING);
      switch (look(change, before, version)) {
        case Found.Done(var detail) -> {
          return Ended.before(Outcome.State.NOOP, detail, Halt.NOTHING);
        }
        case Found.Moved(var detail) -> {
          return Ended.before(Outcome.State.CONFLICT, detail, Halt.NOTHING);
        }
        case Found.Denied(var reason) -> {
          return Ended.before(
              Outcome.State.CANCELLED, "Not allowed: " + reason + ".", Halt.NOTHING);
        }
        case Found.Unreadable(var detail, var unauthorized) -> {
          return Ended.before(
              Outcome.State.CANCELLED,
              detail + " Nothing was sent.",
              unauthorized ? Halt.RUN : Halt.SOURCE);
        }
        case Found.Clear clear -> {
          WriteChoice choice = journal.run().plan().write(change);
          Optional<String> stale = writes.noLonger(change, choice, clear.live());
          if (stale.isPresent()) {
            return Ended.before(
                Outcome.State.CANCELLED, "Not allowed: " + stale.get() + ".", Halt.NOTHING);
          }
          long readAt = clock.millis();
          ScimWrite write = sender.write(change, choice.form(), clear.live());
          journal.append(intent(journal.run(), change, write, clear));
          Sent sent = new Sent(change, clear, readAt, clock.millis());
          ScimOutcome answer = sender.send(change, write, clear.live());
          if (!(answer instanceof ScimOutcome.Throttled(var after))) {
            journal.show(change.id(), ItemState.READING_BACK);
            return classify(sent, answer);
          }
          if (sends == MAX_SENDS - 1 || !waited(after)) {
            return throttled(sent);
          }
        }
      }
    }
    throw new AssertionError("every way through the loop returns at the latest in its last round");
  }

  private Found look(PlannedChange change, Precondition before, @Nullable String version) {
    Found found = inspection.look(change, before, version, UnaryOperator.identity());
    for (int looks = 1; looks < MAX_LOOKS; looks++) {
      boolean mayAnswerLater = found instanceof Found.Unreadable(_, boolean refused) && !refused;
      if (!mayAnswerLater || !waited(null)) {
        return found;
      }
      found = inspection.look(change, before, version, UnaryOperator.identity());
    }
    return found;
  }

  private static Evidence.Intent intent(
      Run run, PlannedChange change, ScimWrite write, Found.Clear found) {
    Live live = found.live();
    return new Evidence.Intent(
        run.id(),
        change.id(),
        run.plan().hash(),
        change.source(),
        change.resource().type(),
        change.resource().id(),
        write.method(),
        Sender.path(change),
        Sender.evidence(write),
        live.version(),
        guard(live),
        preImage(change, found));
  }

  /// What keeps a send off somebody's later decision, in words.
  static String guard(Live live) {
    return live.version() == null
        ? "Read again just before the send and compared by digest; the source has no versions, so a"
            + " change in between would not be noticed."
        : "If-Match " + live.version();
  }

  /// What a change touches, as it was read just before.
  static ObjectNode preImage(PlannedChange change, Found.Clear found) {
    Precondition now = Precondition.of(change, found.live(), found.values());
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    image.put("attribute", now.attribute());
    image.put("digest", now.digest());
    image.put("count", now.count());
    image.set("slice", now.slice());
    return image;
  }

  private Ended classify(Sent sent, ScimOutcome answer) {
    return switch (answer) {
      case ScimOutcome.Ok ok -> accepted(sent, ok.status());
      case ScimOutcome.Pending _ -> pending(sent);
      case ScimOutcome.Uncertain(var reason) -> uncertain(sent, reason);
      case ScimOutcome.PreconditionFailed(var detail) ->
          ended(
              sent,
              Outcome.State.CONFLICT,
              null,
              "Somebody was faster: the source refused the version that was read ("
                  + detail
                  + "). Their change stays.",
              Halt.NOTHING);
      case ScimOutcome.NotFound(var detail) -> notFound(sent, detail);
      case ScimOutcome.Refused(int status, _, var detail) ->
          ended(
              sent,
              Outcome.State.FAILED,
              status == 0 ? null : status,
              "The source refused it: " + detail,
              Halt.SAME_KIND);
      case ScimOutcome.Unauthorized(int status, var detail) ->
          ended(
              sent,
              Outcome.State.FAILED,
              status,
              "The source does not let us make this change: " + detail,
              Halt.RUN);
      case ScimOutcome.Throttled _ -> throttled(sent);
    };
  }

  private Ended accepted(Sent sent, int status) {
    return switch (readBack.after(sent.change(), sent.found().values())) {
      case Shows.Wished(var version, int others) ->
          verified(
              sent, status, version, "Read back from the source." + others(others) + window(sent));
      case Shows.Unchanged(var live) ->
          new Ended(
              Outcome.State.FAILED,
              status,
              live.version(),
              "The target accepted the change but did not apply it.",
              took(sent),
              Halt.SAME_KIND);
      case Shows.MoreThanAsked(var live, int lost) -> overApplied(sent, status, live, lost);
      case Shows.Gone _ -> vanished(sent, status);
      case Shows.Nothing(var detail) ->
          ended(
              sent,
              Outcome.State.UNKNOWN,
              status,
              "Accepted, but it could not be read back (" + detail + ").",
              Halt.SOURCE);
    };
  }

  private Ended pending(Sent sent) {
    return switch (readBack.after(sent.change(), sent.found().values())) {
      case Shows.Wished(var version, int others) ->
          verified(
              sent, 202, version, "Read back from the source." + others(others) + window(sent));
      case Shows.Unchanged _ ->
          ended(
              sent,
              Outcome.State.UNKNOWN,
              202,
              "The source took it to do later, and has not done it yet.",
              Halt.NOTHING);
      case Shows.MoreThanAsked(var live, int lost) -> overApplied(sent, 202, live, lost);
      case Shows.Gone _ -> vanished(sent, 202);
      case Shows.Nothing(var detail) ->
          ended(
              sent,
              Outcome.State.UNKNOWN,
              202,
              "The source took it to do later; it could not be read back (" + detail + ").",
              Halt.SOURCE);
    };
  }

  private Ended uncertain(Sent sent, String reason) {
    return switch (readBack.after(sent.change(), sent.found().values())) {
      case Shows.Wished(var version, int others) ->
          verified(
              sent,
              null,
              version,
              RunItem.UNCONFIRMED
                  + "no usable answer came ("
                  + reason
                  + "), but the source shows the change."
                  + others(others));
      case Shows.Unchanged _ ->
          ended(
              sent,
              Outcome.State.UNKNOWN,
              null,
              "No usable answer came ("
                  + reason
                  + "), and the source does not show the change. It was not sent again.",
              Halt.SOURCE);
      case Shows.MoreThanAsked(var live, int lost) -> overApplied(sent, null, live, lost);
      case Shows.Gone _ -> vanished(sent, null);
      case Shows.Nothing(var detail) ->
          ended(
              sent,
              Outcome.State.UNKNOWN,
              null,
              "No usable answer came (%s), and it could not be read back (%s). Look at %s."
                  .formatted(reason, detail, sent.change().resource()),
              Halt.SOURCE);
    };
  }

  private Ended notFound(Sent sent, String detail) {
    return switch (readBack.once(sent.change(), sent.found().values())) {
      case Shows.Wished _ when sent.change().takesResource() -> wentAway(sent);
      case Shows.Gone _ -> wentAway(sent);
      case Shows.Wished _, Shows.Unchanged _, Shows.MoreThanAsked _, Shows.Nothing _ ->
          ended(
              sent,
              Outcome.State.FAILED,
              404,
              "The source answered that there is no such resource: " + detail,
              Halt.SAME_KIND);
    };
  }

  private Ended wentAway(Sent sent) {
    return ended(
        sent,
        Outcome.State.NOOP,
        404,
        "The resource went away just before the change reached it.",
        Halt.NOTHING);
  }

  private Ended verified(
      Sent sent, @Nullable Integer status, @Nullable String version, String detail) {
    return new Ended(Outcome.State.VERIFIED, status, version, detail, took(sent), Halt.NOTHING);
  }

  private Ended overApplied(Sent sent, @Nullable Integer status, Live live, int lost) {
    return new Ended(
        Outcome.State.FAILED,
        status,
        live.version(),
        "More changed than was asked for: %d other values of %s are missing. The run was halted."
            .formatted(lost, sent.change().attribute()),
        took(sent),
        Halt.RUN);
  }

  private Ended vanished(Sent sent, @Nullable Integer status) {
    return ended(
        sent,
        Outcome.State.FAILED,
        status,
        "More changed than was asked for: the whole resource is gone. The run was halted.",
        Halt.RUN);
  }

  private Ended throttled(Sent sent) {
    return ended(
        sent,
        Outcome.State.FAILED,
        429,
        "The source has too many requests and did nothing. Plan again later.",
        Halt.SOURCE);
  }

  private Ended ended(
      Sent sent, Outcome.State state, @Nullable Integer status, String detail, Halt halt) {
    return new Ended(state, status, null, detail, took(sent), halt);
  }

  private long took(Sent sent) {
    return Math.max(0, clock.millis() - sent.sentAt());
  }

  private static String window(Sent sent) {
    return sent.found().live().version() != null
        ? ""
        : " Between reading and sending, %d ms passed without a guard."
            .formatted(Math.max(0, sent.sentAt() - sent.readAt()));
  }

  private static String others(int others) {
    return others == 0 ? "" : " Meanwhile somebody else added " + others + " values.";
  }

  private boolean waited(@Nullable Duration asked) {
    Duration pause = asked == null || asked.isNegative() ? SHORT : asked;
    try {
      waiter.pause(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
