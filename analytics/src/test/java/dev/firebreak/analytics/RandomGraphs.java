package dev.firebreak.analytics;

import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.Scenario.ScenarioEdge;
import dev.firebreak.testkit.Scenario.ScenarioNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Small identity graphs from a seed, with everything that makes reach hard: nested groups with
/// cycles and self-loops, parallel edges, inactive accounts and ones of unknown state, grants that
/// are over, not yet begun or end at this very instant, secrets that sign in to other accounts, and
/// kinds of node of which there is none.
public final class RandomGraphs {

  private final RandomGenerator chance;
  private final String prefix;
  private final SequencedMap<String, ScenarioNode> nodes = new LinkedHashMap<>();
  private final List<ScenarioEdge> edges = new ArrayList<>();

  private RandomGraphs(long seed) {
    this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.prefix = "s" + seed;
  }

  /// The graph of a seed. All its keys begin with the seed, so that many can share one database.
  public static Scenario of(long seed) {
    return new RandomGraphs(seed).draw();
  }

  /// Several graphs beside each other.
  public static Scenario union(Collection<Scenario> scenarios) {
    var nodes = new LinkedHashMap<String, ScenarioNode>();
    List<ScenarioEdge> edges = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      nodes.putAll(scenario.nodes());
      edges.addAll(scenario.edges());
    }
    return new Scenario(nodes, edges);
  }

  private Scenario draw() {
    List<String> identities = add("Identity", "Identity", 1, 5);
    List<String> accounts = add("Account", "User", 0, 7);
    List<String> groups = add("Group", "Group", 0, 6);
    List<String> entitlements = add("Entitlement", "Entitlement", 0, 7);
    List<String> containers = add("Container", "Container", 0, 4);
    List<String> privileged = add("PrivilegedAccount", "PrivilegedData", 0, 4);
    connect("OWNS", identities, accounts, 9);
    connect("MEMBER_OF", accounts, groups, 9);
    connect("MEMBER_OF", groups, groups, 7);
    connect("HOLDS", accounts, entitlements, 5);
    connect("HOLDS", groups, entitlements, 6);
    connect("IMPLIES", entitlements, entitlements, 3);
    connect("ON", entitlements, containers, 3);
    connect("OPENS", entitlements, containers, 4);
    connect("CONTAINS", containers, containers, 3);
    connect("CONTAINS", containers, privileged, 5);
    connect("SIGNS_IN_AS", privileged, accounts, 4);
    connect("REPORTS_TO", identities, identities, 3);
    return new Scenario(nodes, edges);
  }

  private List<String> add(String label, String type, int least, int most) {
    List<String> keys = new ArrayList<>();
    int count = chance.nextInt(least, most + 1);
    for (int i = 0; i < count; i++) {
      String key = prefix + "/" + type + "/" + i;
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("key", key);
      properties.put("source", prefix);
      properties.put("name", type + " " + i);
      if (label.equals("Account") || label.equals("Identity")) {
        switch (chance.nextInt(5)) {
          case 0 -> properties.put("active", false);
          case 1, 2 -> properties.put("active", true);
          default -> {}
        }
      } else if (chance.nextInt(4) > 0) {
        properties.put("sensitivity", (long) chance.nextInt(101));
        properties.put("crownJewel", chance.nextInt(4) == 0);
      }
      nodes.put(key, new ScenarioNode(label, key, properties));
      keys.add(key);
    }
    return keys;
  }

  private void connect(String type, List<String> from, List<String> to, int most) {
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    int count = chance.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      ScenarioEdge edge =
          new ScenarioEdge(
              type,
              from.get(chance.nextInt(from.size())),
              to.get(chance.nextInt(to.size())),
              validity(type));
      edges.add(edge);
      if (chance.nextInt(6) == 0) {
        edges.add(new ScenarioEdge(type, edge.from(), edge.to(), validity(type)));
      }
    }
  }

  private Map<String, Object> validity(String type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("via", prefix + "/via/" + chance.nextInt(100));
    if (type.equals("MEMBER_OF") || type.equals("HOLDS")) {
      Instant now = Snapshots.NOW;
      switch (chance.nextInt(12)) {
        case 0 -> put(properties, "validTo", now.minusSeconds(60));
        case 1 -> put(properties, "validTo", now);
        case 2 -> put(properties, "validTo", now.plusSeconds(60));
        case 3 -> put(properties, "validFrom", now.plusSeconds(60));
        case 4 -> put(properties, "validFrom", now);
        case 5 -> {
          put(properties, "validFrom", now.minusSeconds(60));
          put(properties, "validTo", now.plusSeconds(60));
        }
        default -> {}
      }
    }
    return properties;
  }

  private static void put(Map<String, Object> properties, String name, Instant time) {
    properties.put(name, time.atZone(ZoneOffset.UTC));
  }
}
