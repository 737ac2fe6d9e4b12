package dev.firebreak.web.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/// A Neo4j inside this process, found through [ServiceLoader] where the build contains one. A build
/// without it speaks to an external database only.
public interface LocalDatabase {

  /// Starts on a folder.
  ///
  /// @throws DataFolderInUse when another process holds the folder
  Running start(Path folder);

  /// A started database.
  interface Running extends AutoCloseable {
    URI uri();

    @Override
    void close();
  }

  /// The one that this build contains, if any.
  static Optional<LocalDatabase> find() {
    return ServiceLoader.load(LocalDatabase.class).findFirst();
  }
}
