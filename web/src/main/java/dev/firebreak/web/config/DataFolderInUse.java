package dev.firebreak.web.config;

/// Another Firebreak process works on the data folder.
public final class DataFolderInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataFolderInUse(String message, Throwable cause) {
    super(message, cause);
  }
}
