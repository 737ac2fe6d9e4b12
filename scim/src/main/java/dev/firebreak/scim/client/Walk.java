package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way through the pages of one endpoint: where to read next, and when to stop.
///
/// It steps by what a page held, never by what was asked for, and stops at an empty page, at a page
/// without anything new, or when as much was seen as was promised.
final class Walk {
  /// More distinct resources than any source has: a service provider that makes them up as it goes.
  private static final int MAX_RESOURCES = 5_000_000;

  private final Connection connection;
  private final String endpoint;
  private final Map<String, String> query;
  private final Consumer<ScimResource> each;
  private final Set<String> seen = new HashSet<>();
  private int startIndex = 1;
  private int pages;
  private @Nullable Integer promised;
  private @Nullable String problem;
  private boolean ended;

  Walk(
      Connection connection,
      String endpoint,
      Map<String, String> query,
      Consumer<ScimResource> each) {
    this.connection = connection;
    this.endpoint = endpoint;
    this.query = query;
    this.each = each;
  }

  boolean ended() {
    return ended;
  }

  URI nextPage() {
    var parameters = new LinkedHashMap<>(query);
    parameters.put("startIndex", Integer.toString(startIndex));
    parameters.put("count", Integer.toString(connection.pageSize()));
    return Address.of(connection.baseUri(), endpoint, parameters);
  }

  /// The endpoint answered 404.
  void missing() {
    end(
        pages == 0
            ? "the endpoint does not exist (404); check the base URL, or leave this resource type out"
            : "the endpoint was gone (404) after " + pages + " pages");
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
      startIndex += page.length();
      judge(page, seen.size() - before);
    }
  }

  Listing listing() {
    return new Listing(endpoint, seen.size(), promised, pages, problem == null, problem);
  }

  private void judge(PageReader page, int fresh) {
    Integer total = page.total();
    if (problem == null && promised != null && total != null && total < promised) {
      problem =
          sentence(
              "the total fell from %d to %d while the pages were read, so something may have been skipped; read it again"
                  .formatted(promised, total));
    }
    promised = total == null ? promised : total;
    if (page.hasNextCursor()) {
      end("its pages go on by cursor (RFC 9865), which is not supported yet");
    } else if (promised != null && seen.size() >= promised) {
      end(null);
    } else if (page.length() == 0) {
      end(
          promised == null
              ? null
              : promised + " resources were promised but " + seen.size() + " came");
    } else if (fresh == 0) {
      end(
          "page %d brought nothing new, with %d of %s resources seen; the service provider seems to ignore startIndex"
              .formatted(pages, seen.size(), promised == null ? "an unknown number of" : promised));
    } else if (seen.size() > MAX_RESOURCES) {
      end("more than " + MAX_RESOURCES + " resources came, and no end is in sight");
    }
  }

  private void end(@Nullable String why) {
    ended = true;
    if (problem == null && why != null) {
      problem = sentence(why);
    }
  }

  private String sentence(String what) {
    return connection.name() + ": " + endpoint + " is not read completely: " + what;
  }

  /// The id; a resource without one (as drafts allow) is told apart by all that it holds.
  private static String key(ScimResource resource) {
    return resource.text("id").orElseGet(() -> resource.body().toString());
  }
}
