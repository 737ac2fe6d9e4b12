package dev.firebreak.remediation.run;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.SeenRequest;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A real service provider behind a server that can misbehave, real evidence, a real graph, and the
/// engine over all of it.
final class Estate implements AutoCloseable {
  static final String SOURCE = "strongroom";
  static final String GROUP_ENTITLEMENTS =
      "urn:firebreak:params:scim:schemas:extension:access:1.0:Group:entitlements";

  static final RemoveMember MARTA_OUT = member("u1", "m.okonjo");
  static final RemoveMember HANA_OUT = member("u2", "h.kovac");
  static final RemoveGrant PAY_OFF =
      new RemoveGrant(
          key("User", "u1"), "entitlements", "pay", "Pay", key("User", "u1"), "m.okonjo");
  static final RemoveGrant GROUP_PAY_OFF =
      new RemoveGrant(
          key("Group", "g1"), GROUP_ENTITLEMENTS, "pay", "Pay", key("Group", "g1"), "Finance");
  static final RemoveRight RETRIEVE_OFF =
      new RemoveRight(
          key("ContainerPermission", "SAFE-1:g1"),
          "RetrieveAccounts",
          "SAFE-1",
          key("Group", "g1"),
          "Finance");
  static final RemoveRight USE_OFF =
      new RemoveRight(
          key("ContainerPermission", "SAFE-1:g1"),
          "UseAccounts",
          "SAFE-1",
          key("Group", "g1"),
          "Finance");
  static final Deactivate MARTA_OFF = new Deactivate(key("User", "u1"), "m.okonjo", "Strongroom");

  /// The evidence of a run that made one change.
  static final String[] ONE_CHANGE = {
    "PLAN_FROZEN", "PLAN_TRIED", "APPROVAL", "RUN_STARTED", "INTENT", "OUTCOME", "OBSERVATION"
  };

  /// Guardrails that stand in nobody's way, for tests of other things; four eyes all the same.
  static final Guardrails LENIENT =
      new Guardrails(
          new Budget(25, 1_000, 1_000, 100, 1_000),
          Protection.NONE,
          AdminGroups.NONE,
          new ApprovalRules(true, Approvers.ANYBODY, 25, false, false),
          new Breaker.Limits(100, 100, 100, Duration.ofMinutes(15), 100, 100),
          null,
          Duration.ofHours(24),
          1_000,
          false);

  final TestClock clock = new TestClock();
  final List<Duration> pauses = new ArrayList<>();
  final List<NodeKey> refreshed = new ArrayList<>();
  final ScimProvider provider;
  final FaultyServer server;
  final IdentityGraph graph;
  final RunStore store;
  final Path folder;
  private ScimClient client;
  private final CapabilityClaim capabilities;
  @Nullable CapabilityProfile measured;
  Quirks product = Quirks.GENERIC;
  boolean byHand;
  @Nullable String owner;
  Sources.@Nullable Harvested harvested;
  private Versioning versions = Versioning.HONOURED;
  EvidenceLog evidence;
  Guardrails guardrails = LENIENT;
  final TestSurroundings surroundings = new TestSurroundings(clock);
  RunListener listener = RunListener.NONE;
  Failpoint failpoint = Failpoint.NONE;
  Fence fence = Fence.NONE;

  /// Remembers how long it was to wait, and lets the clock go on so far.
  Waiter waiter =
      time -> {
        pauses.add(time);
        clock.advance(time);
      };

  private Estate(Path folder, Duration timeout) throws IOException {
    this.folder = folder;
    provider = ScimProvider.named(SOURCE).bearer("t").clock(clock).start();
    server = FaultyServer.inFrontOf(provider, new Fault.None());
    client =
        new ScimClient(
            new Connection(
                SOURCE,
                server.baseUri(),
                new Auth.Bearer(Secret.of("t")),
                timeout,
                100,
                1 << 20,
                true),
            clock);
    capabilities = client.capabilities();
    load();
    graph = IdentityGraph.connect(SharedNeo4j.uri(), null, null);
    store = new RunStore(graph);
    evidence = EvidenceLog.open(folder, clock);
  }

  static Estate in(Path folder) throws IOException {
    return in(folder, Duration.ofSeconds(20));
  }

  /// @param timeout how long one call may take as a whole
  static Estate in(Path folder, Duration timeout) throws IOException {
    return new Estate(folder, timeout);
  }

  /// Makes the source one of a product, of which this was seen.
  Estate is(Quirks known, @Nullable CapabilityProfile seen) {
    product = known;
    measured = seen;
    client = client.speaking(client.dialect().mending(known.all()));
    return this;
  }

  /// Makes the source one that has no versions.
  Estate withoutVersions() {
    return with(Versioning.NONE);
  }

  /// Makes the source one whose versions are good for this.
  Estate with(Versioning what) {
    versions = what;
    return this;
  }

  private void load() {
    users();
    group("g1", "u1", "u2", "u3");
    rights("UseAccounts", "RetrieveAccounts");
  }

  /// Puts the users in place of what was there, as their administrator would.
  void users() {
    provider.load(
        "/Users", List.of(user("u1", "m.okonjo"), user("u2", "h.kovac"), user("u3", "i.duarte")));
  }

  /// Puts users in place of what was there: `u1` is `user.1`, and so on.
  void users(int from, int to, boolean active) {
    List<String> users = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      String user = user("u" + i, "user." + i);
      users.add(active ? user : user.replace("\"active\":true", "\"active\":false"));
    }
    provider.load("/Users", users);
  }

  private static String user(String id, String name) {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%s","userName":"%s",
     "externalId":"ext-%s","active":true,
     "entitlements":[{"value":"pay","display":"Pay"},{"value":"view","display":"View"}]}\
    """
        .formatted(id, name, id);
  }

  /// Puts an account in place of what was there, one grant of which ends.
  void ends(String when) {
    provider.load(
        "/Users",
        List.of(
            user("u1", "m.okonjo")
                .replace(
                    "\"display\":\"View\"", "\"display\":\"View\",\"validTo\":\"" + when + "\"")));
  }

  /// A permission on a folder that is known by a number.
  void folder(String number) {
    provider.load(
        "/ContainerPermissions",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],
             "id":"P-%1$s","container":{"value":"%1$s","$ref":"../Containers/%1$s"},
             "group":{"value":"g1"},"rights":["Use"]}\
            """
                .formatted(number)));
  }

  /// Puts a permission in place of what was there, as its administrator would.
  void rights(String... rights) {
    provider.load(
        "/ContainerPermissions",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],
             "id":"SAFE-1:g1","container":{"value":"SAFE-1","$ref":"../Containers/SAFE-1"},
             "group":{"value":"g1"},"rights":["%s"]}\
            """
                .formatted(String.join("\",\"", rights))));
  }

  /// Puts a group in place of what was there, as its administrator would.
  void group(String id, String... members) {
    named(id, "Finance", members);
  }

  /// The same under another name.
  void named(String id, String name, String... members) {
    List<String> list = new ArrayList<>();
    for (String member : members) {
      list.add("{\"value\":\"%s\",\"type\":\"User\"}".formatted(member));
    }
    provider.load(
        "/Groups",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",
               "urn:firebreak:params:scim:schemas:extension:access:1.0:Group"],
             "id":"%s","displayName":"%s","members":[%s],
             "urn:firebreak:params:scim:schemas:extension:access:1.0:Group":
               {"entitlements":[{"value":"pay","display":"Pay"},{"value":"view","display":"View"}]}}\
            """
                .formatted(id, name, String.join(",", list))));
  }

  /// The engine, as it is after a start.
  Remediation engine() {
    return new Remediation(
        evidence,
        sources(),
        this::refresh,
        store,
        guardrails,
        surroundings,
        clock,
        waiter,
        run -> listener.changed(run),
        Pace.STANDARD,
        fence,
        failpoint);
  }

  /// Closes the evidence and opens it again, as a restart does.
  void restart() throws IOException {
    evidence.close();
    evidence = EvidenceLog.open(folder, clock);
  }

  Sources sources() {
    return new Sources() {
      @Override
      public boolean knows(String source) {
        return source.equals(SOURCE) && !byHand;
      }

      @Override
      public ScimClient client(String source) {
        return client;
      }

      @Override
      public CapabilityClaim capabilities(String source) {
        return capabilities;
      }

      @Override
      public Optional<CapabilityProfile> measured(String source) {
        return Optional.ofNullable(measured);
      }

      @Override
      public Quirks product(String source) {
        return product;
      }

      @Override
      public Optional<String> owner(String source) {
        return Optional.ofNullable(owner);
      }

      @Override
      public boolean isByHand(String source) {
        return byHand;
      }

      @Override
      public Optional<Harvested> harvested(PlannedChange change) {
        return Optional.ofNullable(harvested);
      }

      @Override
      public Versioning versions(String source) {
        return versions;
      }
    };
  }

  Reharvest.Observation refresh(NodeKey resource) {
    refreshed.add(resource);
    return OneSource.reharvest(sources()).refresh(resource);
  }

  /// Proposes, tries and has somebody else approve.
  Run approved(Remediation engine, PlannedChange... changes) {
    Run run = tried(engine, changes);
    return engine.approve(run.id(), run.plan().hash(), "ben", "fine");
  }

  /// Proposes and tries.
  Run tried(Remediation engine, PlannedChange... changes) {
    Run run = engine.propose(proposal(changes), "ana");
    engine.dryRun(run.id(), "ana");
    return run;
  }

  static Proposal proposal(PlannedChange... changes) {
    AccessPath.Stop marta =
        new AccessPath.Stop(
            NodeKind.IDENTITY, NodeKey.identity("marta").value(), "Marta", null, Active.YES);
    Finding finding =
        new Finding(
            new FindingKey(FindingKind.TOXIC, "AP-03", marta.key(), ""),
            "Vendor and payment",
            1,
            Severity.CRITICAL,
            NodeKind.IDENTITY,
            "Marta",
            "Marta can do both.",
            List.of(new AccessPath("Pay", "", List.of(marta), List.of())),
            1,
            List.of());
    return new Proposal(
        finding,
        List.of(changes),
        List.of(),
        List.of(),
        new Effect(
            new Effect.Radius(12, 400),
            new Effect.Radius(3, 20),
            1,
            List.of(finding.id()),
            List.of(),
            new Effect.Use(0, 1, 0)),
        List.of(),
        "");
  }

  ScimResource shown(String endpoint, String id) {
    return ScimResource.parse(provider.get(endpoint, id).orElseThrow());
  }

  List<String> members() {
    return shown("/Groups", "g1").texts("members");
  }

  /// What reached the provider itself and could have changed something.
  List<SeenRequest> patches() {
    return provider.requests().stream().filter(request -> !request.method().equals("GET")).toList();
  }

  /// What was sent towards the provider and could have changed something.
  long patchesSent() {
    return server.requests().stream().filter(request -> !request.startsWith("GET ")).count();
  }

  List<String> evidenceTypes(String runId) {
    return evidence.entries(runId).stream().map(Entry::type).toList();
  }

  /// Takes `u1` and so on out of the group that is called so.
  static RemoveMember out(String group, String name, int user) {
    return new RemoveMember(key("Group", group), name, key("User", "u" + user), "user." + user);
  }

  /// A right on a folder whose permission has its id.
  static RemoveRight onFolder(String right) {
    return new RemoveRight(
        key("ContainerPermission", "27"), right, "Folder 27", key("Group", "g1"), "Finance");
  }

  private static RemoveMember member(String id, String name) {
    return new RemoveMember(key("Group", "g1"), "Finance", key("User", id), name);
  }

  static NodeKey key(String type, String id) {
    return new NodeKey(SOURCE, type, id);
  }

  @Override
  public void close() throws IOException {
    evidence.close();
    graph.close();
    client.close();
    server.close();
    provider.close();
  }
}
