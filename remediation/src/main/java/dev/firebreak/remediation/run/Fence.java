package dev.firebreak.remediation.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this engine is the one that may make changes.
public interface Fence {

  /// There is no other engine; for one that is all by itself.
  Fence NONE =
      new Fence() {
        @Override
        public Optional<String> refusal() {
          return Optional.empty();
        }

        @Override
        public @Nullable Long epoch() {
          return null;
        }
      };

  /// Why this engine may send nothing now, if so: a sentence that names who may. Asked before each
  /// send; never waits.
  Optional<String> refusal();

  /// The epoch of this engine, written into each intent; null where none is kept.
  @Nullable Long epoch();
}
