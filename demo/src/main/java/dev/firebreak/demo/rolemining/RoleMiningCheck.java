package dev.firebreak.demo.rolemining;

import dev.firebreak.analytics.blastradius.EffectiveAccess;
import dev.firebreak.analytics.blastradius.GraphReach;
import dev.firebreak.demo.rolemining.RoleMiningSet.Pair;
import dev.firebreak.demo.rolemining.RoleMiningSet.Role;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.Correlator;
import dev.firebreak.ingest.harvest.HarvestJournals;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.Harvester;
import dev.firebreak.ingest.harvest.ResourceReader;
import dev.firebreak.ingest.source.AuthConfig;
import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.scim.client.ScimClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Loads a role-mining set the way any organisation is loaded, from a SCIM service provider over
/// HTTP into the graph: users as users, roles as groups that grant, permissions as entitlements.
/// Then every user's effective access, by Cypher and by Java, must be the published pairs.
public final class RoleMiningCheck {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String GRANTS =
      "urn:firebreak:params:scim:schemas:extension:access:1.0:Group";

  private RoleMiningCheck() {}

  /// What came of one set.
  ///
  /// @param pairs how many pairs there should be
  /// @param byCypher how many Cypher found, and `cypherEqual` whether they are the same
  /// @param byJava how many Java found, and `javaEqual` whether they are the same
  public record Result(
      String name,
      int users,
      int roles,
      int permissions,
      int pairs,
      boolean published,
      int byCypher,
      boolean cypherEqual,
      int byJava,
      boolean javaEqual,
      HarvestReceipt receipt,
      Duration harvest,
      Duration cypher,
      Duration java) {

    /// Whether both ways agree with the data.
    public boolean exact() {
      return receipt.complete() && cypherEqual && javaEqual;
    }
  }

  /// Loads `set` into `graph`, which should hold nothing else, and compares.
  public static Result run(RoleMiningSet set, IdentityGraph graph, Clock clock) throws IOException {
    Path home = Files.createTempDirectory("role-mining");
    Path secret = home.resolve("token");
    HarvestJournals journals = new HarvestJournals(home.resolve("harvests"));
    try (ScimProvider provider =
        ScimProvider.named(set.name())
            .bearer("role-mining")
            .pageCap(500)
            .types("User", "Group", "Entitlement")
            .start()) {
      Files.writeString(secret, "role-mining");
      provider.load("/Users", set.users().stream().map(RoleMiningCheck::user).toList());
      provider.load(
          "/Entitlements", set.permissions().stream().map(RoleMiningCheck::entitlement).toList());
      provider.load("/Groups", set.roles().stream().map(RoleMiningCheck::group).toList());
      SourceConfig source = source(set.name(), provider, secret);
      Instant begin = Instant.now();
      HarvestReceipt receipt;
      try (ScimClient client = new ScimClient(source.connection(), clock)) {
        receipt =
            new Harvester(graph, clock, List.of(), journals)
                .harvest(source, ResourceReader.of(client), HarvestProgress.SILENT);
      }
      new Correlator(graph, clock, List.of(source), List.of()).correlate();
      Instant harvested = Instant.now();
      Set<Pair> cypher = byCypher(graph, set.name(), clock.instant());
      Instant asked = Instant.now();
      Set<Pair> java = byJava(SnapshotReader.read(graph, clock.instant()));
      Instant done = Instant.now();
      return new Result(
          set.name(),
          set.users().size(),
          set.roles().size(),
          set.permissions().size(),
          set.pairs().size(),
          set.published(),
          cypher.size(),
          cypher.equals(set.pairs()),
          java.size(),
          java.equals(set.pairs()),
          receipt,
          Duration.between(begin, harvested),
          Duration.between(harvested, asked),
          Duration.between(asked, done));
    } finally {
      journals.tidy(List.of(), clock.instant());
      Files.deleteIfExists(home.resolve("harvests"));
      Files.deleteIfExists(secret);
      Files.delete(home);
    }
  }

  private static Set<Pair> byCypher(IdentityGraph graph, String source, Instant asOf) {
    Set<Pair> pairs = new TreeSet<>();
    for (GraphReach.Pair pair : GraphReach.effectiveAccess(graph, source, asOf)) {
      pairs.add(pair(pair.identityKey(), pair.entitlementKey()));
    }
    return pairs;
  }

  private static Set<Pair> byJava(GraphSnapshot snapshot) {
    Set<Pair> pairs = new TreeSet<>();
    EffectiveAccess.stream(snapshot)
        .filter(line -> line.targetKind() == NodeKind.ENTITLEMENT)
        .forEach(line -> pairs.add(pair(line.identity(), line.target())));
    return pairs;
  }

  private static Pair pair(String identity, String entitlement) {
    String user = NodeKey.parse(identity).id();
    return new Pair(
        Integer.parseInt(user.substring(user.indexOf(":u") + 2)),
        Integer.parseInt(NodeKey.parse(entitlement).id().substring(1)));
  }

  private static SourceConfig source(String name, ScimProvider provider, Path secret) {
    return new SourceConfig(
        name,
        name,
        SourceConfig.Kind.APPLICATION,
        provider.baseUri(),
        true,
        AuthConfig.bearer(new SecretRef("file:" + secret)),
        true,
        500,
        Duration.ofMinutes(2),
        List.of(
            dev.firebreak.scim.resource.ResourceType.ENTITLEMENT,
            dev.firebreak.scim.resource.ResourceType.USER,
            dev.firebreak.scim.resource.ResourceType.GROUP),
        null,
        new SourceMapping(
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(GRANTS + ":entitlements"),
            null,
            null,
            null,
            null),
        null);
  }

  private static String user(int number) {
    return JSON.createObjectNode()
        .put("id", "u" + number)
        .put("userName", "user" + number)
        .put("active", true)
        .set("schemas", JSON.createArrayNode().add("urn:ietf:params:scim:schemas:core:2.0:User"))
        .toString();
  }

  private static String entitlement(int number) {
    return JSON.createObjectNode()
        .put("id", "p" + number)
        .put("value", "p" + number)
        .put("display", "Permission " + number)
        .set(
            "schemas",
            JSON.createArrayNode().add("urn:ietf:params:scim:schemas:core:2.0:Entitlement"))
        .toString();
  }

  private static String group(Role role) {
    ObjectNode group = JSON.createObjectNode();
    group.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group").add(GRANTS);
    group.put("id", "r" + role.id()).put("displayName", "Role " + role.id());
    ArrayNode members = group.putArray("members");
    role.users().forEach(user -> members.addObject().put("value", "u" + user).put("type", "User"));
    ArrayNode grants = group.putObject(GRANTS).putArray("entitlements");
    role.permissions()
        .forEach(permission ->
            grants
                .addObject()
                .put("value", "p" + permission)
                .put("display", "Permission " + permission));
    return group.toString();
  }
}
