package dev.firebreak.web.api;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How many listen to the progress of work, so that nobody takes all the room.
@Component
final class Listeners {

  /// For one session, or one user of programs.
  static final int MOST_OF_ONE = 6;

  /// Together.
  static final int MOST = 500;

  private final Map<String, Integer> counts = new HashMap<>();
  private int all;

  /// Asks for a place.
  ///
  /// @return false where there is none
  synchronized boolean admit(String who) {
    int already = counts.getOrDefault(who, 0);
    if (already >= MOST_OF_ONE || all >= MOST) {
      return false;
    }
    counts.put(who, already + 1);
    all++;
    return true;
  }

  /// Gives a place back.
  synchronized void leave(String who) {
    all--;
    counts.computeIfPresent(who, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }

  synchronized int listening() {
    return all;
  }
}
