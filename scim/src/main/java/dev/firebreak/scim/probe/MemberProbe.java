package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Do listed groups have the members that they show when they are read alone?
final class MemberProbe {
  private static final int LISTED = 50;
  private static final int READ = 3;

  private final ScimClient client;

  MemberProbe(ScimClient client) {
    this.client = client;
  }

  /// One group, twice.
  ///
  /// @param listed ids of the members that its listing shows
  /// @param alone ids of the members that it shows when it is read alone
  record Pair(Set<String> listed, Set<String> alone) {}

  Judged listed() {
    ScimPage groups = client.page(ResourceType.GROUP, Map.of("count", Integer.toString(LISTED)));
    if (!groups.granted()) {
      return Judged.unknown("asked for groups; the answer was %d", groups.status());
    }
    var pairs = new ArrayList<Pair>();
    for (ScimResource group : chosen(groups.resources())) {
      pairs.add(new Pair(members(group), alone(group.text("id").orElse(""))));
    }
    return judge(pairs);
  }

  static Judged judge(List<Pair> pairs) {
    String asked = "%d groups in a listing and alone".formatted(pairs.size());
    for (Pair pair : pairs) {
      var missing = new HashSet<>(pair.alone());
      missing.removeAll(pair.listed());
      if (!missing.isEmpty()) {
        return pair.listed().isEmpty()
            ? Judged.no(
                "asked %s; one is listed without members and has %d", asked, pair.alone().size())
            : Judged.no(
                "asked %s; one is listed with %d members and has %d",
                asked, pair.listed().size(), pair.alone().size());
      }
    }
    return pairs.stream().allMatch(pair -> pair.listed().isEmpty())
        ? Judged.unknown("asked %s; none has members", asked)
        : Judged.yes("asked %s; their members are the same", asked);
  }

  /// The groups that tell most: the largest, and those without members.
  private static List<ScimResource> chosen(List<ScimResource> groups) {
    var withId = groups.stream().filter(group -> group.text("id").isPresent()).toList();
    var chosen = new LinkedHashSet<ScimResource>();
    withId.stream()
        .max(Comparator.comparingInt(group -> members(group).size()))
        .ifPresent(chosen::add);
    withId.stream().filter(group -> members(group).isEmpty()).limit(READ - 1).forEach(chosen::add);
    withId.stream().limit(READ).forEach(chosen::add);
    return chosen.stream().limit(READ).toList();
  }

  /// What one group shows, asked plainly and asked for its members by name.
  private Set<String> alone(String id) {
    String endpoint = ResourceType.GROUP.endpoint();
    var members = new HashSet<String>();
    for (Map<String, String> query :
        List.of(Map.<String, String>of(), Map.of("attributes", "members"))) {
      if (client.read(endpoint, id, query, null) instanceof ScimOutcome.Ok ok) {
        ScimResource group = ok.resource();
        if (group != null) {
          members.addAll(members(group));
        }
      }
    }
    return members;
  }

  static Set<String> members(ScimResource group) {
    return Set.copyOf(group.texts("members"));
  }
}
