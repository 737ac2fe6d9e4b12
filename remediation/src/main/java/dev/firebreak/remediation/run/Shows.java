package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Live;
import org.jspecify.annotations.Nullable;

/// What a resource shows after a send.
sealed interface Shows {
  /// The wished state.
  ///
  /// @param version the resource's version now, null where it has none or is gone as wished
  /// @param loss what else was lost; nothing where that cannot be told any more
  /// @param others how many values there are that were not there before the send
  record Wished(@Nullable String version, Loss loss, int others) implements Shows {}

  /// The state from before; where versions tell, proven to be that.
  record Unchanged(Live live) implements Shows {}

  /// Neither the wished state nor the one from before.
  record Moved(Live live, Loss loss) implements Shows {}

  /// There is no such resource any more, though it was to stay.
  record Gone(Loss loss) implements Shows {}

  /// Nothing usable.
  record Nothing(String detail) implements Shows {}
}
