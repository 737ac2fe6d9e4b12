package dev.firebreak.demo.larkspur;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who reaches what, read from the served JSON alone with nothing shared with the generator. A node
/// is `source/type/id`; a right on a safe is `strongroom/Right/SAFE#Right`.
final class NaiveReach {
  private static final String ACCESS =
      "urn:firebreak:params:scim:schemas:extension:access:1.0:Group";
  private static final String VAULT =
      "urn:firebreak:params:scim:schemas:extension:vault:1.0:PrivilegedData";
  private static final Set<String> OPENING =
      Set.of("UseAccounts", "RetrieveAccounts", "ManageSafeMembers");
  private static final JsonMapper JSON = new JsonMapper();

  final Map<String, JsonNode> nodes = new LinkedHashMap<>();
  final Map<String, Set<String>> edges = new HashMap<>();
  final Map<String, String> identityByAccount = new LinkedHashMap<>();
  final List<String> uncorrelated = new ArrayList<>();

  NaiveReach(ServedSource... sources) {
    for (var source : sources) {
      source
          .resources()
          .forEach((endpoint, resources) ->
              resources.forEach(text -> read(source.name(), JSON.readTree(text))));
    }
    List.copyOf(nodes.keySet()).forEach(this::connect);
    nodes.keySet().stream().filter(key -> key.contains("/User/")).forEach(this::correlate);
  }

  static NaiveReach of(Larkspur larkspur) {
    return new NaiveReach(larkspur.doorway(), larkspur.ledgerone(), larkspur.strongroom());
  }

  private void read(String source, JsonNode resource) {
    var schema = resource.at("/schemas/0").asString();
    var type = schema.substring(schema.lastIndexOf(':') + 1);
    var key = source + "/" + type + "/" + resource.get("id").asString();
    if (nodes.put(key, resource) != null) {
      throw new AssertionError("twice: " + key);
    }
  }

  private void edge(String from, String to) {
    edges.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
  }

  private void connect(String key) {
    var node = nodes.get(key);
    var source = key.substring(0, key.indexOf('/'));
    for (var member : node.path("members")) {
      edge(
          source + "/" + member.get("type").asString() + "/" + member.get("value").asString(), key);
    }
    for (var grants : List.of(node, node.path(ACCESS))) {
      grants
          .path("entitlements")
          .forEach(held -> edge(key, source + "/Entitlement/" + held.get("value").asString()));
      grants
          .path("roles")
          .forEach(held -> edge(key, source + "/Role/" + held.get("value").asString()));
    }
    for (var inner : node.path("contains")) {
      var role = source + "/Role/" + inner.asString();
      edge(key, nodes.containsKey(role) ? role : source + "/Entitlement/" + inner.asString());
    }
    for (var right : node.path("rights")) {
      var safe = node.at("/container/value").asString();
      var holder =
          node.has("user")
              ? "User/" + node.at("/user/value").asString()
              : "Group/" + node.at("/group/value").asString();
      var rightKey = source + "/Right/" + safe + "#" + right.asString();
      edge(source + "/" + holder, rightKey);
      if (OPENING.contains(right.asString())) {
        edge(rightKey, source + "/Container/" + safe);
      }
    }
    for (var secret : node.path("privilegedData")) {
      edge(key, source + "/PrivilegedData/" + secret.get("value").asString());
    }
    if (node.has(VAULT)) {
      for (var account : nodes.keySet()) {
        if (account.startsWith(node.path(VAULT).get("system").asString() + "/User/")
            && nodes
                .get(account)
                .get("userName")
                .asString()
                .equals(node.path(VAULT).get("userName").asString())) {
          edge(key, account);
        }
      }
    }
  }

  private void correlate(String account) {
    var node = nodes.get(account);
    var owners = new TreeSet<String>();
    if (account.startsWith("doorway/")) {
      owners.add(account);
    }
    for (var rule : List.of("externalId", "email", "userName")) {
      if (owners.isEmpty() && !mark(node, rule).isEmpty()) {
        for (var person : nodes.keySet()) {
          if (person.startsWith("doorway/User/")
              && mark(nodes.get(person), rule).equals(mark(node, rule))) {
            owners.add(person);
          }
        }
      }
    }
    if (owners.size() > 1) {
      throw new AssertionError(account + " correlates to " + owners);
    }
    if (owners.isEmpty()) {
      uncorrelated.add(account);
    } else {
      identityByAccount.put(account, owners.first());
    }
  }

  private static String mark(JsonNode user, String rule) {
    var enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    return switch (rule) {
      case "externalId" ->
          user.path(enterprise).has("employeeNumber")
              ? user.path(enterprise).get("employeeNumber").asString()
              : user.path("externalId").asString("");
      case "email" -> user.at("/emails/0/value").asString("").toLowerCase(Locale.ROOT);
      default -> user.get("userName").asString().toLowerCase(Locale.ROOT);
    };
  }

  Set<String> identities() {
    return new TreeSet<>(identityByAccount.values());
  }

  boolean active(String account) {
    return nodes.get(account).get("active").asBoolean();
  }

  /// Everything the identity reaches through its active accounts, the accounts excluded.
  Set<String> from(String identity) {
    return from(identity, Set.of());
  }

  /// The same without the edges `from -> to` named in `cut`.
  Set<String> from(String identity, Set<String> cut) {
    var open = new ArrayDeque<String>();
    identityByAccount.forEach((account, owner) -> {
      if (owner.equals(identity) && active(account)) {
        open.add(account);
      }
    });
    var own = Set.copyOf(open);
    var found = new LinkedHashSet<String>(open);
    while (!open.isEmpty()) {
      var key = open.remove();
      for (var next : edges.getOrDefault(key, Set.of())) {
        if (!cut.contains(key + " -> " + next) && found.add(next)) {
          open.add(next);
        }
      }
    }
    found.removeAll(own);
    return found;
  }

  /// Names by which a rule may know a node: its id, its value, its display name.
  Set<String> names(String key) {
    var node = nodes.get(key);
    var names = new LinkedHashSet<String>();
    names.add(key.substring(key.lastIndexOf('/') + 1));
    if (node != null) {
      for (var attribute : List.of("value", "display")) {
        if (node.has(attribute)) {
          names.add(node.get(attribute).asString());
        }
      }
    }
    return names;
  }
}
