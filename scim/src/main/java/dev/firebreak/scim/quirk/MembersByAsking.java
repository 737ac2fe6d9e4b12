package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Groups come without members, and yet have them: AWS IAM Identity Center [leaves them
/// out](https://docs.aws.amazon.com/singlesignon/latest/developerguide/listgroups.html) of lists
/// and single groups, and only tells by filter. Asks for the groups of each user, once a listing,
/// and puts the members in; where a group brings members, they are taken as they are. A service
/// provider that ignores the filter is not believed: the listing fails.
public record MembersByAsking() implements Quirk {
  /// The id of no member.
  public static final String NOBODY = "firebreak-is-nobody-7c1e9a";

  @Override
  public String behaviour() {
    return "no group shows its members, only a filter finds them: the groups of each user are asked for";
  }

  @Override
  public URI link() {
    return URI.create(
        "https://docs.aws.amazon.com/singlesignon/latest/developerguide/listgroups.html");
  }

  @Override
  public UnaryOperator<ScimResource> completing(ResourceType type, Ask ask) {
    return type == ResourceType.GROUP ? new Members(ask) : UnaryOperator.identity();
  }

  /// The filter that finds the groups of a member.
  public static String byMember(String id) {
    return "members.value eq " + ScimJson.quote(id);
  }

  private static final class Members implements UnaryOperator<ScimResource> {
    private final Ask ask;
    private boolean told;
    private @Nullable Map<String, List<String>> usersByGroup;

    Members(Ask ask) {
      this.ask = ask;
    }

    @Override
    public ScimResource apply(ScimResource group) {
      told = told || group.attribute("members").isPresent();
      if (told || group.text("id").isEmpty()) {
        return group;
      }
      Map<String, List<String>> known = usersByGroup;
      if (known == null) {
        known = probe();
        usersByGroup = known;
      }
      ObjectNode body = group.body();
      List<String> users = known.getOrDefault(group.id(), List.of());
      if (!users.isEmpty()) {
        var members = body.putArray("members");
        users.forEach(user -> members.addObject().put("value", user).put("type", "User"));
      }
      return group;
    }

    private Map<String, List<String>> probe() {
      var found = new HashMap<String, List<String>>();
      if (findsGroupsOfNobody()) {
        throw new ScimFailure(
            ScimFailure.Kind.REFUSED,
            "the members of groups cannot be asked for: a filter by a member that nobody is finds groups");
      }
      for (ScimResource user : ask.all(ResourceType.USER, Map.of())) {
        for (ScimResource group :
            ask.all(ResourceType.GROUP, Map.of("filter", byMember(user.id())))) {
          found.computeIfAbsent(group.id(), _ -> new ArrayList<>()).add(user.id());
        }
      }
      return found;
    }

    /// Some refuse to look for who is not there, which is as good as finding nothing.
    private boolean findsGroupsOfNobody() {
      try {
        return !ask.all(ResourceType.GROUP, Map.of("filter", byMember(NOBODY))).isEmpty();
      } catch (ScimFailure failure) {
        if (failure.kind() == ScimFailure.Kind.REFUSED) {
          return false;
        }
        throw failure;
      }
    }
  }
}
