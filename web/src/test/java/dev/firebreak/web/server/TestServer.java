package dev.firebreak.web.server;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Standing;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.user.Passwords;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.Users;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.work.Operations;
import dev.firebreak.web.work.Projection;
import dev.firebreak.web.work.Remediations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The whole server, as it is in production, started once for all tests: real Neo4j, two real SCIM
/// service providers, evidence in a temporary folder.
public final class TestServer {

  /// The key of the feed `ledger-events`.
  public static final String EVENT_KEY = "0123456789abcdef0123456789abcdef";

  private static final class Running {
    static final TestServer ONE = start();
  }

  /// What everybody types in the tests.
  public static final String PASSWORD = "what everybody types here";

  /// Who approves in the tests, since no administrator does.
  public static final String APPROVER = "ada";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Something that the server answers to.
  public record Mapping(String method, String path) implements Comparable<Mapping> {
    @Override
    public int compareTo(Mapping other) {
      return (path + method).compareTo(other.path + other.method);
    }
  }

  private static volatile @Nullable Remediations inCharge;
  private static volatile boolean aside;

  private final WebServer server;
  private final ScimProvider directory;
  private final ScimProvider application;
  private final List<FaultyServer> doors;

  private TestServer(
      WebServer server,
      ScimProvider directory,
      ScimProvider application,
      List<FaultyServer> doors) {
    this.server = server;
    this.directory = directory;
    this.application = application;
    this.doors = doors;
  }

  /// Leaves the changes in the graph to another server, until what this returns is closed.
  public static Nonsense standAside() {
    aside = true;
    Remediations here = inCharge;
    if (here != null) {
      here.leaveToOthers();
    }
    return () -> {
      aside = false;
      if (here != null) {
        here.recover();
      }
    };
  }

  public static TestServer running() {
    return Running.ONE;
  }

  private static TestServer start() {
    try {
      Path folder = Files.createTempDirectory("firebreak-web-test");
      Files.writeString(folder.resolve("token"), "test-token");
      Files.writeString(folder.resolve("sod.yaml"), TestConfig.RULES);
      Files.writeString(folder.resolve("event-key"), EVENT_KEY);
      ScimProvider directory = ScimProvider.named("hr").bearer("test-token").start();
      ScimProvider application = ScimProvider.named("ledger").bearer("test-token").start();
      FaultyServer hr = FaultyServer.inFrontOf(directory, new Fault.None());
      FaultyServer ledger = FaultyServer.inFrontOf(application, new Fault.None());
      Path config = folder.resolve("firebreak.yaml");
      Files.writeString(
          config,
          TestConfig.CONFIG
              .replace("@GRAPH@", SharedNeo4j.uri().toString())
              .replace("@HR@", hr.baseUri().toString())
              .replace("@LEDGER@", ledger.baseUri().toString())
              .replace("@FOLDER@", folder.toString()));
      WebServer server = WebServer.start(ConfigFile.load(config), Clock.systemUTC(), false);
      SharedNeo4j.endBefore(server::close);
      admit(server);
      inCharge = server.part(Remediations.class);
      SharedNeo4j.afterClear(() -> {
        if (!aside) {
          server.part(Remediations.class).askToBeInCharge();
        }
      });
      return new TestServer(server, directory, application, List.of(hr, ledger));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return server.address();
  }

  /// Its configuration file.
  public Path config() {
    return server.part(FirebreakConfig.class).dataDir().resolveSibling("firebreak.yaml");
  }

  public String password() {
    return PASSWORD;
  }

  /// Lets `admin` and [#APPROVER] in to a server, which may share its users with others, by
  /// [#PASSWORD].
  ///
  /// @return the same server
  public static WebServer admit(WebServer server) {
    user(server, "admin", Role.ADMIN);
    user(server, APPROVER, Role.APPROVER);
    return server;
  }

  /// Somebody with these roles who signs in by [#PASSWORD].
  public User user(String name, Role... roles) {
    return user(server, name, roles);
  }

  /// Lets there be analysts of these names, who need not sign in.
  public void analysts(String... names) {
    for (String name : names) {
      if (part(Users.class).named(name).isEmpty()) {
        users().add(name, null, null, Set.of(Role.ANALYST), "admin");
      }
    }
  }

  private static User user(WebServer server, String name, Role... roles) {
    UserChanges changes = server.part(UserChanges.class);
    Users users = server.part(Users.class);
    if (users.named(name).isEmpty()) {
      changes.add(name, null, null, Set.of(roles), "admin");
    }
    User there = changes.active(name, true, "admin");
    if (!there.roles().equals(Set.of(roles))) {
      there = changes.roles(name, Set.of(roles), "admin");
    }
    return Passwords.matches(PASSWORD, there) && !there.mustChange()
        ? there
        : changes.choose(there, PASSWORD);
  }

  /// Decides by hand whose an account is.
  public void linkByHand(String account, @Nullable String identity, String reason) {
    server
        .part(Firebreak.class)
        .linkByHand(account, identity, "admin", reason, server.part(EvidenceLog.class));
  }

  /// Takes back what was decided of an account.
  public void withdrawLink(String account, String reason) {
    server
        .part(Firebreak.class)
        .withdrawLink(account, "admin", reason, server.part(EvidenceLog.class));
  }

  /// Believes a harvest that is in the graph, as if it had been in quarantine.
  public void believe(String source) {
    String stamp =
        String.valueOf(
            cypher(
                    "MATCH (h:Harvest {state: 'COMPLETE'}) WHERE h.source = '"
                        + source
                        + "' RETURN {stamp: h.stamp} LIMIT 1")
                .getFirst()
                .get("stamp"));
    Instant at =
        server
            .part(EvidenceLog.class)
            .append(new Evidence.DropAccepted(source, stamp, "admin"))
            .at();
    cypher(
        "MATCH (h:Harvest {stamp: '%s'}) SET h.acceptedBy = 'admin', h.acceptedAt = datetime('%s')"
            .formatted(stamp, at.truncatedTo(ChronoUnit.MILLIS)));
  }

  /// Writes down that what a change took was back twice, gone in between.
  public void fought(String run, PlannedChange change) {
    for (Standing standing : List.of(Standing.BACK, Standing.HOLDS, Standing.BACK)) {
      server
          .part(EvidenceLog.class)
          .append(
              new SeenEvidence.Rechecked(
                  run,
                  change.id(),
                  change.source(),
                  change.resource().type(),
                  change.resource().id(),
                  standing,
                  standing == Standing.BACK ? SeenEvidence.Rechecked.Cause.LOCAL_CHANGE : null,
                  List.of(),
                  "As somebody wrote it down for a test.",
                  null));
    }
  }

  /// A change of a run.
  public PlannedChange change(String run) {
    return server.part(Remediations.class).run(run).orElseThrow().plan().changes().getFirst();
  }

  /// Makes again what the graph shows of the evidence.
  public Projection rebuildProjection() {
    return Projection.rebuild(server.part(Firebreak.class), server.part(EvidenceLog.class));
  }

  /// What the graph shows of the evidence.
  public List<Map<String, Object>> projected() {
    return cypher(
        """
        CALL () {
          MATCH (r:RemediationRun)
          RETURN {run: r.id, state: r.state, plan: r.planHash, proposedAt: r.proposedAt,
                  dryRun: r.dryRun, approvals: r.approvals, started: r.started,
                  finishedAt: r.finishedAt, items: r.items} AS row
          UNION ALL
          MATCH (f:Finding)
          WHERE f.assignee IS NOT NULL OR f.acceptedBy IS NOT NULL
          RETURN {finding: f.id, state: f.state, assignee: f.assignee, until: f.acceptedUntil,
                  by: f.acceptedBy, at: f.acceptedAt, reason: f.acceptedReason} AS row
          UNION ALL
          MATCH (e:FindingEvent)
          WHERE e.by IS NOT NULL
          RETURN {event: e.change, of: e.key, at: e.at, by: e.by, text: e.text, assignee: e.assignee,
                  until: e.until, cause: e.cause} AS row
          UNION ALL
          MATCH (m:ManualLink)
          RETURN {account: m.account, identity: m.identity, by: m.by, at: m.at, reason: m.reason} AS row
          UNION ALL
          MATCH (h:Harvest)
          WHERE h.acceptedBy IS NOT NULL
          RETURN {harvest: h.stamp, by: h.acceptedBy, at: h.acceptedAt} AS row
        }
        RETURN row ORDER BY toString(row.run), toString(row.finding), toString(row.of),
          row.event, row.text, row.until, row.account
        """);
  }

  /// A part of the server.
  public <T> T part(Class<T> type) {
    return server.part(type);
  }

  /// What the graph keeps under a label.
  public List<Map<String, Object>> kept(String label) {
    return cypher("MATCH (n:" + label + ") RETURN properties(n)");
  }

  /// Takes all of that out of the graph.
  public void loseProjection() {
    cypher("MATCH (n) WHERE n:RemediationRun OR n:ManualLink DETACH DELETE n");
    cypher("MATCH (e:FindingEvent) WHERE e.by IS NOT NULL DELETE e");
    cypher(
        """
        MATCH (f:Finding)
        SET f.assignee = null, f.acceptedBy = null, f.acceptedUntil = null, f.acceptedAt = null,
            f.acceptedReason = null,
            f.state = CASE f.state WHEN 'ACCEPTED' THEN 'OPEN' ELSE f.state END
        """);
    cypher("MATCH (h:Harvest) SET h.acceptedBy = null, h.acceptedAt = null");
  }

  /// Runs a query past the server; each row is one value, a map or a node.
  public static List<Map<String, Object>> cypher(String text) {
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
        var session = driver.session()) {
      return session.run(text).list(row -> row.get(0).asMap());
    }
  }

  /// How users come, change and go.
  public UserChanges users() {
    return server.part(UserChanges.class);
  }

  /// The authoritative source `hr`.
  public ScimProvider directory() {
    return directory;
  }

  /// The source `ledger`.
  public ScimProvider application() {
    return application;
  }

  /// Puts the graph in the place of whatever was there.
  public void load(String scenario) {
    whenIdle(() -> {
      SharedNeo4j.clear();
      Scenario.parse(scenario).load(SharedNeo4j.uri());
    });
  }

  /// Puts the graph beside whatever is there.
  public void add(String scenario) {
    whenIdle(() -> Scenario.parse(scenario).load(SharedNeo4j.uri()));
  }

  /// Changes the graph past the server, once nothing is harvested or analysed any more: what was
  /// begun over another graph would be stored in this one.
  private void whenIdle(Runnable change) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!server.part(Operations.class).unlessBusy(change)) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("what an earlier test began has not ended");
      }
      Thread.onSpinWait();
    }
  }

  /// Puts the graph in the place of whatever was there, and analyses it.
  public void show(String scenario) {
    load(scenario);
    analyse();
  }

  /// Lets the graph be read anew, since it was changed past the server.
  public void invalidate() {
    server.part(CurrentGraph.class).invalidate();
  }

  /// Analyses what is there.
  public void analyse() {
    server.part(Operations.class).analyseNow();
  }

  /// Lets every source answer nonsense until what this returns is closed.
  public Nonsense talkingNonsense() {
    doors.forEach(door -> door.become(new Fault.AnswersHtml()));
    return () -> doors.forEach(FaultyServer::repair);
  }

  /// Lets every source begin its answers and not end them until what this returns is closed.
  public Nonsense hardlyAnswering() {
    doors.forEach(door -> door.become(new Fault.Dribbles(Duration.ofHours(1))));
    return () -> doors.forEach(FaultyServer::repair);
  }

  /// The time during which the sources answer nonsense.
  public interface Nonsense extends AutoCloseable {
    @Override
    void close();
  }

  /// Leaves nothing in the graph, nor in the sources.
  public void empty() {
    directory.clear();
    application.clear();
    whenIdle(SharedNeo4j::clear);
  }

  /// Everything that a controller answers to; `{…}` in a path stands for anything.
  public Set<Mapping> mappings() {
    Set<Mapping> all = new TreeSet<>();
    for (RequestMappingInfo info :
        server.part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet()) {
      List<String> methods = new ArrayList<>();
      info.getMethodsCondition().getMethods().stream()
          .map(RequestMethod::name)
          .forEach(methods::add);
      if (methods.isEmpty()) {
        methods.addAll(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
      }
      for (String path :
          Objects.requireNonNull(info.getPathPatternsCondition()).getPatternValues()) {
        methods.forEach(method -> all.add(new Mapping(method, path)));
      }
    }
    return all;
  }
}
