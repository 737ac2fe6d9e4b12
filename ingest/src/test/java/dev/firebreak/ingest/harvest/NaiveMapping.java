package dev.firebreak.ingest.harvest;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a [RandomOrganisation] must become, written down straight from its JSON and knowing how
/// that was made.
final class NaiveMapping {

  private final SortedSet<String> lines = new TreeSet<>();

  /// Grants that may be stated twice, by value and by id: ends to `since` and `validTo`.
  private final Map<String, String[]> grants = new LinkedHashMap<>();

  private NaiveMapping() {}

  static SortedSet<String> of(RandomOrganisation organisation) {
    NaiveMapping naive = new NaiveMapping();
    naive.application(organisation.of("app"));
    naive.vault(organisation.of("vault"));
    naive.grants.forEach((edge, times) ->
        naive.lines.add(
            edge
                + (times[0].isEmpty() ? "" : " since=" + times[0])
                + (times[1].isEmpty() ? "" : " until=" + times[1])));
    return naive.lines;
  }

  /// The access edges among `lines`, without their times.
  static SortedSet<String> access(SortedSet<String> lines) {
    return lines.stream()
        .filter(line -> line.contains(" -HOLDS-> ") || line.contains(" -MEMBER_OF-> "))
        .map(line -> line.replaceFirst(" by=.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// How many came or went.
  static int changes(Set<String> before, Set<String> after) {
    Set<String> all = new HashSet<>(before);
    all.addAll(after);
    return 2 * all.size() - before.size() - after.size();
  }

  private void application(Map<String, Map<String, ObjectNode>> app) {
    for (String type : new String[] {"Entitlement", "Role"}) {
      app.get(type.equals("Role") ? "/Roles" : "/Entitlements")
          .forEach((id, json) -> {
            entitlement("app", type, "value of " + id, "Display of " + id);
            for (JsonNode contained : json.path("contains")) {
              String from = key("app", type, "value of " + id);
              // By value it may be a role or an entitlement, by id either as well.
              String named = plain(contained.asString());
              if (app.get("/Roles").containsKey(named)) {
                lines.add(implies(from, key("app", "Role", "value of " + named)));
              }
              if (app.get("/Entitlements").containsKey(named)) {
                lines.add(implies(from, key("app", "Entitlement", "value of " + named)));
              }
            }
          });
    }
    people("app", app);
  }

  private static String implies(String from, String to) {
    return from + " -IMPLIES-> " + to + " via=" + from + " by=contains";
  }

  private void people(String source, Map<String, Map<String, ObjectNode>> resources) {
    resources
        .get("/Users")
        .forEach((id, json) -> {
          String active = json.path("active").asString("").toLowerCase(Locale.ROOT);
          lines.add(
              "Account %s \"user %s\" active=%s userName=user %s"
                  .formatted(
                      key(source, "User", id),
                      id,
                      active.equals("true") ? "YES" : active.equals("false") ? "NO" : "UNKNOWN",
                      id));
          held(source, key(source, "User", id), json, "entitlements", "");
          held(source, key(source, "User", id), json, "roles", "");
        });
    resources
        .get("/Groups")
        .forEach((id, json) -> {
          String key = key(source, "Group", id);
          lines.add("Group " + key + " \"Group " + id + "\"");
          for (JsonNode member : json.path("members")) {
            lines.add(
                member(source, member) + " -MEMBER_OF-> " + key + " via=" + key + " by=members");
          }
          JsonNode access = json.path(RandomOrganisation.ACCESS);
          held(source, key, access, "entitlements", RandomOrganisation.ACCESS + ":");
          held(source, key, access, "roles", RandomOrganisation.ACCESS + ":");
        });
  }

  private static String member(String source, JsonNode member) {
    String ref = member.path("$ref").asString("");
    if (ref.contains("/Users/") || member.path("type").asString("").equals("User")) {
      return key(source, "User", member.path("value").asString());
    }
    String id =
        member.has("value")
            ? member.path("value").asString()
            : ref.substring(ref.lastIndexOf('/') + 1)
                .replace("%2F", "/")
                .replace("%20", " ")
                .replace("%C3%A9", "é")
                .replace("%25", "%");
    return key(source, "Group", id);
  }

  private void held(String source, String holder, JsonNode json, String attribute, String urn) {
    for (JsonNode grant : json.path(attribute)) {
      String type = attribute.equals("roles") ? "Role" : "Entitlement";
      String stated = grant.path("value").asString();
      String value =
          stated.startsWith("value of ") || stated.startsWith("undeclared ")
              ? stated
              : "value of " + stated;
      if (stated.startsWith("undeclared ")) {
        entitlement(source, type, stated, stated);
      }
      String edge =
          "%s -HOLDS-> %s via=%s by=%s"
              .formatted(holder, key(source, type, value), holder, urn + attribute);
      String[] times = {grant.path("since").asString(""), grant.path("validTo").asString("")};
      grants.merge(edge, times, NaiveMapping::widest);
    }
  }

  private static String[] widest(String[] a, String[] b) {
    BinaryOperator<String> later = (x, y) -> x.compareTo(y) > 0 ? x : y;
    return new String[] {
      a[0].isEmpty() || (!b[0].isEmpty() && b[0].compareTo(a[0]) < 0) ? b[0] : a[0],
      a[1].isEmpty() || b[1].isEmpty() ? "" : later.apply(a[1], b[1])
    };
  }

  private void entitlement(String source, String type, String value, String name) {
    lines.add(
        "Entitlement %s \"%s\" s=10 value=%s".formatted(key(source, type, value), name, value));
  }

  private void vault(Map<String, Map<String, ObjectNode>> vault) {
    people("vault", vault);
    vault
        .get("/Containers")
        .forEach((id, json) -> {
          String key = key("vault", "Container", id);
          lines.add("Container " + key + " \"Safe " + id + "\" s=20");
          String parent = json.path("parent").path("value").asString("");
          if (!parent.isEmpty()) {
            lines.add(
                key("vault", "Container", parent)
                    + " -CONTAINS-> "
                    + key
                    + " via="
                    + key
                    + " by=parent");
          }
          for (JsonNode kept : json.path("privilegedData")) {
            String secret = key("vault", "PrivilegedData", kept.path("value").asString());
            lines.add(key + " -CONTAINS-> " + secret + " via=" + key + " by=privilegedData");
          }
        });
    vault
        .get("/PrivilegedData")
        .forEach((id, json) ->
            lines.add(
                "PrivilegedAccount %s \"Secret %s\" s=40%s"
                    .formatted(
                        key("vault", "PrivilegedData", id),
                        id,
                        json.has(RandomOrganisation.SIGN_IN) ? " userName=login " + id : "")));
    new TreeMap<>(vault.get("/ContainerPermissions"))
        .forEach((id, json) -> {
          String container = json.path("container").path("value").asString();
          String holder =
              json.has("user")
                  ? key("vault", "User", json.path("user").path("value").asString())
                  : key("vault", "Group", json.path("group").path("value").asString());
          for (JsonNode element : json.path("rights")) {
            right(
                id,
                container,
                holder,
                element.isString() ? element.asString() : element.path("value").asString());
          }
        });
  }

  private void right(String permission, String container, String holder, String right) {
    String escaped = right.replace("%", "%25").replace(":", "%3A");
    String key = key("vault", "ContainerRight", container + ":" + escaped);
    String safe = key("vault", "Container", container);
    lines.add(
        "Entitlement %s \"%s on %s\" s=5 right value=%s".formatted(key, right, container, right));
    lines.add(
        "%s -HOLDS-> %s via=%s by=rights"
            .formatted(holder, key, key("vault", "ContainerPermission", permission)));
    lines.add("%s -ON-> %s via=%s by=container".formatted(key, safe, key));
    if (right.equalsIgnoreCase("UseAccounts") || right.equals("RetrieveAccounts")) {
      lines.add("%s -OPENS-> %s via=%s by=container".formatted(key, safe, key));
    }
  }

  private static String key(String source, String type, String id) {
    return source + "/" + type + "/" + id.replace("%", "%25").replace("/", "%2F");
  }

  private static String plain(String value) {
    return value.replaceFirst("^value of ", "");
  }
}
