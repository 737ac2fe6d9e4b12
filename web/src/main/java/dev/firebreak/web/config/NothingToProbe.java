package dev.firebreak.web.config;

/// A source without a service provider was to be probed. The message is one sentence.
public final class NothingToProbe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingToProbe(String message) {
    super(message);
  }
}
