package dev.firebreak.testkit;

import java.util.stream.LongStream;

/// Seeds for tests over random input. A failing case names its seed in the test's display name;
/// `-Dprop.seed=N` replays just that one, `-Dprop.cases=N` asks for more of them.
public final class Seeds {

  private Seeds() {}

  /// The seeds 1 to `cases`, unless a system property says otherwise.
  public static LongStream of(int cases) {
    Long replay = Long.getLong("prop.seed");
    return replay != null
        ? LongStream.of(replay)
        : LongStream.rangeClosed(1, Integer.getInteger("prop.cases", cases));
  }
}
