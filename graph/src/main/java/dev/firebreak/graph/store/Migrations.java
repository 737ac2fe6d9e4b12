package dev.firebreak.graph.store;

import dev.firebreak.graph.query.Parameters;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The versioned schema changes below `cypher/schema/`, applied in order, each once. What was
/// applied is recorded in the graph as `SchemaMigration` nodes with a checksum; running again
/// changes nothing.
public final class Migrations {

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  /// Every migration, oldest first. A file never changes once it has been released; a later need is
  /// a later file.
  public static final List<String> FILES =
      List.of(
          "schema/001-migration-record",
          "schema/002-node-key",
          "schema/003-node-source",
          "schema/004-finding-key",
          "schema/005-harvest-stamp",
          "schema/006-access-change-at",
          "schema/007-remediation-run-id",
          "schema/008-node-name",
          "schema/009-use-of",
          "schema/010-account-source",
          "schema/011-rejected-resource-key",
          "schema/012-access-change-ends",
          "schema/013-harvest-source",
          "schema/014-analysis-counter",
          "schema/015-dangling-edges",
          "schema/020-usage-feed-id",
          "schema/021-security-event-key",
          "schema/022-notice-key",
          "schema/023-pending-use-source",
          "schema/024-pending-use-feed",
          "schema/030-profile-key",
          "schema/031-profile-point-profile",
          "schema/040-harvest-begun",
          "schema/041-source-schema",
          "schema/050-manual-link-account",
          "schema/051-correlation-conflict-key",
          "schema/060-graph-part",
          "schema/070-finding-event-key",
          "schema/071-finding-id",
          "schema/082-lease-name",
          "schema/084-user-name",
          "schema/085-api-key-hash",
          "schema/086-saved-view-id",
          "schema/090-access-change-to",
          "schema/091-access-change-identity",
          "schema/092-saved-query-id",
          "schema/094-idempotent-request-id",
          "schema/095-webhook-delivery-id",
          "schema/096-webhook-delivery-webhook",
          "schema/097-finding-event-run");

  record Applied(String name, String checksum) {}

  static final Query<None, Applied> APPLIED =
      Query.read("schema/applied", None.class, Applied.class);
  static final Query<Applied, None> RECORD =
      Query.write("schema/record", Applied.class, None.class);

  private Migrations() {}

  /// Applies what is missing.
  ///
  /// @throws IllegalStateException if an applied file has changed since, or the graph was migrated
  ///   by a newer release
  static void apply(Driver driver) {
    try (Session session = driver.session()) {
      session.run(Query.text(FILES.getFirst())).consume();
      Map<String, String> applied =
          session.executeRead(tx ->
              tx.run(APPLIED.text()).list(row -> row.as(Applied.class)).stream()
                  .collect(Collectors.toMap(Applied::name, Applied::checksum)));
      for (String known : applied.keySet()) {
        if (!FILES.contains(known)) {
          throw new IllegalStateException(
              "The graph was migrated by a newer release of Firebreak ("
                  + known
                  + "). Run that release.");
        }
      }
      for (String file : FILES) {
        String text = Query.text(file);
        String checksum = sha256(text);
        String before = applied.get(file);
        if (before == null) {
          session.run(text).consume();
          session.executeWrite(
              tx -> tx.run(RECORD.text(), Parameters.of(new Applied(file, checksum))).consume());
          log.debug("applied cypher/{}.cypher", file);
        } else if (!before.equals(checksum)) {
          throw new IllegalStateException(
              "cypher/"
                  + file
                  + ".cypher changed after it was applied to this graph. Add a new migration instead.");
        }
      }
      session.run("CALL db.awaitIndexes(60)").consume();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
