package dev.firebreak.web.security;

import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// The acts that take a proof of who one is that is only minutes old: the file `weighty.csv`.
@Component
final class WeightyActs {

  /// One of them.
  ///
  /// @param words what it is, after *to*: `approve a plan`
  record Act(String method, PathPattern path, String words) {}

  private final List<Act> acts;

  WeightyActs() {
    this.acts = ShippedTable.of("weighty.csv").rows().stream().map(WeightyActs::act).toList();
  }

  private static Act act(String[] cells) {
    return new Act(cells[0], PathPatternParser.defaultInstance.parse(cells[1]), cells[2]);
  }

  /// All of them.
  List<Act> all() {
    return acts;
  }

  /// The one that a request asks for; empty for everything else.
  Optional<Act> of(String method, String path) {
    PathContainer asked = PathContainer.parsePath(path);
    return acts.stream()
        .filter(act -> act.method().equals(method) && act.path().matches(asked))
        .findFirst();
  }
}
