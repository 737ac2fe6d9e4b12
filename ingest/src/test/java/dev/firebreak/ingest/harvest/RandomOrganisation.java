package dev.firebreak.ingest.harvest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An application and a vault of few resources with awkward ids, as JSON. Every reference names
/// something that is there.
final class RandomOrganisation {

  static final String ACCESS = "urn:firebreak:params:scim:schemas:extension:access:1.0:Group";
  static final String SIGN_IN =
      "urn:firebreak:params:scim:schemas:extension:vault:1.0:PrivilegedData";

  private static final List<String> RIGHTS =
      List.of("UseAccounts", "useaccounts", "RetrieveAccounts", "ListAccounts", "Manage:Safe%");

  private final Random random;
  private final Map<String, SequencedMap<String, Map<String, ObjectNode>>> sources =
      new LinkedHashMap<>();

  RandomOrganisation(long seed) {
    this.random = new Random(seed);
    sources.put("app", new LinkedHashMap<>());
    sources.put("vault", new LinkedHashMap<>());
  }

  /// The resources of a source by endpoint and id.
  SequencedMap<String, Map<String, ObjectNode>> of(String source) {
    return sources.get(source);
  }

  /// The sources in the order in which to harvest them.
  List<String> order() {
    List<String> order = new ArrayList<>(sources.keySet());
    Collections.shuffle(order, random);
    return order;
  }

  /// Begins, or lets some things go, some come and all the rest be arranged anew.
  void change() {
    var app = sources.get("app");
    List<String> users = ids(app, "/Users", 6);
    List<String> groups = ids(app, "/Groups", 4);
    List<String> entitlements = ids(app, "/Entitlements", 4);
    List<String> roles = ids(app, "/Roles", 3);
    app.put("/Entitlements", new TreeMap<>());
    entitlements.forEach(id -> add(app, "/Entitlements", offered(id)));
    app.put("/Roles", new TreeMap<>());
    roles.forEach(id -> {
      ObjectNode role = offered(id);
      ArrayNode contains = role.putArray("contains");
      some(entitlements, 2).forEach(e -> contains.add(coin() ? e : "value of " + e));
      some(roles, 1).forEach(r -> contains.add("value of " + r));
      add(app, "/Roles", role);
    });
    app.put("/Users", new TreeMap<>());
    users.forEach(id -> add(app, "/Users", user(id, entitlements, roles)));
    app.put("/Groups", new TreeMap<>());
    groups.forEach(id -> add(app, "/Groups", group(id, users, groups, entitlements, roles)));
    vault(sources.get("vault"));
  }

  private void vault(SequencedMap<String, Map<String, ObjectNode>> vault) {
    List<String> users = ids(vault, "/Users", 3);
    List<String> groups = ids(vault, "/Groups", 2);
    List<String> safes = ids(vault, "/Containers", 4);
    List<String> secrets = ids(vault, "/PrivilegedData", 4);
    List<String> permissions = ids(vault, "/ContainerPermissions", 6);
    vault.put("/Users", new TreeMap<>());
    users.forEach(id -> add(vault, "/Users", user(id, List.of(), List.of())));
    vault.put("/Groups", new TreeMap<>());
    groups.forEach(id -> add(vault, "/Groups", group(id, users, groups, List.of(), List.of())));
    vault.put("/Containers", new TreeMap<>());
    safes.forEach(id -> {
      ObjectNode safe = object(id).put("name", "Safe " + id);
      if (coin()) {
        safe.putObject("parent").put("value", any(safes));
      }
      ArrayNode kept = safe.putArray("privilegedData");
      some(secrets, 2).forEach(s -> kept.addObject().put("value", s));
      add(vault, "/Containers", safe);
    });
    vault.put("/PrivilegedData", new TreeMap<>());
    secrets.forEach(id -> {
      ObjectNode secret = object(id).put("name", "Secret " + id);
      if (coin()) {
        secret.putObject(SIGN_IN).put("userName", "login " + id).put("system", "app");
      }
      add(vault, "/PrivilegedData", secret);
    });
    vault.put("/ContainerPermissions", new TreeMap<>());
    permissions.forEach(id -> {
      ObjectNode permission = object(id);
      permission.putObject("container").put("value", any(safes));
      permission
          .putObject(coin() ? "user" : "group")
          .put("value", permission.has("user") ? any(users) : any(groups));
      ArrayNode rights = permission.putArray("rights");
      some(RIGHTS, 3)
          .forEach(right -> {
            if (coin()) {
              rights.add(right);
            } else {
              rights.addObject().put("value", right);
            }
          });
      add(vault, "/ContainerPermissions", permission);
    });
  }

  private ObjectNode offered(String id) {
    return object(id).put("value", "value of " + id).put("display", "Display of " + id);
  }

  private ObjectNode user(String id, List<String> entitlements, List<String> roles) {
    ObjectNode user = object(id).put("userName", "user " + id);
    switch (random.nextInt(3)) {
      case 0 -> user.put("active", true);
      case 1 -> user.put("active", "FALSE");
      default -> user.putNull("active");
    }
    grants(user.putArray("entitlements"), entitlements);
    grants(user.putArray("roles"), roles);
    if (coin()) {
      user.withArray("entitlements").addObject().put("value", "undeclared " + random.nextInt(3));
    }
    return user;
  }

  private void grants(ArrayNode into, List<String> held) {
    for (String id : some(held, 2)) {
      ObjectNode grant = into.addObject().put("value", coin() ? id : "value of " + id);
      if (coin()) {
        grant.put("since", "2025-0" + (1 + random.nextInt(9)) + "-01T00:00:00Z");
      }
      if (coin()) {
        grant.put("validTo", "2027-0" + (1 + random.nextInt(9)) + "-01T00:00:00Z");
      }
    }
  }

  private ObjectNode group(
      String id,
      List<String> users,
      List<String> groups,
      List<String> entitlements,
      List<String> roles) {
    ObjectNode group = object(id).put("displayName", "Group " + id);
    ArrayNode members = group.putArray("members");
    for (String user : some(users, 3)) {
      ObjectNode member = members.addObject().put("value", user);
      if (coin()) {
        member.put("type", "User");
      } else {
        member.put("$ref", "../Users/" + encoded(user));
      }
    }
    for (String nested : some(groups, 2)) {
      if (coin()) {
        members.addObject().put("$ref", "https://x.example/Groups/" + encoded(nested));
      } else {
        members.addObject().put("value", nested).put("type", "Group");
      }
    }
    ObjectNode access = group.putObject(ACCESS);
    grants(access.putArray("entitlements"), entitlements);
    grants(access.putArray("roles"), roles);
    return group;
  }

  private static String encoded(String id) {
    return id.replace("%", "%25").replace("/", "%2F").replace(" ", "%20").replace("é", "%C3%A9");
  }

  private static ObjectNode object(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  private static void add(
      SequencedMap<String, Map<String, ObjectNode>> source, String endpoint, ObjectNode resource) {
    source.get(endpoint).put(resource.path("id").asString(), resource);
  }

  /// Between one and `most` ids; users and groups have the same ones, and most that were there
  /// stay.
  private List<String> ids(
      SequencedMap<String, Map<String, ObjectNode>> source, String endpoint, int most) {
    List<String> pool = List.of("1", "2", "a/b", "50%", "Two Words", "é").subList(0, most);
    Map<String, ObjectNode> before = source.getOrDefault(endpoint, Map.of());
    List<String> ids = new ArrayList<>();
    for (String id : pool) {
      if (id.equals("1") || (before.containsKey(id) ? random.nextInt(4) > 0 : coin())) {
        ids.add(id);
      }
    }
    return ids;
  }

  private List<String> some(List<String> from, int most) {
    List<String> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(shuffled.size(), random.nextInt(most + 1)));
  }

  private String any(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean coin() {
    return random.nextBoolean();
  }
}
