package dev.firebreak.scim.client;

import java.time.Duration;

/// Hears of every request to one source, from whichever thread sends it.
public interface CallObserver {

  /// Nobody listens.
  CallObserver NONE = (end, took) -> {};

  /// A request has come to its end. One that asks for a token is not among them.
  ///
  /// @param took from sending it to the last byte of the answer, or to giving up
  void called(CallEnd end, Duration took);

  /// The last request of a read came to nothing, and it is sent again.
  default void sentAgain() {}
}
