package dev.firebreak.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.GraphDatabaseSettings.CypherVersion;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.fleetmanagement.FleetManagementSettings;
import org.neo4j.io.locker.FileLockException;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/// A Neo4j Community server inside this process: one folder, Bolt on a free loopback port, no
/// authentication (any local process may connect, so it is for one user's machine), nothing sent
/// out.
public final class EmbeddedNeo4j implements AutoCloseable {

  private final DatabaseManagementService server;
  private final URI uri;

  private EmbeddedNeo4j(DatabaseManagementService server, URI uri) {
    this.server = server;
    this.uri = uri;
  }

  /// Starts the server on `home`, creating the folder's store when it is empty.
  ///
  /// @throws FolderInUse when another process holds the folder
  public static EmbeddedNeo4j start(Path home) {
    Path folder = home.toAbsolutePath().normalize();
    try {
      DatabaseManagementService server =
          new DatabaseManagementServiceBuilder(folder)
              .setConfig(BoltConnector.enabled, true)
              .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
              .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", 0))
              .setConfig(HttpConnector.enabled, false)
              .setConfig(HttpsConnector.enabled, false)
              .setConfig(GraphDatabaseSettings.auth_enabled, false)
              .setConfig(GraphDatabaseSettings.udc_enabled, false)
              .setConfig(FleetManagementSettings.fleet_manager_enabled, false)
              .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
              .setConfig(GraphDatabaseSettings.default_language, CypherVersion.Cypher25)
              .setConfig(GraphDatabaseSettings.pagecache_memory, 128L << 20)
              .setConfig(
                  GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, Duration.ZERO)
              .build();
      int port =
          ((GraphDatabaseAPI) server.database("neo4j"))
              .getDependencyResolver()
              .resolveDependency(ConnectorPortRegister.class)
              .getLocalAddress(ConnectorType.BOLT)
              .getPort();
      return new EmbeddedNeo4j(server, URI.create("bolt://127.0.0.1:" + port));
    } catch (RuntimeException failure) {
      throw lockedByAnother(failure) ? new FolderInUse(folder, failure) : failure;
    }
  }

  /// The Bolt address of this server, for any Neo4j driver.
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private static boolean lockedByAnother(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileLockException) {
        return true;
      }
    }
    return false;
  }

  /// Another process, or another server of this process, already uses the folder.
  public static final class FolderInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderInUse(Path folder, Throwable cause) {
      super(
          "The graph folder "
              + folder
              + " is in use by another Firebreak process. Stop that process, or choose another data-dir.",
          cause);
    }
  }
}
