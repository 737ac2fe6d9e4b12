package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way through the pages of one endpoint: where to read next, and when to stop.
///
/// By index it steps by what a page held, never by what was asked for, and stops at an empty page,
/// at a page without anything new, or when as much was seen as was promised. By cursor it follows
/// `nextCursor` until there is none. A cursor is an opaque text that goes back as a query value: it
/// never steers where a request is sent.
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
  private final Consumer<ScimResource> each;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> cursors = new HashSet<>();
  private final Position first;
  private Position position;
  private int pages;
  private int received;
  private int barren;
  private boolean restarted;
  private @Nullable Integer promised;
  private @Nullable Integer least;
  private @Nullable String problem;
  private boolean ended;

  /// @param by INDEX or CURSOR
  /// @param count the resources asked for per page
  Walk(
      String source,
      String endpoint,
      Map<String, String> query,
      Pagination by,
      int count,
      Consumer<ScimResource> each) {
    this.source = source;
    this.endpoint = endpoint;
    this.query = query;
    this.count = count;
    this.each = each;
    this.first = by == Pagination.CURSOR ? new Position.Cursor("") : new Position.Index(1);
    this.position = first;
  }

  boolean ended() {
    return ended;
  }

  /// The parameters that ask for the next page.
  Map<String, String> nextPage() {
    var parameters = new LinkedHashMap<>(query);
    parameters.remove("startIndex");
    parameters.remove("cursor");
    switch (position) {
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
            ? "the endpoint does not exist (404); check the base URL, or leave this resource type"
                  + " out"
            : "the endpoint was gone (404) after " + pages + " pages");
  }

  /// There is no time left for another page.
  ///
  /// @param allowed the time of a whole listing, as text
  void outOfTime(String allowed) {
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
          restart();
        }
      }
      case "invalidcursor" ->
          end(
              pages == 0
                  ? "the service provider refuses to page by cursor (invalidCursor); set pagination"
                        + " of this source to index"
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
    int before = seen.size();
    try (var page = new PageReader(answer)) {
      for (ScimResource next = page.next(); next != null; next = page.next()) {
        if (seen.add(key(next))) {
          each.accept(next);
        }
      }
      pages++;
      received += page.length();
      judge(page, seen.size() - before);
    }
  }

  Listing listing() {
    return new Listing(
        endpoint, received, seen.size(), promised, pages, problem == null, problem, Map.of());
  }

  private void judge(PageReader page, int fresh) {
    Integer total = page.total();
    Integer before = promised;
    if (total != null) {
      promised = total;
      least = least == null ? total : Math.min(least, total);
    }
    String next = page.nextCursor();
    if (next != null) {
      follow(next, fresh);
      return;
    }
    switch (position) {
      case Position.Cursor(String token) -> {
        if (token.isEmpty() && page.length() > 0 && least != null && seen.size() < least) {
          position = new Position.Index(1 + page.length());
        } else {
          endByCursor();
        }
      }
      case Position.Index(int start) -> {
        position = new Position.Index(start + page.length());
        judgeByIndex(page, fresh, before, total);
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
      PageReader page, int fresh, @Nullable Integer before, @Nullable Integer total) {
    if (problem == null && before != null && total != null && total < before) {
      problem =
          sentence(
              "the total fell from %d to %d while the pages were read, so something may have been skipped; read it again"
                  .formatted(before, total));
    }
    if (promised != null && seen.size() >= promised) {
      end(null);
    } else if (page.length() == 0) {
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

  /// The id; a resource without one (as drafts allow) is told apart by all that it holds.
  private static String key(ScimResource resource) {
    return resource.text("id").orElseGet(() -> resource.body().toString());
  }
}
