package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.quirk.MembersByAsking;
import dev.firebreak.scim.quirk.MembersOnRequest;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Do listed groups have the members that they show when they are read alone? And where they do
/// not: which way of asking shows them all?
final class MemberProbe {
  /// What a listing of groups in outline asks for.
  static final List<String> OUTLINE = List.of("id", "displayName");

  private static final int LISTED = 50;
  private static final int READ = 3;
  private static final int ASKED_FOR = 5;

  private final ScimClient client;
  private final int most;

  /// @param most how many resources a page may be asked for
  MemberProbe(ScimClient client, int most) {
    this.client = client;
    this.most = most;
  }

  /// One group, seen in three ways: the ids of the members that each shows.
  ///
  /// @param listed in a listing
  /// @param alone read alone
  /// @param asked read alone, and asked for its members by name
  record Seen(String id, Set<String> listed, Set<String> alone, Set<String> asked) {
    Set<String> all() {
      var all = new HashSet<>(alone);
      all.addAll(asked);
      all.addAll(listed);
      return all;
    }
  }

  Judged listed() {
    ScimPage groups = groups(Map.of());
    if (!groups.granted()) {
      return Judged.unknown("asked for groups; the answer was %d", groups.status());
    }
    List<Seen> seen = chosen(groups.resources()).stream().map(this::seen).toList();
    Judged judged = judge(seen);
    return switch (judged.verdict()) {
      case YES -> judged;
      case NO -> remedy(seen).map(judged::with).orElse(judged);
      case UNKNOWN -> byFilter(groups, judged);
    };
  }

  static Judged judge(List<Seen> groups) {
    String asked = "%d groups in a listing and alone".formatted(groups.size());
    for (Seen group : groups) {
      int all = group.all().size();
      int listed = group.listed().size();
      if (all > listed) {
        return listed == 0
            ? Judged.no("asked %s; one is listed without members and has %d", asked, all)
            : Judged.no("asked %s; one is listed with %d members and has %d", asked, listed, all);
      }
    }
    return groups.stream().allMatch(group -> group.listed().isEmpty())
        ? Judged.unknown("asked %s; none has members", asked)
        : Judged.yes("asked %s; their members are the same", asked);
  }

  /// The way that shows every member of these groups, the cheapest first.
  private Optional<MemberRemedy> remedy(List<Seen> groups) {
    ScimPage requested = groups(Map.of("attributes", MembersOnRequest.ATTRIBUTES));
    if (showsAll(groups, group -> in(requested, group))) {
      return Optional.of(MemberRemedy.ON_REQUEST);
    }
    ScimPage outline = groups(Map.of("attributes", String.join(",", OUTLINE)));
    if (lists(outline, groups) && showsAll(groups, Seen::alone)) {
      return Optional.of(MemberRemedy.ONE_BY_ONE);
    }
    return lists(requested, groups) && showsAll(groups, Seen::asked)
        ? Optional.of(MemberRemedy.ONE_BY_ONE_ON_REQUEST)
        : Optional.empty();
  }

  private static boolean showsAll(List<Seen> groups, Function<Seen, Set<String>> way) {
    return groups.stream().allMatch(group -> way.apply(group).containsAll(group.all()));
  }

  private static boolean lists(ScimPage page, List<Seen> groups) {
    return page.granted() && page.ids().containsAll(groups.stream().map(Seen::id).toList());
  }

  private static Set<String> in(ScimPage page, Seen group) {
    return page.resources().stream()
        .filter(each -> each.text("id").equals(Optional.of(group.id())))
        .findFirst()
        .map(MemberProbe::members)
        .orElse(Set.of());
  }

  /// Where no group shows a member: are there groups that a filter finds by one?
  ///
  /// @param otherwise what is known when not
  private Judged byFilter(ScimPage groups, Judged otherwise) {
    if (groups.resources().isEmpty()) {
      return otherwise;
    }
    ScimPage users =
        client.page(
            ResourceType.USER, Map.of("count", Integer.toString(Math.min(2 * ASKED_FOR, most))));
    for (String user : users.ids().stream().limit(ASKED_FOR).toList()) {
      ScimPage found = groups(Map.of("filter", MembersByAsking.byMember(user)));
      if (!found.granted()) {
        return otherwise;
      }
      Optional<ScimResource> group =
          found.resources().stream().filter(each -> each.text("id").isPresent()).findFirst();
      if (group.isPresent()) {
        return seen(group.get()).all().isEmpty() && findsNobody()
            ? Judged.no(
                    "asked for the groups of one user by filter; one came, and shows no members listed or alone")
                .with(MemberRemedy.BY_FILTER)
            : otherwise;
      }
    }
    return otherwise;
  }

  /// Whether a filter by somebody who is not there finds nothing, as it should.
  private boolean findsNobody() {
    ScimPage found = groups(Map.of("filter", MembersByAsking.byMember(MembersByAsking.NOBODY)));
    return found.resources().isEmpty();
  }

  private ScimPage groups(Map<String, String> query) {
    var more = new HashMap<>(query);
    more.put("count", Integer.toString(Math.min(LISTED, most)));
    return client.page(ResourceType.GROUP, more);
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

  private Seen seen(ScimResource listed) {
    String id = listed.text("id").orElse("");
    return new Seen(
        id,
        members(listed),
        alone(id, Map.of()),
        alone(id, Map.of("attributes", MembersOnRequest.ATTRIBUTES)));
  }

  private Set<String> alone(String id, Map<String, String> query) {
    return client.read(ResourceType.GROUP.endpoint(), id, query, null) instanceof ScimOutcome.Ok ok
            && ok.resource() != null
        ? members(ok.resource())
        : Set.of();
  }

  static Set<String> members(ScimResource group) {
    return Set.copyOf(group.texts("members"));
  }
}
