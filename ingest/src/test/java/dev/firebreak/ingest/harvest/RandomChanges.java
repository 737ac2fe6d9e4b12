package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.scene.Served;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes a source a little at a time: mostly users, groups and permissions come and change; now
/// and then one goes, or an entitlement changes. Groups and permissions name what is not there yet.
final class RandomChanges {

  private static final int MOST = 8;

  private final Random random;
  private final Served source;
  private final boolean vault;
  private final Set<NodeKey> changed = new LinkedHashSet<>();
  private final SortedSet<Integer> users = new TreeSet<>();
  private final SortedSet<Integer> groups = new TreeSet<>();

  RandomChanges(long seed, Served source, boolean vault) {
    this.random = new Random(seed);
    this.source = source;
    this.vault = vault;
    if (vault) {
      for (int id = 1; id <= 3; id++) {
        source.has("/Containers", "{'id':'s%d','name':'Safe %d'}".formatted(id, id));
      }
    } else {
      entitlement(1);
      entitlement(2);
      source.has("/Roles", "{'id':'r1','value':'clerk','contains':['ent 1','undeclared 1']}");
    }
    change();
    change();
    change();
  }

  /// What has changed since this was last asked, as keys of a source.
  Set<NodeKey> noticed(String id) {
    Set<NodeKey> keys = new LinkedHashSet<>();
    changed.forEach(each -> keys.add(new NodeKey(id, each.type(), each.id())));
    changed.clear();
    return keys;
  }

  private void changed(String type, String id) {
    changed.add(new NodeKey("any", type, id));
  }

  /// One to three changes.
  void change() {
    for (int i = random.nextInt(3); i >= 0; i--) {
      switch (random.nextInt(vault ? 9 : 7)) {
        case 0, 1 -> user(some());
        case 2, 3 -> group(some());
        case 4 -> user(users.isEmpty() ? 1 : users.first());
        case 5 -> rare();
        case 6 -> group(groups.isEmpty() ? 1 : groups.first());
        default -> permission(some());
      }
    }
  }

  private void rare() {
    if (random.nextInt(3) > 0) {
      return;
    }
    if (random.nextBoolean() && !users.isEmpty()) {
      String id = "u" + users.removeFirst();
      changed("User", id);
      source.lacks("/Users", id);
    } else if (vault) {
      changed("Container", "s1");
      source.has("/Containers", "{'id':'s1','name':'Renamed %d'}".formatted(random.nextInt(9)));
    } else {
      entitlement(some());
    }
  }

  private int some() {
    return 1 + random.nextInt(MOST);
  }

  private void entitlement(int id) {
    changed("Entitlement", "e" + id);
    source.has(
        "/Entitlements",
        "{'id':'e%d','value':'ent %d','display':'E %d'}".formatted(id, id, random.nextInt(9)));
  }

  private void user(int id) {
    users.add(id);
    changed("User", "u" + id);
    ObjectNode user = object("u" + id).put("userName", "user " + id);
    user.put("displayName", "User " + random.nextInt(100));
    if (!vault) {
      ArrayNode held = user.putArray("entitlements");
      for (int i = random.nextInt(3); i > 0; i--) {
        held.addObject()
            .put(
                "value", (random.nextBoolean() ? "ent " : "undeclared ") + (1 + random.nextInt(3)));
      }
    }
    source.has("/Users", List.of(user.toString()));
  }

  private void group(int id) {
    groups.add(id);
    changed("Group", "g" + id);
    ObjectNode group = object("g" + id).put("displayName", "Group " + id);
    ArrayNode members = group.putArray("members");
    IntStream.range(0, random.nextInt(4))
        .map(_ -> some())
        .distinct()
        .forEach(member -> {
          ObjectNode element = members.addObject();
          if (random.nextInt(4) == 0) {
            element.put("value", "g" + member).put("type", "Group");
          } else {
            element.put("value", "u" + member);
            if (random.nextBoolean()) {
              element.put("type", "User");
            }
          }
        });
    source.has("/Groups", List.of(group.toString()));
  }

  private void permission(int id) {
    changed("ContainerPermission", "p" + id);
    ObjectNode permission = object("p" + id);
    permission.putObject("container").put("value", "s" + (1 + random.nextInt(3)));
    if (random.nextBoolean()) {
      permission.putObject("user").put("value", "u" + some());
    } else {
      permission.putObject("group").put("value", "g" + some());
    }
    ArrayNode rights = permission.putArray("rights");
    List<String> all = new ArrayList<>(List.of("UseAccounts", "ListAccounts", "ManageSafe"));
    all.removeIf(_ -> random.nextBoolean());
    all.forEach(rights::add);
    source.has("/ContainerPermissions", List.of(permission.toString()));
  }

  private static ObjectNode object(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }
}
