package dev.firebreak.web.provision;

import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.User.Origin;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.Users;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Each role, as the group of those who have it. Groups are neither made nor deleted; their members
/// come and go.
@RestController
@RequestMapping("/scim/v2/Groups")
final class GroupsEndpoint {

  private final Users users;
  private final UserChanges changes;

  GroupsEndpoint(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@ModelAttribute ScimAnswers.Wanted wanted) {
    return ScimAnswers.list(Arrays.stream(Role.values()).map(this::group).toList(), wanted);
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> one(@PathVariable String id, @ModelAttribute ScimAnswers.Wanted wanted) {
    return ScimAnswers.one(200, ScimAnswers.only(group(role(id)), wanted));
  }

  @PatchMapping("/{id}")
  ResponseEntity<byte[]> patch(@PathVariable String id, @RequestBody String body, Principal by) {
    Role role = role(id);
    ScimResource after = LenientPatch.apply(group(role), ScimAnswers.read(body));
    Set<String> wanted = new HashSet<>(after.texts("members"));
    List<User> known = UsersEndpoint.provisioned(users);
    for (String member : wanted) {
      if (known.stream().noneMatch(user -> user.id().equals(member))) {
        throw ScimRefused.value("There is no User with the id " + member + ".");
      }
    }
    for (User user : known) {
      if (user.is(role) != wanted.contains(user.id())) {
        give(user, role, wanted.contains(user.id()), by);
      }
    }
    return ScimAnswers.one(200, group(role));
  }

  private void give(User user, Role role, boolean given, Principal by) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    roles.addAll(user.roles());
    if (given) {
      roles.add(role);
    } else {
      roles.remove(role);
    }
    changes.provisioned(
        user,
        user.userName(),
        user.displayName(),
        user.email(),
        roles,
        user.active(),
        Origin.SCIM,
        user.externalId(),
        UsersEndpoint.by(by));
  }

  private ObjectNode group(Role role) {
    String base = UsersEndpoint.base();
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.GROUP);
    body.put("id", role.word());
    body.put("displayName", role.word());
    List<User> members =
        UsersEndpoint.provisioned(users).stream().filter(user -> user.is(role)).toList();
    if (!members.isEmpty()) {
      var list = body.putArray("members");
      members.forEach(user ->
          list.addObject()
              .put("value", user.id())
              .put("display", user.userName())
              .put("$ref", base + "/Users/" + user.id()));
    }
    body.putObject("meta")
        .put("resourceType", "Group")
        .put("location", base + "/Groups/" + role.word());
    return body;
  }

  private static Role role(String id) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(id))
        .findFirst()
        .orElseThrow(() -> ScimRefused.notThere("Group", id));
  }
}
