package dev.firebreak.scim.probe;

import dev.firebreak.scim.probe.Liar.Asked;
import dev.firebreak.scim.probe.Liar.Lie;
import dev.firebreak.scim.probe.Liar.Told;
import dev.firebreak.scim.resource.ScimJson;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Service providers that differ from the standard, each in one way.
final class Lies {
  private Lies() {}

  static final Lie HONEST = new Lie() {};

  /// Refuses pages of more than so many.
  static Lie refusesPagesOver(int most) {
    return new Lie() {
      @Override
      public Told told(Asked asked, Told told) {
        return count(asked) > most ? new Told(400, "", "{\"detail\":\"too many\"}") : told;
      }
    };
  }

  /// Leaves out every second resource of a page of more than so many, and counts only what is left.
  static Lie losesOnPagesOver(int most) {
    return new Lie() {
      @Override
      public Told told(Asked asked, Told told) {
        if (!asked.lists("/Users") || count(asked) <= most) {
          return told;
        }
        ObjectNode body = (ObjectNode) ScimJson.MAPPER.readTree(told.body());
        ArrayNode resources = (ArrayNode) body.get("Resources");
        for (int i = resources.size() - 1; i >= 0; i -= 2) {
          resources.remove(i);
        }
        body.put("totalResults", resources.size());
        return told.saying(body.toString());
      }
    };
  }

  /// Ends every listing of users at so many, and says that these are all.
  static Lie cutsUsersAt(int most) {
    return new Lie() {
      @Override
      public Told told(Asked asked, Told told) {
        if (!asked.lists("/Users") || told.status() != 200) {
          return told;
        }
        ObjectNode body = (ObjectNode) ScimJson.MAPPER.readTree(told.body());
        int start = Integer.parseInt(asked.query().getOrDefault("startIndex", "1"));
        if (body.get("Resources") instanceof ArrayNode resources) {
          while (!resources.isEmpty() && start + resources.size() - 1 > most) {
            resources.remove(resources.size() - 1);
          }
        }
        body.put("totalResults", Math.min(most, body.path("totalResults").asInt()));
        return told.saying(body.toString());
      }
    };
  }

  /// Shows members only to who asks for them by name.
  static Lie showsMembersOnRequest() {
    return reading(asked -> named(asked) ? asked : memberless(asked));
  }

  /// Lists groups without members, whatever is asked for.
  static Lie showsMembersAlone() {
    return reading(asked -> asked.lists("/Groups") ? memberless(asked) : asked);
  }

  /// Lists groups without members, and shows those of one only to who asks for them by name.
  static Lie showsMembersAloneOnRequest() {
    return reading(asked -> asked.lists("/Groups") || !named(asked) ? memberless(asked) : asked);
  }

  /// Shows no members at all, and finds groups by them.
  static Lie showsMembersToFilters() {
    return reading(Lies::memberless);
  }

  /// Shows no members at all, and answers any filter with all it has.
  static Lie showsMembersToNobody() {
    return reading(asked -> memberless(asked).without("filter"));
  }

  /// Serves its configuration where SCIM 1.1 had it.
  static Lie configuresInPlural() {
    return new Lie() {
      @Override
      public Asked asked(Asked asked) {
        return new Asked(
            asked.method(),
            asked.path().replace("ServiceProviderConfigs", "ServiceProviderConfig"),
            asked.query(),
            asked.headers(),
            asked.body());
      }

      @Override
      public Told told(Asked asked, Told told) {
        return asked.path().endsWith("ServiceProviderConfig") ? new Told(404, "", "{}") : told;
      }
    };
  }

  /// Says nothing of how it pages.
  static Lie saysNothingOfPages() {
    return new Lie() {
      @Override
      public Told told(Asked asked, Told told) {
        if (!asked.path().endsWith("ServiceProviderConfig")) {
          return told;
        }
        ObjectNode body = (ObjectNode) ScimJson.MAPPER.readTree(told.body());
        body.remove("pagination");
        return told.saying(body.toString());
      }
    };
  }

  /// Compares ids as numbers, so that none in quotes is found.
  static Lie comparesNumbers() {
    return reading(asked -> {
      String filter = asked.query().get("filter");
      return filter == null || !filter.startsWith("id eq ")
          ? asked
          : asked.with(
              "filter",
              filter.contains("\"")
                  ? "id eq \"none\""
                  : filter.replaceFirst("id eq (\\d+)", "id eq \"$1\""));
    });
  }

  /// Answers a PATCH whose path has a schema in front, and changes nothing.
  static Lie ignoresQualifiedPaths() {
    return patching(
        asked -> asked.body().matches("(?s).*\"path\":\"urn:.*") ? asked.as("GET", "") : asked);
  }

  /// Takes no PATCH.
  static Lie takesNoPatch() {
    return new Lie() {
      @Override
      public Asked asked(Asked asked) {
        return asked.method().equals("PATCH") ? asked.as("GET", "") : asked;
      }

      @Override
      public Told told(Asked asked, Told told) {
        return asked.method().equals("PATCH") ? new Told(405, "", "{}") : told;
      }
    };
  }

  /// Breaks down over whatever is asked beyond a plain page.
  static Lie breaksDown() {
    return new Lie() {
      @Override
      public Told told(Asked asked, Told told) {
        boolean plain =
            asked.lists("/Users") && List.of("count").containsAll(asked.query().keySet());
        return plain && count(asked) <= PageProbe.SMALL ? told : new Told(503, "", "{}");
      }
    };
  }

  private static int count(Asked asked) {
    return Integer.parseInt(asked.query().getOrDefault("count", "0"));
  }

  private static boolean named(Asked asked) {
    return asked.query().getOrDefault("attributes", "").contains("members");
  }

  private static Asked memberless(Asked asked) {
    return asked.path().contains("/Groups")
        ? asked.without("attributes").with("excludedAttributes", "members")
        : asked;
  }

  private static Lie reading(UnaryOperator<Asked> change) {
    return new Lie() {
      @Override
      public Asked asked(Asked asked) {
        return asked.method().equals("GET") ? change.apply(asked) : asked;
      }
    };
  }

  private static Lie patching(UnaryOperator<Asked> change) {
    return new Lie() {
      @Override
      public Asked asked(Asked asked) {
        return asked.method().equals("PATCH") ? change.apply(asked) : asked;
      }
    };
  }
}
