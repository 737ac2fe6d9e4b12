package dev.firebreak.benchmarks.harvest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the source of the benchmark holds: users with a grant each, and a group of twenty members
/// for every ten users. The same seed makes the same bytes.
///
/// @param resources the JSON of each resource, by endpoint
/// @param edges how many different memberships and grants they state
record Population(Map<String, List<byte[]>> resources, int edges) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ENTITLEMENTS = 500;
  private static final int MEMBERS = 20;

  static Population of(int users, long seed) {
    Random random = new Random(seed);
    List<byte[]> entitlements = new ArrayList<>();
    for (int i = 0; i < ENTITLEMENTS; i++) {
      entitlements.add(
          bytes(
              resource("right." + i, "Entitlement")
                  .put("value", "right." + i)
                  .put("display", "Right number " + i)));
    }
    List<byte[]> people = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      people.add(user(i, random));
    }
    List<byte[]> groups = new ArrayList<>();
    int edges = users;
    for (int i = 0; i < Math.max(1, users / 10); i++) {
      ObjectNode group = resource("g" + i, "Group").put("displayName", "Group number " + i);
      ArrayNode members = group.putArray("members");
      TreeSet<Integer> chosen = new TreeSet<>();
      for (int m = 0; m < MEMBERS; m++) {
        chosen.add(random.nextInt(users));
      }
      chosen.forEach(member -> members.addObject().put("value", "u" + member).put("type", "User"));
      edges += chosen.size();
      groups.add(bytes(group));
    }
    return new Population(
        Map.of("Entitlements", entitlements, "Users", people, "Groups", groups), edges);
  }

  /// How many resources there are.
  int size() {
    return resources.values().stream().mapToInt(List::size).sum();
  }

  private static byte[] user(int number, Random random) {
    ObjectNode user =
        resource("u" + number, "User")
            .put("userName", "user." + number)
            .put("displayName", "Person number " + number)
            .put("active", random.nextInt(20) != 0)
            .put("title", "Analyst");
    user.putObject("name").put("givenName", "Person").put("familyName", "Number " + number);
    user.putArray("emails")
        .addObject()
        .put("value", "user." + number + "@larkspur.example")
        .put("type", "work")
        .put("primary", true);
    user.putArray("entitlements").addObject().put("value", "right." + random.nextInt(ENTITLEMENTS));
    user.putObject("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
        .put("employeeNumber", "L" + number)
        .put("department", "Department " + random.nextInt(40));
    return bytes(user);
  }

  private static ObjectNode resource(String id, String type) {
    ObjectNode resource = JSON.createObjectNode();
    resource.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:" + type);
    resource
        .put("id", id)
        .putObject("meta")
        .put("resourceType", type)
        .put("lastModified", "2026-11-01T08:00:00Z")
        .put("version", "W/\"1\"");
    return resource;
  }

  private static byte[] bytes(ObjectNode resource) {
    return resource.toString().getBytes(StandardCharsets.UTF_8);
  }
}
