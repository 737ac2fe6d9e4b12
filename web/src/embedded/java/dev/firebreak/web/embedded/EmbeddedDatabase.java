package dev.firebreak.web.embedded;

import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.web.config.DataFolderInUse;
import dev.firebreak.web.config.LocalDatabase;
import java.net.URI;
import java.nio.file.Path;

/// The embedded Neo4j as the local database.
public final class EmbeddedDatabase implements LocalDatabase {

  @Override
  public Running start(Path folder) {
    EmbeddedNeo4j server;
    try {
      server = EmbeddedNeo4j.start(folder);
    } catch (EmbeddedNeo4j.FolderInUse e) {
      throw new DataFolderInUse(String.valueOf(e.getMessage()), e);
    }
    return new Running() {
      @Override
      public URI uri() {
        return server.uri();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
