package dev.firebreak.web.config;

import org.jspecify.annotations.Nullable;

/// A configuration file cannot be used. The message says which file, which line, and what to do.
public final class ConfigInvalid extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigInvalid(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
