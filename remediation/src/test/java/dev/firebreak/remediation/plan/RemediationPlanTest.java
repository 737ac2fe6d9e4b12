package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.plan.RemediationPlan.Dropped;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RemediationPlanTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final NodeKey USER = new NodeKey("s/1", "User", "u 1/ü");
  private static final NodeKey GROUP = new NodeKey("s/1", "Group", "g1");

  private static RemediationPlan plan() {
    SampleGraph graph = new SampleGraph();
    String ana = graph.identity("ana");
    String account = graph.account("s", "a");
    String pay = graph.entitlement("s", "pay");
    graph.owns(ana, account).holds(account, pay);
    Finding finding = SampleGraph.blastRadius(graph.snapshot(), ana, pay);
    List<PlannedChange> changes =
        List.of(
            new RemoveMember(GROUP, "Finance \"x\"", USER, "u"),
            new RemoveGrant(USER, "entitlements", "pay", "Pay", USER, "u"),
            new RemoveGrant(GROUP, SampleGraph.GROUP_ENTITLEMENTS, "pay", "Pay", GROUP, "Finance"),
            new RemoveRight(
                new NodeKey("s/1", "ContainerPermission", "SAFE:g1"), "Use", "SAFE", GROUP, "F"),
            new RemoveRight(
                new NodeKey("s/1", "ContainerPermission", "SAFE:u"),
                "Use",
                "SAFE",
                USER,
                "u",
                true),
            new Deactivate(USER, "u", "Strongroom"),
            new RemovePermission(
                new NodeKey("s/1", "ContainerPermission", "SAFE:g2"),
                "SAFE",
                GROUP,
                "F",
                List.of("Use", "List")),
            new SetEndDate(
                USER,
                new EndDate("entitlements", "view"),
                "View",
                USER,
                "u",
                Instant.parse("2026-12-31T00:00:00Z")),
            new AddMember(
                GROUP, "Other", new NodeKey("s/1", "User", "c"), "c", found("{\"value\":\"c\"}")),
            new AddGrant(
                USER,
                "roles",
                "clerk",
                "Clerk",
                USER,
                "u",
                found("{\"value\":\"clerk\",\"validTo\":\"2026-12-31T00:00:00Z\"}")),
            new AddRight(
                new NodeKey("s/1", "ContainerPermission", "SAFE:g3"),
                "Use",
                "SAFE",
                GROUP,
                "F",
                found("\"Use\"")),
            new CreatePermission(
                new NodeKey("s/1", "ContainerPermission", "SAFE:g4"),
                "SAFE",
                GROUP,
                "F",
                found(
                    "{\"container\":{\"value\":\"SAFE\"},\"group\":{\"value\":\"g4\"},\"rights\":[\"Use\"]}")),
            new Reactivate(new NodeKey("s/1", "User", "off"), "off", "Strongroom", found("true")),
            new Reactivate(new NodeKey("s/1", "User", "o2"), "o2", "Strongroom", found("")),
            new RestoreEndDate(
                USER,
                new EndDate("entitlements", "pay"),
                "Pay",
                USER,
                "u",
                found("{\"value\":\"pay\",\"validTo\":\"2027-12-31T00:00:00Z\"}")),
            new RestoreEndDate(
                USER, new EndDate("urn:x:acme:2.0:User:until", ""), "u", USER, "u", found("")));
    Live live =
        new Live(
            ScimResource.parse(
                """
                {"id":"x","active":true,"members":[{"value":"u 1/ü"},{"value":"b"}],
                 "rights":["Use","List"],"entitlements":[{"value":"pay","type":"t"}],
                 "urn:firebreak:params:scim:schemas:extension:access:1.0:Group":
                   {"entitlements":[{"value":"pay"}]}}
                """),
            "W/\"1\"");
    return new RemediationPlan(
        "R-1",
        List.of("T-1"),
        changes,
        changes.stream()
            .map(change -> Precondition.of(change, live, change.valuesIn(live.resource())))
            .toList(),
        "ana",
        Instant.parse("2026-11-22T06:12:00.123456Z"),
        new Effect(
            new Effect.Radius(9, 1L << 40),
            new Effect.Radius(1, 2),
            3,
            List.of("T-1"),
            List.of(new Effect.Opened("X-1", FindingKind.OUTLIER, Severity.LOW, "b stands out.")),
            new Effect.Use(1, 2, 3)),
        finding.because(),
        List.of(new Dropped("Remove x from y", "Already gone.")),
        changes.stream()
            .map(change ->
                new WriteChoice(WriteChoice.usual(change).form(), "For " + change.value() + "."))
            .toList(),
        "R-0");
  }

  private static ArrayNode found(String element) {
    ArrayNode found = JSON.createArrayNode();
    return element.isEmpty() ? found : found.add(JSON.readTree(element));
  }

  /// As it was before a plan said in which form a change is made.
  private static RemediationPlan older() {
    RemediationPlan plan = plan();
    return new RemediationPlan(
        plan.id(),
        plan.findingIds(),
        plan.changes(),
        plan.preconditions(),
        plan.proposedBy(),
        plan.frozenAt(),
        plan.effect(),
        plan.residual(),
        plan.dropped());
  }

  @Test
  void aPlanThatWasFrozenBeforeFormsWereChosenIsReadAsItWas() {
    RemediationPlan old = older();
    ObjectNode json = old.content();
    assertThat(json.toString()).doesNotContain("\"form\"").doesNotContain("undoes");
    assertThat(RemediationPlan.read(json, old.hash())).isEqualTo(old);
    assertThat(json.get("changes").get(0).get("request").toString())
        .contains("members[value eq \\\"u 1/ü\\\"]");
  }

  @Test
  void aPlanThatWasFrozenWithoutAWordOfWhatItOpensKeepsItsHashAndKnowsNothingOfIt() {
    ObjectNode old = plan().content();
    ((ObjectNode) old.get("effect")).remove("opens");
    RemediationPlan read = RemediationPlan.read(old, CanonicalJson.sha256(old));
    assertThat(read.effect().opened()).isEmpty();
    assertThat(plan().effect().opened()).hasValueSatisfying(each -> assertThat(each).hasSize(1));
  }

  @Test
  void aPlanSurvivesJson() {
    RemediationPlan plan = plan();
    JsonNode text = JSON.readTree(plan.toJson().toString());
    assertThat(RemediationPlan.read(text, plan.hash())).isEqualTo(plan);
    assertThat(RemediationPlan.read(plan.content(), plan.hash()).hash()).isEqualTo(plan.hash());
    assertThat(plan.frozenAt()).isEqualTo(Instant.parse("2026-11-22T06:12:00.123Z"));
  }

  @Test
  void everySingleValueOfAPlanIsUnderItsHash() {
    RemediationPlan plan = plan();
    ObjectNode json = plan.content();
    int altered = 0;
    for (List<Object> place : leaves(json)) {
      ObjectNode forged = json.deepCopy();
      alter(forged, place);
      assertThatExceptionOfType(RemediationRefused.class)
          .as(place.toString())
          .isThrownBy(() -> RemediationPlan.read(forged, plan.hash()))
          .satisfies(
              refused -> assertThat(refused.reason()).isEqualTo(RemediationRefused.Reason.ALTERED));
      altered++;
    }
    assertThat(altered).isGreaterThan(80);
    ObjectNode more = json.deepCopy();
    more.put("andAlso", true);
    assertThatExceptionOfType(RemediationRefused.class)
        .isThrownBy(() -> RemediationPlan.read(more, plan.hash()));
  }

  private static List<List<Object>> leaves(JsonNode node) {
    List<List<Object>> leaves = new ArrayList<>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        leaves(member.getValue()).forEach(rest -> leaves.add(prepend(member.getKey(), rest)));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        Object at = i;
        leaves(node.get(i)).forEach(rest -> leaves.add(prepend(at, rest)));
      }
    } else {
      leaves.add(List.of());
    }
    return leaves;
  }

  private static List<Object> prepend(Object first, List<Object> rest) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static void alter(ObjectNode root, List<Object> place) {
    JsonNode parent = root;
    for (Object step : place.subList(0, place.size() - 1)) {
      parent = step instanceof String name ? parent.get(name) : parent.get((Integer) step);
    }
    Object last = place.getLast();
    JsonNode old = last instanceof String name ? parent.get(name) : parent.get((Integer) last);
    JsonNode forged =
        old.isBoolean()
            ? JSON.getNodeFactory().booleanNode(!old.booleanValue())
            : old.isNumber()
                ? JSON.getNodeFactory().numberNode(old.longValue() + 1)
                : JSON.getNodeFactory().stringNode(old.asString("") + "x");
    switch (parent) {
      case ObjectNode object -> object.set((String) last, forged);
      case ArrayNode array -> array.set((Integer) last, forged);
      default -> throw new AssertionError(parent);
    }
  }

  @Test
  void eachChangeHasItsPreconditionAndItsForm() {
    RemediationPlan plan = plan();
    for (int i = 0; i < plan.changes().size(); i++) {
      PlannedChange change = plan.changes().get(i);
      assertThat(plan.precondition(change)).isEqualTo(plan.preconditions().get(i));
      assertThat(plan.write(change)).isEqualTo(plan.writes().get(i));
    }
  }

  @Test
  void aPlanMayBeStartedForADay() {
    RemediationPlan plan = plan();
    assertThat(plan.isExpired(plan.frozenAt().plus(Duration.ofHours(24)).minusMillis(1))).isFalse();
    assertThat(plan.isExpired(plan.frozenAt().plus(Duration.ofHours(24)))).isTrue();
  }

  @Test
  void aPlanWithoutChangesOrWithOneTwiceDoesNotConstruct() {
    RemediationPlan plan = plan();
    List<PlannedChange> twice = List.of(plan.changes().getFirst(), plan.changes().getFirst());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(), List.of()))
        .withMessageContaining("at least one change");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            with(twice, List.of(plan.preconditions().getFirst(), plan.preconditions().getFirst())))
        .withMessageContaining("twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(plan.changes(), plan.preconditions().reversed()))
        .withMessageContaining("one precondition for each change");
  }

  private static RemediationPlan with(
      List<PlannedChange> changes, List<Precondition> preconditions) {
    RemediationPlan plan = plan();
    return new RemediationPlan(
        "R-1",
        plan.findingIds(),
        changes,
        preconditions,
        "ana",
        plan.frozenAt(),
        plan.effect(),
        List.of(),
        List.of());
  }

  @Test
  void theValuesOfAnAttributeAreASet() {
    RemoveMember change = new RemoveMember(GROUP, "G", new NodeKey("s", "User", "b"), "b");
    ScimResource repeated =
        ScimResource.parse(
            "{\"id\":\"g\",\"members\":[{\"value\":\"b\",\"display\":\"B\"},{\"value\":\"a\"},{\"value\":\"b\"}]}");
    ScimResource plain =
        ScimResource.parse("{\"id\":\"g\",\"members\":[{\"value\":\"a\"},{\"value\":\"b\"}]}");
    Precondition before =
        Precondition.of(change, new Live(repeated, null), change.valuesIn(repeated));
    assertThat(before.matches(change.valuesIn(plain))).isTrue();
    assertThat(before.slice()).hasSize(2);
    assertThat(change.applyTo(change.valuesIn(repeated))).containsExactly("a");
    assertThat(change.isDone(change.valuesIn(ScimResource.parse("{\"id\":\"g\"}")))).isTrue();
  }
}
