package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Users that RFC 7643 allows, and patches for them, out of few words, so that values meet.
final class RandomResources {
  private static final List<String> WORDS =
      List.of(
          "a",
          "A",
          "b",
          "ana@example.com",
          "",
          "x \"y\" \\ z]",
          "ß",
          "ss",
          "2026-01-02T03:04:05Z",
          "2026-01-02T04:04:05+01:00",
          "Łódź");
  private static final List<String> SUBS =
      List.of("value", "type", "display", "$ref", "Primary", "odd name", "@x");
  private static final List<String> SINGLE = List.of("title", "nickName", "x-1", "@odata.id", "é");
  private static final List<String> MULTI = List.of("emails", "roles", "tags", "Rights");
  private static final List<String> EXTENSIONS =
      List.of(Schemas.ENTERPRISE_USER, "urn:example:custom:2.0", "urn:example:own:1.0:Thing");

  private final RandomGenerator random;

  RandomResources(RandomGenerator random) {
    this.random = random;
  }

  ScimResource user() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode schemas = body.putArray("schemas").add(Schemas.USER);
    body.put("id", "u1").put("userName", pick(WORDS));
    attributes(body);
    for (String urn : EXTENSIONS) {
      if (random.nextInt(3) == 0) {
        schemas.add(urn);
        if (random.nextInt(5) > 0) {
          attributes(body.putObject(urn));
        }
      }
    }
    return new ScimResource(body);
  }

  /// A group whose members are told apart by their `value`, with a few plain attributes.
  ScimResource plainGroup() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(Schemas.GROUP).add(Schemas.ENTERPRISE_USER);
    body.put("id", "g1").put("displayName", pick(WORDS) + "x");
    ArrayNode members = body.putArray("members");
    members.addObject().put("value", "stays");
    for (int i = 0; i < 6; i++) {
      if (random.nextBoolean()) {
        members.addObject().put("value", "m" + i).put("display", "Member " + i);
      }
    }
    ObjectNode name = body.putObject("name").put("givenName", pick(WORDS) + "x");
    if (random.nextBoolean()) {
      name.put("familyName", pick(WORDS) + "y");
    }
    ObjectNode extension = body.putObject(Schemas.ENTERPRISE_USER).put("department", "Tours");
    if (random.nextBoolean()) {
      extension.put("costCenter", pick(WORDS) + "z");
    }
    return new ScimResource(body);
  }

  PatchRequest patch() {
    var operations = new ArrayList<PatchOp>();
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      operations.add(operation());
    }
    return new PatchRequest(operations);
  }

  private PatchOp operation() {
    String urn = random.nextInt(4) == 0 ? pick(EXTENSIONS) + ":" : "";
    if (random.nextInt(8) == 0) {
      ObjectNode attributes = JsonNodeFactory.instance.objectNode();
      attributes(attributes);
      return random.nextBoolean()
          ? new PatchOp.Add(null, attributes)
          : new PatchOp.Replace(null, attributes);
    }
    boolean chosen = random.nextInt(3) == 0;
    boolean multi = chosen || random.nextBoolean();
    String head = urn + pick(multi ? MULTI : List.of("title", "nickName", "name", "x-1"));
    String filter =
        chosen
            ? pick(
                List.of(
                    "[value eq " + ScimJson.quote(pick(WORDS)) + "]",
                    "[type eq \"a\" and value pr]",
                    "[not (value co \"a\")]",
                    "[primary eq true or display ne \"b\"]"))
            : "";
    String sub = random.nextInt(3) == 0 ? "." + pick(List.of("value", "type", "display")) : "";
    ScimPath path = ScimPath.parse(head + filter + sub);
    JsonNode value = sub.isEmpty() && multi && !chosen ? values() : sub.isEmpty() ? any() : text();
    return switch (random.nextInt(3)) {
      case 0 -> new PatchOp.Add(path, value);
      case 1 -> new PatchOp.Replace(path, value);
      default -> new PatchOp.Remove(path);
    };
  }

  private void attributes(ObjectNode into) {
    for (String name : SINGLE) {
      if (random.nextInt(3) == 0) {
        into.set(name, scalar());
      }
    }
    if (random.nextInt(3) > 0) {
      ObjectNode name = into.putObject("name");
      for (String sub : List.of("givenName", "familyName", "x.y")) {
        if (random.nextBoolean()) {
          name.set(sub, scalar());
        }
      }
    }
    for (String name : MULTI) {
      if (random.nextInt(3) > 0) {
        into.set(name, values());
      }
    }
  }

  private ArrayNode values() {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    boolean plain = random.nextInt(3) == 0;
    boolean primary = false;
    for (int left = random.nextInt(5); left > 0; left--) {
      if (plain) {
        values.add(scalar());
      } else {
        ObjectNode value = complex();
        if (primary) {
          value.remove("Primary");
        }
        primary |= value.path("Primary").asBoolean(false);
        values.add(value);
      }
    }
    return values;
  }

  private ObjectNode complex() {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    for (String sub : SUBS) {
      int chanceOfTen = sub.equals("value") ? 8 : 3;
      if (random.nextInt(10) < chanceOfTen) {
        value.set(sub, sub.equals("Primary") ? BooleanNode.valueOf(random.nextBoolean()) : text());
      }
    }
    return value;
  }

  private JsonNode any() {
    return random.nextInt(3) == 0 ? scalar() : complex();
  }

  private JsonNode scalar() {
    return switch (random.nextInt(8)) {
      case 0 -> BooleanNode.valueOf(random.nextBoolean());
      case 1 -> DecimalNode.valueOf(BigDecimal.valueOf(random.nextInt(20), 1));
      case 2 -> NullNode.getInstance();
      default -> text();
    };
  }

  private JsonNode text() {
    return StringNode.valueOf(pick(WORDS));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
