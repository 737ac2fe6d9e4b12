package dev.firebreak.web.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// The acts that take a proof of who one is that is only minutes old: the file `weighty.csv`.
@Component
final class WeightyActs {

  private static final String FILE = "/weighty.csv";

  /// One of them.
  ///
  /// @param words what it is, after *to*: `approve a plan`
  record Act(String method, PathPattern path, String words) {}

  private final List<Act> acts;

  WeightyActs() {
    this.acts = text().lines().skip(1).map(WeightyActs::act).toList();
  }

  private static Act act(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 3) {
      throw new IllegalArgumentException("weighty.csv: '" + line + "' has not 3 columns.");
    }
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

  private static String text() {
    try (InputStream in = WeightyActs.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
