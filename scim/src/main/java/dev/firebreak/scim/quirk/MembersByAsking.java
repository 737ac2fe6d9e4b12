package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
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
/// and puts the members in; where a group brings members, they are taken as they are.
public record MembersByAsking() implements Quirk {
  @Override
  public UnaryOperator<ScimResource> completing(ResourceType type, Ask ask) {
    return type == ResourceType.GROUP ? new Members(ask) : UnaryOperator.identity();
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
      for (ScimResource user : ask.all(ResourceType.USER, Map.of())) {
        String filter = "members.value eq " + ScimJson.quote(user.id());
        for (ScimResource group : ask.all(ResourceType.GROUP, Map.of("filter", filter))) {
          found.computeIfAbsent(group.id(), _ -> new ArrayList<>()).add(user.id());
        }
      }
      return found;
    }
  }
}
