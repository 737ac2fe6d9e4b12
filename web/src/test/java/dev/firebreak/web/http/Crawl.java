package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Opens every page that a person can get to by links, a few of each sort.
final class Crawl {

  private static final int OF_A_SORT = 2;
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

  private Crawl() {}

  /// Follows the links from the overview on. Fails on the first page that is not shown.
  ///
  /// @return the addresses that were opened
  static Set<String> all(Browser person) {
    Set<String> opened = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    Map<String, Integer> sorts = new HashMap<>();
    Deque<String> waiting = new ArrayDeque<>();
    waiting.add("/");
    while (!waiting.isEmpty()) {
      String address = waiting.poll();
      var answer = person.get(address);
      assertThat(answer.statusCode()).as("%s, after %s", address, opened).isEqualTo(200);
      assertThat(answer.body()).as(address).contains("</html>");
      opened.add(address);
      Matcher link = LINK.matcher(answer.body());
      while (link.find()) {
        String next = link.group(1).replace("&amp;", "&");
        if (isPage(next)
            && seen.add(next)
            && sorts.merge(sort(next), 1, Integer::sum) <= OF_A_SORT) {
          waiting.add(next);
        }
      }
    }
    return opened;
  }

  private static boolean isPage(String address) {
    return !address.startsWith("/assets/")
        && !address.startsWith("/api/")
        && !address.startsWith("/v3/");
  }

  /// What pages of one sort have in common: the path, the parameters, and the kind of node; of the
  /// explorer, whose links lead to ever more states, what was chosen last.
  private static String sort(String address) {
    return address
        .replaceAll("/explore\\?(?:.*&)?([a-z]+)=[^&]*", "/explore by $1")
        .replaceAll("/(?:findings|evidence|remediation)/.*", "$0/one")
        .replaceAll("-[0-9a-f]{6,}|/\\d+|R-\\d+", "")
        .replaceAll("(key=[^/&]*/[^/&]*)/[^&]*", "$1")
        .replaceAll("((?:q|page|filter|run)=)[^&]*", "$1");
  }
}
