package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.RemediationRefused.Reason;
import dev.firebreak.remediation.write.WriteStrategy;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import dev.firebreak.scim.quirk.Quirks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans frozen over what a real service provider shows, and what it may show instead.
class FreezerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T06:12:00Z"), ZoneOffset.UTC);
  private static final NodeKey GROUP = new NodeKey("hr", "Group", "g1");
  private static final NodeKey SAFE = new NodeKey("hr", "ContainerPermission", "p1");

  private ScimProvider provider;
  private FaultyServer server;
  private ScimClient client;
  private boolean byHand;

  private final Sources sources =
      new Sources() {
        @Override
        public boolean knows(String source) {
          return source.equals("hr");
        }

        @Override
        public ScimClient client(String source) {
          return client;
        }

        @Override
        public CapabilityClaim capabilities(String source) {
          return client.capabilities();
        }

        @Override
        public boolean isByHand(String source) {
          return byHand;
        }
      };

  @BeforeEach
  void start() throws Exception {
    provider = ScimProvider.named("hr").bearer("t").clock(CLOCK).start();
    server = FaultyServer.inFrontOf(provider, new Fault.None());
    client =
        new ScimClient(
            new Connection(
                "hr",
                server.baseUri(),
                new Auth.Bearer(Secret.of("t")),
                Duration.ofSeconds(20),
                100,
                1 << 20,
                true),
            CLOCK);
    group("u1", "u2", "u3");
    permissions(permission("p1", "c1", "Use", "List"));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    provider.close();
  }

  private void group(String... members) {
    provider.load(
        "/Groups",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g1",
             "displayName":"Finance","members":[%s]}\
            """
                .formatted(
                    String.join(
                        ",",
                        List.of(members).stream().map("{\"value\":\"%s\"}"::formatted).toList()))));
  }

  private void permissions(String... all) {
    provider.load("/ContainerPermissions", List.of(all));
  }

  private static String permission(String id, String container, String... rights) {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],"id":"%s",
     "container":{"value":"%s"},"group":{"value":"g1"},"rights":["%s"]}\
    """
        .formatted(id, container, String.join("\",\"", rights));
  }

  private static RemoveMember out(String user) {
    return new RemoveMember(GROUP, "Finance", new NodeKey("hr", "User", user), user);
  }

  private static RemoveRight off(String right) {
    return new RemoveRight(SAFE, right, "SAFE", GROUP, "Finance");
  }

  private RemediationPlan frozen(PlannedChange... changes) {
    return new Freezer(sources, new WriteStrategy(sources), CLOCK)
        .freeze(
            "R-1",
            new ChangeSet(
                List.of("F-1"), List.of(changes), List.of(), Effect.none(Effect.Radius.NONE), ""),
            "ana");
  }

  private void refused(Reason reason, String why, PlannedChange... changes) {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> frozen(changes))
        .withMessageContaining(why)
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void aPlanHoldsWhatWasReadWithEarlierChangesMade() {
    RemediationPlan plan = frozen(out("u1"), out("u2"), off("Use"), off("List"));
    assertThat(plan.preconditions()).extracting(Precondition::count).containsExactly(3, 2, 2, 1);
    assertThat(plan.precondition(plan.changes().get(1)).count()).isEqualTo(2);
    assertThat(plan.changes().get(2)).isEqualTo(off("Use"));
    assertThat(plan.changes().getLast())
        .as("the last right goes with its permission")
        .isEqualTo(off("List").asLast());
    assertThat(plan.preconditions().getFirst().slice().toString())
        .isEqualTo("[{\"value\":\"u1\"}]");
    assertThat(server.requests().stream().filter(each -> each.contains("/Groups/g1")))
        .as("each resource is read once")
        .hasSize(1);
    assertThat(plan.change(out("u2").id())).contains(out("u2"));
    assertThat(plan.change("another")).isEmpty();
    assertThat(RemediationPlan.read(plan.toJson(), plan.hash())).isEqualTo(plan);
  }

  @Test
  void whatIsDoneAlreadyIsDroppedAndSaid() {
    RemediationPlan plan = frozen(out("u1"), out("u9"));
    assertThat(plan.changes()).containsExactly(out("u1"));
    assertThat(plan.dropped())
        .containsExactly(new RemediationPlan.Dropped("Remove u9 from Finance", "Already gone."));
    provider.remove("/ContainerPermissions", "p1");
    assertThat(frozen(out("u1"), off("Use")).dropped())
        .containsExactly(
            new RemediationPlan.Dropped(
                "Take Use on SAFE from Finance", "Already gone: the resource no longer exists."));
    refused(
        Reason.NOTHING_TO_DO,
        "Nothing is left to change. Remove u9 from Finance: Already gone. Harvest the source",
        out("u9"));
  }

  @Test
  void aListThatIsNotShownAtAllIsSaidToBe() {
    provider.load(
        "/Groups",
        List.of(
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g1",
             "displayName":"Finance"}\
            """));
    refused(
        Reason.NOTHING_TO_DO,
        "Already gone, or not shown: the source shows no members of this resource at all.",
        out("u1"));
  }

  @Test
  void whatIsToComeBackMayBeThereOrHaveNoPlace() {
    AddMember back = out("u1").inverse(frozen(out("u1")).preconditions().getFirst().slice());
    refused(Reason.NOTHING_TO_DO, "Put u1 into Finance: Already there.", back);
    group("u2");
    assertThat(frozen(back).changes()).containsExactly(back);
    provider.remove("/Groups", "g1");
    refused(
        Reason.NOTHING_TO_DO,
        "The resource no longer exists, so nothing can be given back to it.",
        back);
  }

  @Test
  void nothingWantedIsRefusedWithItsReason() {
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() ->
            new Freezer(sources, new WriteStrategy(sources), CLOCK)
                .freeze(
                    "R-1",
                    new ChangeSet(
                        List.of(),
                        List.of(),
                        List.of(),
                        Effect.none(Effect.Radius.NONE),
                        "Nothing can be cut."),
                    "ana"))
        .withMessage("Nothing can be cut.");
  }

  @Test
  void whatCannotBeReadFreezesNoPlan() {
    server.become(new Fault.AnswersHtml());
    refused(Reason.UNREADABLE, "hr/Group/g1 cannot be read from its source", out("u1"));
    server.become(new Fault.Unauthorized());
    refused(Reason.UNREADABLE, "(401", out("u1"));
  }

  @Test
  void whatPeopleChangeIsNotRead() {
    byHand = true;
    RemediationPlan plan = frozen(out("u1"));
    assertThat(plan.writes().getFirst().isManual()).isTrue();
    assertThat(plan.preconditions().getFirst().count()).isEqualTo(1);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aWholePermissionIsAnotherValueThanItsRights() {
    RemovePermission whole =
        new RemovePermission(SAFE, "SAFE", GROUP, "Finance", List.of("Use", "List"));
    RemediationPlan plan = frozen(off("Use"), whole);
    assertThat(plan.preconditions()).extracting(Precondition::count).containsExactly(2, 3);
    assertThat(plan.preconditions().getLast().slice().get(0).path("id").asString()).isEqualTo("p1");
  }

  private CreatePermission again() {
    return new RemovePermission(SAFE, "SAFE", GROUP, "Finance", List.of())
        .inverse(
            frozen(new RemovePermission(SAFE, "SAFE", GROUP, "Finance", List.of()))
                .preconditions()
                .getFirst()
                .slice());
  }

  @Test
  void aPermissionIsFoundByItsHolderWhateverItsId() {
    CreatePermission again = again();
    LiveReader reader = new LiveReader(sources);
    permissions(permission("p7", "c1", "Use", "List"), permission("p8", "c2", "Use"));
    provider.remove("/ContainerPermissions", "p1");
    assertThat(reader.read(again))
        .isInstanceOfSatisfying(
            Reading.Shown.class, shown -> assertThat(shown.live().resource().id()).isEqualTo("p7"));
    refused(Reason.NOTHING_TO_DO, "Already there.", again);
    provider.remove("/ContainerPermissions", "p7");
    assertThat(reader.read(again)).isEqualTo(new Reading.Shown(Live.NOTHING));
    assertThat(frozen(again).writes().getFirst().form()).isEqualTo(WriteForm.POST);
    server.become(new Fault.AnswersHtml());
    assertThat(reader.read(again)).isInstanceOf(Reading.Unanswered.class);
    server.become(new Fault.Unauthorized());
    assertThat(reader.read(again)).isInstanceOf(Reading.Unauthorized.class);
  }

  @Test
  void aSourceThatIsNotSetUpIsNotAsked() {
    LiveReader reader = new LiveReader(sources);
    Reading unknown = new Reading.Unanswered("the source pay is not set up for changes");
    assertThat(reader.read(new NodeKey("pay", "Group", "g1"))).isEqualTo(unknown);
    assertThat(reader.read(new NodeKey("hr", "Robot", "r1")))
        .isInstanceOf(Reading.Unanswered.class);
    CreatePermission again = again();
    assertThat(
            reader.read(
                new CreatePermission(
                    new NodeKey("pay", "ContainerPermission", "p1"),
                    "SAFE",
                    GROUP,
                    "Finance",
                    again.found())))
        .isEqualTo(unknown);
  }

  @Test
  void aReadingBringsTheVersionAndWhatItIsGoodFor() {
    LiveReader reader = new LiveReader(sources);
    assertThat(reader.read(GROUP))
        .isInstanceOfSatisfying(
            Reading.Shown.class,
            shown -> {
              assertThat(shown.live().version()).isNotNull();
              assertThat(shown.live().ifMatch()).isEqualTo(shown.live().version());
              assertThat(shown.live().lastModified()).startsWith("2026-11-22T06:12:00");
            });
    assertThat(reader.read(new NodeKey("hr", "Group", "g9"))).isEqualTo(new Reading.Gone());
    server.become(new Fault.Answers(500, false));
    assertThat(reader.read(GROUP)).isInstanceOf(Reading.Unanswered.class);
    server.become(new Fault.CutsBody());
    assertThat(reader.read(GROUP)).isInstanceOf(Reading.Unanswered.class);
  }

  @Test
  void aTypeHasItsEndpointOrNone() {
    assertThat(LiveReader.endpoint(GROUP)).isEqualTo("/Groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LiveReader.endpoint(new NodeKey("hr", "Robot", "r1")))
        .withMessage("no SCIM endpoint serves a Robot");
  }

  @Test
  void aSourceThatSaysNothingElseIsOrdinary() {
    assertThat(sources.product("hr")).isEqualTo(Quirks.GENERIC);
    assertThat(sources.versions("hr")).isEqualTo(Versioning.HONOURED);
    assertThat(sources.measured("hr")).isEmpty();
    assertThat(sources.harvested(out("u1"))).isEmpty();
  }
}
