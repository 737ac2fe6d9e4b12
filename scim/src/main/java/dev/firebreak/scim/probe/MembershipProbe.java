package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Adds one user to the named group and removes it again, in several ways. Nobody who is a member
/// is taken out on purpose; whoever goes all the same is put back.
final class MembershipProbe {
  /// Members beyond which a group is not risked for a form that may clear it.
  private static final int RISKED = 200;

  private static final String BY_VALUE = "to remove one member by its value";

  private final Changes changes;
  private final Sheet sheet;
  private final Set<String> members;
  private final String guest;

  /// @param guest the id of a user who is no member
  MembershipProbe(Changes changes, Sheet sheet, ScimResource original, String guest) {
    this.changes = changes;
    this.sheet = sheet;
    this.members = MemberProbe.members(original);
    this.guest = guest;
  }

  void run() {
    var whole = new HashSet<>(members);
    whole.add(guest);
    ScimOutcome added =
        changes.send(add(Set.of(guest)), null, "tries whether a PATCH adds a member");
    boolean works = now().equals(whole);
    sheet.put(Point.PATCH_ADD_MEMBER, judged("to add a member", added, works, now(), whole));
    if (!works) {
      undo();
      return;
    }
    ScimOutcome filtered =
        changes.send(byFilter(), null, "tries whether a PATCH removes one member by filter");
    Set<String> left = now();
    sheet.put(
        Point.PATCH_REMOVE_BY_FILTER,
        judged("to remove members[value eq …]", filtered, left.equals(members), left, members));
    byValue(whole);
    undo();
  }

  private void byValue(Set<String> whole) {
    if (members.size() > RISKED) {
      sheet.put(
          Point.PATCH_REMOVE_BY_VALUE,
          Judged.unknown(
              "not asked: some service providers clear the group, and it has more than %d members",
              RISKED));
      return;
    }
    if (!now().equals(whole)) {
      undo();
      changes.send(add(Set.of(guest)), null, "adds the member that the next change removes");
    }
    ScimOutcome valued =
        changes.send(valueForm(), null, "tries whether a PATCH removes one member by value");
    Set<String> left = now();
    sheet.put(
        Point.PATCH_REMOVE_BY_VALUE, judged(BY_VALUE, valued, left.equals(members), left, members));
  }

  private static Judged judged(
      String asked, ScimOutcome outcome, boolean works, Set<String> now, Set<String> wished) {
    if (works) {
      return Judged.yes("asked %s; %s, and a read showed it", asked, Changes.words(outcome));
    }
    var lost = new HashSet<>(wished);
    lost.removeAll(now);
    boolean others = lost.size() > (asked.startsWith("to add") ? 1 : 0);
    return others
        ? Judged.no(
            "asked %s; %s, and %d other members went, who were put back",
            asked,
            Changes.words(outcome),
            asked.startsWith("to add") ? lost.size() - 1 : lost.size())
        : AttributeProbe.unchanged(asked, outcome);
  }

  private Set<String> now() {
    return MemberProbe.members(changes.read().resource());
  }

  private void undo() {
    Set<String> now = now();
    var ways = new ArrayList<PatchRequest>();
    var lost = new HashSet<>(members);
    lost.removeAll(now);
    if (!lost.isEmpty()) {
      ways.add(add(lost));
    }
    if (now.contains(guest)) {
      ways.add(byFilter());
    }
    if (!members.isEmpty()) {
      ways.add(
          new PatchRequest(
              List.of(new PatchOp.Replace(ScimPath.parse("members"), values(members)))));
    } else {
      ways.add(PatchRequest.remove(ScimPath.parse("members")));
    }
    Predicate<ScimResource> restored = group -> MemberProbe.members(group).equals(members);
    changes.undo(restored, ways);
  }

  private static PatchRequest add(Set<String> ids) {
    return new PatchRequest(List.of(new PatchOp.Add(ScimPath.parse("members"), values(ids))));
  }

  private PatchRequest byFilter() {
    return PatchRequest.remove(ScimPath.valueEquals("members", "value", guest));
  }

  /// The form of some clients, which RFC 7644 does not know.
  private ObjectNode valueForm() {
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.PATCH_OP);
    body.putArray("Operations")
        .addObject()
        .put("op", "remove")
        .put("path", "members")
        .set("value", values(Set.of(guest)));
    return body;
  }

  private static tools.jackson.databind.node.ArrayNode values(Set<String> ids) {
    var array = ScimJson.MAPPER.createArrayNode();
    ids.stream().sorted().forEach(id -> array.addObject().put("value", id));
    return array;
  }
}
