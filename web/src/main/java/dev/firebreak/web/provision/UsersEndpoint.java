package dev.firebreak.web.provision;

import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.User.Origin;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.Users;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// People, as an identity provider provisions them. Whoever is made inactive is out at their next
/// request.
@RestController
@RequestMapping("/scim/v2/Users")
final class UsersEndpoint {

  private final Users users;
  private final UserChanges changes;

  UsersEndpoint(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@ModelAttribute ScimAnswers.Wanted wanted) {
    String base = base();
    return ScimAnswers.list(
        provisioned().stream().map(user -> UserResource.of(user, base)).toList(), wanted);
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> one(@PathVariable String id, @ModelAttribute ScimAnswers.Wanted wanted) {
    return ScimAnswers.one(200, ScimAnswers.only(UserResource.of(known(id), base()), wanted));
  }

  @PostMapping
  ResponseEntity<byte[]> add(@RequestBody String body, Principal by) {
    UserResource wanted = UserResource.read(new ScimResource(ScimAnswers.read(body)));
    return ScimAnswers.one(201, UserResource.of(keep(null, wanted, by), base()));
  }

  @PutMapping("/{id}")
  ResponseEntity<byte[]> put(
      @PathVariable String id,
      @RequestBody String body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal by) {
    User user = known(id);
    ScimAnswers.requireVersion(ifMatch, UserResource.of(user, base()));
    UserResource wanted = UserResource.read(new ScimResource(ScimAnswers.read(body)));
    return ScimAnswers.one(200, UserResource.of(keep(user, wanted, by), base()));
  }

  @PatchMapping("/{id}")
  ResponseEntity<byte[]> patch(
      @PathVariable String id,
      @RequestBody String body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal by) {
    User user = known(id);
    var before = UserResource.of(user, base());
    ScimAnswers.requireVersion(ifMatch, before);
    ScimResource after = LenientPatch.apply(before, ScimAnswers.read(body));
    return ScimAnswers.one(
        200, UserResource.of(keep(user, UserResource.patched(before, after), by), base()));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<byte[]> remove(@PathVariable String id, Principal by) {
    changes.remove(known(id).userName(), by(by));
    return ScimAnswers.nothing();
  }

  private User keep(@Nullable User known, UserResource wanted, Principal by) {
    return changes.provisioned(
        known,
        wanted.userName(),
        wanted.displayName(),
        wanted.email(),
        wanted.roles(),
        wanted.active(),
        Origin.SCIM,
        wanted.externalId(),
        by(by));
  }

  static String by(Principal by) {
    return "provisioning by the key of " + by.getName();
  }

  private User known(String id) {
    return provisioned().stream()
        .filter(user -> user.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ScimRefused.notThere("User", id));
  }

  private List<User> provisioned() {
    return provisioned(users);
  }

  /// Those that an identity provider may see and change.
  static List<User> provisioned(Users users) {
    return users.all().stream().filter(user -> user.origin() != Origin.LOCAL).toList();
  }

  static String base() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().path("/scim/v2").toUriString();
  }
}
