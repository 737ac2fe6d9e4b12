package dev.firebreak.remediation.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Taking;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What was taken and given back is what it was, for every kind of change.
class InverseLawsTest {
  private static final NodeKey USER = new NodeKey("s", "User", "x");
  private static final NodeKey GROUP = new NodeKey("s", "Group", "x");
  private static final NodeKey PERMISSION = new NodeKey("s", "ContainerPermission", "x");

  static LongStream seeds() {
    return Seeds.of(300);
  }

  /// A resource with groups, grants, rights and ends, as a service provider might have it.
  private record Drawn(SplittableRandom random, ObjectNode body) {
    static Drawn of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("id", "x").put("externalId", "e").put("unknown", random.nextInt());
      Drawn drawn = new Drawn(random, body);
      drawn.list(body, "members");
      drawn.list(body, "entitlements");
      drawn.list(body, "roles");
      drawn.list(body.putObject("urn:acme:params:scim:schemas:extension:x:1.0:Group"), "grants");
      ArrayNode rights = body.putArray("rights");
      drawn.values().forEach(rights::add);
      body.putObject("container").put("value", "SAFE");
      body.putObject("group").put("value", "g1").put("display", "Finance");
      switch (random.nextInt(4)) {
        case 0 -> body.put("active", true);
        case 1 -> body.put("active", "True");
        case 2 -> body.put("active", false);
        default -> {}
      }
      return drawn;
    }

    /// Two at least, so that none is the last.
    List<String> values() {
      TreeSet<String> values = new TreeSet<>(List.of("v0", "v1"));
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(new String[] {"ü \"q\"", "a]b", "v2", "\\", "urn:x:1.0:y"}[random.nextInt(5)]);
      }
      List<String> shuffled = new ArrayList<>(values);
      java.util.Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
      return shuffled;
    }

    void list(ObjectNode holder, String name) {
      ArrayNode list = holder.putArray(name);
      for (String value : values()) {
        ObjectNode element = list.addObject().put("value", value);
        if (random.nextBoolean()) {
          element.put("display", "The " + value);
        }
        if (random.nextInt(3) == 0) {
          element.put("validTo", "2027-0" + (1 + random.nextInt(9)) + "-01T00:00:00+02:00");
        }
      }
    }

    String one(String path) {
      List<String> all = new ScimResource(body).texts(path);
      return all.get(random.nextInt(all.size()));
    }

    List<Taking> changes() {
      String grants = "urn:acme:params:scim:schemas:extension:x:1.0:Group:grants";
      Instant end = Instant.parse("2026-12-31T00:00:00Z");
      return List.of(
          new RemoveMember(GROUP, "G", new NodeKey("s", "User", one("members")), "m"),
          new RemoveGrant(USER, "entitlements", one("entitlements"), "E", USER, "u"),
          new RemoveGrant(USER, "roles", one("roles"), "R", USER, "u"),
          new RemoveGrant(GROUP, grants, one(grants), "G", GROUP, "g"),
          new RemoveRight(PERMISSION, one("rights"), "SAFE", GROUP, "g"),
          new RemovePermission(PERMISSION, "SAFE", GROUP, "g", List.of()),
          new Deactivate(USER, "u", "S"),
          new SetEndDate(
              USER, new EndDate("entitlements", one("entitlements")), "E", USER, "u", end),
          new SetEndDate(USER, new EndDate("validTo", ""), "u", USER, "u", end));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasTakenAndGivenBackIsWhatItWas(long seed) {
    Drawn drawn = Drawn.of(seed);
    for (Taking change : drawn.changes()) {
      ScimResource before = new ScimResource(drawn.body().deepCopy());
      SortedSet<String> values = change.valuesIn(before);
      if (change.isDone(values)) {
        continue;
      }
      String what = "seed %d: %s".formatted(seed, change.sentence());
      ArrayNode slice = Precondition.of(change, new Live(before, null), values).slice();
      ScimResource taken = sent(change, before);
      assertThat(change.isDone(change.takesResource() ? new TreeSet<>() : change.valuesIn(taken)))
          .as(what)
          .isTrue();

      Restoring inverse = change.inverse(slice);
      if (!change.takesResource()) {
        assertThat(inverse.isDone(inverse.valuesIn(taken))).as(what).isFalse();
      }
      ScimResource again = sent(inverse, taken);
      assertThat(inverse.isDone(inverse.valuesIn(again))).as(what).isTrue();
      assertThat(change.valuesIn(again)).as(what).isEqualTo(values);
      assertThat(others(again, change)).as(what).isEqualTo(others(before, change));
      if (!change.takesResource()) {
        assertThat(change.touched(again).toString()).as(what).isEqualTo(touched(slice));
        assertThat(sent(change, again).body()).as(what).isEqualTo(taken.body());
      }
    }
  }

  private static String touched(ArrayNode slice) {
    List<JsonNode> elements = new ArrayList<>();
    slice.forEach(elements::add);
    return elements.toString();
  }

  /// A PATCH and a PUT of the same change must come to the same.
  private static ScimResource sent(PlannedChange change, ScimResource before) {
    return switch (change.write()) {
      case ScimWrite.Patch(var body) -> {
        ScimResource patched = PatchRequest.parse(body).applyTo(before);
        assertThat(WholeResource.of(change, before).body()).isEqualTo(patched.body());
        yield patched;
      }
      case ScimWrite.Delete _ -> new ScimResource(JsonNodeFactory.instance.objectNode());
      case ScimWrite.Post(var body) -> new ScimResource(body.deepCopy().put("id", "y"));
      case ScimWrite.Put _, ScimWrite.Manual _ -> throw new AssertionError(change);
    };
  }

  /// All but what the change is about; a permission that was made again has another id, and no
  /// numbers.
  private static ObjectNode others(ScimResource resource, PlannedChange change) {
    ObjectNode others = resource.body().deepCopy();
    others.remove(List.of("id", "unknown"));
    String attribute = change.attribute().replaceFirst("\\[.*", "");
    int colon = attribute.lastIndexOf(':');
    others.remove(colon < 0 ? attribute : attribute.substring(0, colon));
    return others;
  }
}
