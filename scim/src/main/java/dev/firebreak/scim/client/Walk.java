package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way through the pages of one endpoint: where to read next, and when to stop.
///
/// By index it steps by what a page held, never by what was asked for, and stops at an empty page,
/// at a page without anything new, or when as much was seen as was promised. By cursor it follows
/// `nextCursor` until there is none. A cursor is an opaque text that goes back as a query value: it
/// never steers where a request is sent.
///
/// What it knows follows from the pages alone: one that was cut off is taken up by going through
/// its kept pages again.
final class Walk {
  /// More distinct resources than any source has: a service provider that makes them up as it goes.
  private static final int MAX_RESOURCES = 5_000_000;

  /// A filtered cursor may pass over nothing for a while, but not for ever.
  private static final int MAX_BARREN_PAGES = 100;

  /// Characters; what servers and proxies take in a request line.
  private static final int MAX_CURSOR = 6_000;

  /// Where the next page begins.
  private sealed interface Position {
    record Index(int start) implements Position {}

    record Cursor(String token) implements Position {}
  }

  private final String source;
  private final String endpoint;
  private final Map<String, String> query;
  private final int count;
  private final UnaryOperator<ScimResource> mend;
  private final Consumer<ScimResource> each;
  private final ListingJournal journal;
  private final Supplier<Map<String, Integer>> secrets;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> cursors = new HashSet<>();
  private final Position first;
  private Position position;

  /// Where the last page began, and the keys of what it held.
  private Position before;

  private List<String> lastKeys = List.of();
  private int pages;
  private int received;
  private int barren;
  private boolean restarted;
  private @Nullable Integer promised;
  private @Nullable Integer least;
  private @Nullable String problem;
  private boolean ended;
  private boolean mayGoOn;

  /// @param by INDEX or CURSOR
  /// @param count the resources asked for per page
  /// @param mend what makes a resource whole, once for each that is new
  /// @param journal keeps what is read
  /// @param secrets what was dropped so far
  Walk(
      String source,
      String endpoint,
      Map<String, String> query,
      Pagination by,
      int count,
      UnaryOperator<ScimResource> mend,
      Consumer<ScimResource> each,
      ListingJournal journal,
      Supplier<Map<String, Integer>> secrets) {
    this.source = source;
    this.endpoint = endpoint;
    this.query = query;
    this.count = count;
    this.mend = mend;
    this.each = each;
    this.journal = journal;
    this.secrets = secrets;
    this.first = by == Pagination.CURSOR ? new Position.Cursor("") : new Position.Index(1);
    this.position = first;
    this.before = first;
  }

  boolean ended() {
    return ended;
  }

  /// Whether it stopped short of its end for a reason that says nothing against what was read.
  boolean mayGoOn() {
    return mayGoOn;
  }

  /// Goes through the pages that are kept, and hands out nothing.
  void recall() {
    journal.replay(new Recalling());
  }

  /// Whether only the last page tells if what was read is still where it was.
  boolean goesByIndex() {
    return position instanceof Position.Index;
  }

  /// The parameters that ask for the last page again.
  Map<String, String> lastPage() {
    return at(before);
  }

  /// Whether the last page, asked for again, holds what it held, of as many as there were.
  boolean sameAsLast(Answer answer) {
    if (!answer.succeeded()) {
      return false;
    }
    List<String> keys = new ArrayList<>();
    try (var page = new PageReader(answer)) {
      for (ScimResource next = page.next(); next != null; next = page.next()) {
        keys.add(key(next));
      }
      return keys.equals(lastKeys) && Objects.equals(page.total(), promised);
    }
  }

  /// Hands out what the kept pages hold.
  void handOut() {
    journal.replay(
        new ListingJournal.Reader() {
          @Override
          public void resource(String key, @Nullable Supplier<ScimResource> whole) {
            if (whole != null) {
              each.accept(whole.get());
            }
          }

          @Override
          public void page(ListingJournal.Mark mark) {}

          @Override
          public void restart() {}
        });
  }

  /// Judges kept pages as they were judged when they came.
  private final class Recalling implements ListingJournal.Reader {
    private final List<String> keys = new ArrayList<>();
    private int fresh;

    @Override
    public void resource(String key, @Nullable Supplier<ScimResource> whole) {
      keys.add(key);
      fresh += seen.add(key) ? 1 : 0;
    }

    @Override
    public void page(ListingJournal.Mark mark) {
      came(List.copyOf(keys), mark.total(), mark.nextCursor(), fresh);
      keys.clear();
      fresh = 0;
    }

    @Override
    public void restart() {
      Walk.this.restart();
    }
  }

  /// The parameters that ask for the next page.
  Map<String, String> nextPage() {
    return at(position);
  }

  private Map<String, String> at(Position place) {
    var parameters = new LinkedHashMap<>(query);
    parameters.remove("startIndex");
    parameters.remove("cursor");
    switch (place) {
      case Position.Index(int start) -> parameters.put("startIndex", Integer.toString(start));
      case Position.Cursor(String token) -> parameters.put("cursor", token);
    }
    parameters.put("count", Integer.toString(count));
    return parameters;
  }

  /// The endpoint answered 404.
  void missing() {
    end(
        pages == 0
            ? "the endpoint does not exist (404); check the base URL, or leave this resource type out"
            : "the endpoint was gone (404) after " + pages + " pages");
  }

  /// There is no time left for another page.
  ///
  /// @param allowed the time of a whole listing, as text
  void outOfTime(String allowed) {
    mayGoOn = problem == null;
    end(
        "its end was not reached within %s, after %d pages; raise listing-time of this source, or ask for larger pages"
            .formatted(allowed, pages));
  }

  /// Whether the answer refuses this page for its cursor or count (RFC 9865 §2.1): then the walk is
  /// at its end, or, the first time that a cursor expires, back at its beginning.
  boolean refused(Answer answer) {
    String scimType = answer.status() == 400 ? answer.scimType() : null;
    if (scimType == null) {
      return false;
    }
    switch (scimType.toLowerCase(Locale.ROOT)) {
      case "expiredcursor" -> {
        if (restarted || cursors.isEmpty()) {
          end(
              "its cursor expired after %d pages%s; read it again, with larger pages or a longer cursor timeout at the service provider"
                  .formatted(pages, restarted ? ", and once more when it was begun anew" : ""));
        } else {
          journal.restart();
          restart();
        }
      }
      case "invalidcursor" ->
          end(
              pages == 0
                  ? "the service provider refuses to page by cursor (invalidCursor); set pagination of this source to index"
                  : "the service provider does not know its own cursor any more (invalidCursor), after %d pages; read it again"
                      .formatted(pages));
      case "invalidcount" ->
          end(
              "the service provider refuses pages of %d (invalidCount); lower page-size of this source"
                  .formatted(count));
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Begins anew. What was handed out stays so, hence the pages read so far may bring nothing new.
  private void restart() {
    restarted = true;
    position = first;
    cursors.clear();
    barren = -pages;
    least = null;
    promised = null;
  }

  void read(Answer answer) {
    int known = seen.size();
    List<String> keys = new ArrayList<>();
    try (var page = new PageReader(answer)) {
      for (ScimResource next = page.next(); next != null; next = page.next()) {
        String key = key(next);
        keys.add(key);
        if (seen.add(key)) {
          ScimResource whole = mend.apply(next);
          journal.resource(key, whole);
          each.accept(whole);
        } else {
          journal.resource(key, null);
        }
      }
      journal.page(new ListingJournal.Mark(page.total(), page.nextCursor(), secrets.get()));
      came(keys, page.total(), page.nextCursor(), seen.size() - known);
    }
  }

  private void came(List<String> keys, @Nullable Integer total, @Nullable String next, int fresh) {
    pages++;
    received += keys.size();
    lastKeys = keys;
    before = position;
    judge(keys.size(), total, next, fresh);
  }

  Listing listing() {
    return new Listing(
        endpoint, received, seen.size(), promised, pages, problem == null, problem, Map.of());
  }

  private void judge(int length, @Nullable Integer total, @Nullable String next, int fresh) {
    Integer formerly = promised;
    if (total != null) {
      promised = total;
      least = least == null ? total : Math.min(least, total);
    }
    if (next != null) {
      follow(next, fresh);
      return;
    }
    switch (position) {
      case Position.Cursor(String token) -> {
        if (token.isEmpty() && length > 0 && least != null && seen.size() < least) {
          position = new Position.Index(1 + length);
        } else {
          endByCursor();
        }
      }
      case Position.Index(int start) -> {
        position = new Position.Index(start + length);
        judgeByIndex(length, fresh, formerly, total);
      }
    }
  }

  private void follow(String next, int fresh) {
    barren = fresh == 0 ? barren + 1 : 0;
    if (!cursors.add(next)) {
      end(
          "page %d leads back to an earlier page: its cursor was given before, with %d of %s resources seen"
              .formatted(pages, seen.size(), known(promised)));
    } else if (next.length() > MAX_CURSOR) {
      end("its cursor has more than " + MAX_CURSOR + " characters");
    } else if (barren >= MAX_BARREN_PAGES) {
      end(barren + " pages in a row brought nothing new, and each names a next one");
    } else if (!tooMany()) {
      position = new Position.Cursor(next);
    }
  }

  /// The last page by cursor. A total may fall meanwhile, since nothing is skipped by that.
  private void endByCursor() {
    end(least != null && seen.size() < least ? fewer(least) : null);
  }

  private void judgeByIndex(
      int length, int fresh, @Nullable Integer formerly, @Nullable Integer total) {
    if (problem == null && formerly != null && total != null && total < formerly) {
      problem =
          sentence(
              "the total fell from %d to %d while the pages were read, so something may have been skipped; read it again"
                  .formatted(formerly, total));
    }
    if (promised != null && seen.size() >= promised) {
      end(null);
    } else if (length == 0) {
      end(promised == null ? null : fewer(promised));
    } else if (fresh == 0) {
      end(
          "page %d brought nothing new, with %d of %s resources seen; the service provider seems to ignore startIndex"
              .formatted(pages, seen.size(), known(promised)));
    } else {
      tooMany();
    }
  }

  private boolean tooMany() {
    if (seen.size() > MAX_RESOURCES) {
      end("more than " + MAX_RESOURCES + " resources came, and no end is in sight");
    }
    return ended;
  }

  private String fewer(int expected) {
    return expected + " resources were promised but " + seen.size() + " came";
  }

  private static String known(@Nullable Integer number) {
    return number == null ? "an unknown number of" : number.toString();
  }

  private void end(@Nullable String why) {
    ended = true;
    if (problem == null && why != null) {
      problem = sentence(why);
    }
  }

  private String sentence(String what) {
    return source + ": " + endpoint + " is not read completely: " + what;
  }

  /// The id; a resource without one (as drafts allow) is told apart by all that it holds. Secrets
  /// may be among that, hence only its hash.
  private static String key(ScimResource resource) {
    return resource.text("id").orElseGet(() -> "#" + hash(resource.body().toString()));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
