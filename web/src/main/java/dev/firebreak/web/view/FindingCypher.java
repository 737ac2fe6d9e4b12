package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/// The proof of a finding as a Cypher query with nothing left to fill in: pasted into the Neo4j
/// browser, it shows the paths as the graph has them now.
public final class FindingCypher {

  private static final int MOST = 25;

  private FindingCypher() {}

  /// The query; of a finding with more than 25 different paths, the first ones.
  public static String of(Finding finding) {
    return finding.because().stream()
            .map(FindingCypher::path)
            .distinct()
            .limit(MOST)
            .collect(Collectors.joining("\nUNION ALL\n"))
        + ";";
  }

  private static String path(AccessPath path) {
    List<AccessPath.Stop> stops = path.stops();
    StringBuilder text = new StringBuilder("MATCH path = ").append(node(stops.getFirst()));
    for (int i = 0; i < path.hops().size(); i++) {
      text.append("\n  -[:%s]->".formatted(path.hops().get(i).kind().name()))
          .append(node(stops.get(i + 1)));
    }
    return text.append("\nRETURN path").toString();
  }

  private static String node(AccessPath.Stop stop) {
    return "(:Node:%s {key: %s})".formatted(stop.kind().label(), literal(stop.key()));
  }

  /// A string literal of which no character ends it. Neo4j turns a backslash before a `u` into a
  /// character before it reads the text as tokens, whatever stands before the backslash: so a `u`
  /// behind a backslash of the text is written as an escape itself.
  static String literal(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '\'') {
        out.append('\\').append(c);
      } else if ((c == 'u' && i > 0 && text.charAt(i - 1) == '\\') || isHidden(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  private static boolean isHidden(char c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || (c >= 0x2028 && c <= 0x2029);
  }
}
