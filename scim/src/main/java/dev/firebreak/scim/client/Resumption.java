package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Goes through the pages of a listing: first those in a journal, if the service provider lets it
/// go on from there.
///
/// By index, the last kept page is asked for again and must hold the same resources, of as many: a
/// resource that went before it would have moved it. By cursor, the page after it is asked for, and
/// the cursor must still be known. Nothing is handed out before that is settled.
final class Resumption {

  /// Asks for a page.
  interface Asking {
    /// @param parameters of the query
    Answer page(Map<String, String> parameters);
  }

  private final ListingJournal journal;
  private final Map<String, Integer> secrets;
  private final Clock clock;
  private final Duration allowed;
  private final Instant until;
  private final Asking source;

  /// The page after the kept ones, where it had to be asked for before they were handed out.
  private @Nullable Answer ahead;

  /// @param secrets gets what was dropped from the kept pages
  /// @param allowed how long the listing may take from now on
  Resumption(
      ListingJournal journal,
      Map<String, Integer> secrets,
      Clock clock,
      Duration allowed,
      Asking source) {
    this.journal = journal;
    this.secrets = secrets;
    this.clock = clock;
    this.allowed = allowed;
    this.until = clock.instant().plus(allowed);
    this.source = source;
  }

  /// Reads to the end, or as far as it goes.
  ///
  /// @param fresh a walk at its beginning
  Walk walk(Supplier<Walk> fresh, Consumer<Listing> soFar) {
    Walk walk = recalled(fresh);
    while (!walk.ended()) {
      if (clock.instant().isAfter(until)) {
        walk.outOfTime(Seconds.of(allowed));
        return walk;
      }
      Answer answer = ahead == null ? source.page(walk.nextPage()) : ahead;
      ahead = null;
      if (answer.status() == 404) {
        walk.missing();
      } else if (!walk.refused(answer)) {
        answer.requireSuccess(clock.instant());
        walk.read(answer);
        soFar.accept(walk.listing());
      }
    }
    return walk;
  }

  /// As far as the journal leads.
  private Walk recalled(Supplier<Walk> fresh) {
    Walk walk = fresh.get();
    walk.recall();
    Listing kept = walk.listing();
    if (kept.pages() == 0) {
      return walk;
    }
    if (kept.problem() != null) {
      return anew(fresh, "what was read of it is in doubt");
    }
    if (!walk.ended()) {
      if (walk.goesByIndex()) {
        if (!walk.sameAsLast(answered(walk.lastPage()))) {
          return anew(fresh, "its last page is not as it was");
        }
      } else {
        ahead = answered(walk.nextPage());
        if (ahead.status() == 400) {
          ahead = null;
          return anew(fresh, "its cursor is known no longer");
        }
      }
    }
    journal.goesOn(kept, walk.ended());
    journal.replay(new Dropped(secrets));
    walk.handOut();
    return walk;
  }

  private Walk anew(Supplier<Walk> fresh, String why) {
    journal.forget(why);
    return fresh.get();
  }

  /// An answer to the question itself, be it a refusal; not that nobody may ask, or not now.
  private Answer answered(Map<String, String> parameters) {
    Answer answer = source.page(parameters);
    if (answer.status() != 400 && answer.status() != 404) {
      answer.requireSuccess(clock.instant());
    }
    return answer;
  }

  /// Takes over what was dropped from kept pages.
  private record Dropped(Map<String, Integer> secrets) implements ListingJournal.Reader {
    @Override
    public void resource(String key, @Nullable Supplier<ScimResource> whole) {}

    @Override
    public void page(ListingJournal.Mark mark) {
      secrets.putAll(mark.secrets());
    }

    @Override
    public void restart() {}
  }
}
