package dev.firebreak.scim.filter;

import dev.firebreak.scim.resource.AttributePath;
import java.math.BigDecimal;
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

/// Resources and filters over the same few names and values, so that both verdicts are common.
final class RandomComparisons {
  private static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "ab",
          "b",
          "",
          "2026-01-02T03:04:05Z",
          "2026-01-02T04:04:05+01:00",
          "2026-01-02");
  private static final List<String> FLAT =
      List.of("title", "id", "externalId", "logins", "active", "tags");
  private static final List<String> COMPLEX = List.of("emails", "meta", "name");
  private static final List<String> SUBS = List.of("value", "type", "$ref", "version", "created");

  private final RandomGenerator random;

  RandomComparisons(RandomGenerator random) {
    this.random = random;
  }

  ObjectNode resource() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (String name : FLAT) {
      if (random.nextInt(3) > 0) {
        body.set(name, name.equals("tags") ? list(false) : scalar());
      }
    }
    for (String name : COMPLEX) {
      if (random.nextInt(3) > 0) {
        body.set(name, name.equals("emails") ? list(true) : complex());
      }
    }
    return body;
  }

  ScimFilter filter(int depth, boolean inside) {
    int kinds = depth == 0 ? 3 : inside ? 6 : 7;
    return switch (random.nextInt(kinds)) {
      case 0, 1 -> compare(inside);
      case 2 -> new ScimFilter.Present(attribute(inside));
      case 3 -> new ScimFilter.And(filter(depth - 1, inside), filter(depth - 1, inside));
      case 4 -> new ScimFilter.Or(filter(depth - 1, inside), filter(depth - 1, inside));
      case 5 -> new ScimFilter.Not(filter(depth - 1, inside));
      default ->
          new ScimFilter.ValuePath(
              new AttributePath(null, pick(List.of("emails", "name", "tags")), null),
              filter(depth - 1, true));
    };
  }

  private ScimFilter compare(boolean inside) {
    Op op = pick(List.of(Op.values()));
    JsonNode value =
        switch (op) {
          case EQ, NE -> scalar();
          case CO, SW, EW -> text();
          case GT, GE, LT, LE -> random.nextInt(3) == 0 ? number() : text();
        };
    return new ScimFilter.Compare(attribute(inside), op, value);
  }

  private AttributePath attribute(boolean inside) {
    if (inside) {
      return new AttributePath(null, pick(SUBS), null);
    }
    return random.nextBoolean()
        ? new AttributePath(null, pick(FLAT), null)
        : new AttributePath(null, pick(COMPLEX), random.nextInt(3) == 0 ? null : pick(SUBS));
  }

  private ArrayNode list(boolean complex) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(complex ? complex() : scalar());
    }
    return list;
  }

  private ObjectNode complex() {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    for (String sub : SUBS) {
      if (random.nextInt(3) > 0) {
        value.set(sub, scalar());
      }
    }
    return value;
  }

  private JsonNode scalar() {
    return switch (random.nextInt(8)) {
      case 0 -> BooleanNode.valueOf(random.nextBoolean());
      case 1 -> number();
      case 2 -> NullNode.getInstance();
      default -> text();
    };
  }

  private JsonNode number() {
    return DecimalNode.valueOf(BigDecimal.valueOf(random.nextInt(40), 1));
  }

  private JsonNode text() {
    return StringNode.valueOf(pick(TEXTS));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
