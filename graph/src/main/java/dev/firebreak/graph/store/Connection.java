package dev.firebreak.graph.store;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/// How the database is reached.
record Connection(URI uri, AuthToken auth) {

  /// A driver of its own. Nothing is sent yet.
  Driver driver() {
    return GraphDatabase.driver(
        uri,
        auth,
        Config.builder()
            .withConnectionTimeout(10, TimeUnit.SECONDS)
            .withMaxTransactionRetryTime(15, TimeUnit.SECONDS)
            .withUserAgent("firebreak")
            .build());
  }
}
