package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.Restoring;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// That nobody is locked out: an admin group keeps two active members, and a safe somebody who says
/// who gets in. Who else there is, the last harvests tell; whether it is still so, is read live.
final class LastHolders {

  private static final String USER = ResourceType.USER.typeName();
  private static final String GROUP = ResourceType.GROUP.typeName();
  private static final int MOST_READ = 200;

  private final Target target;
  private final AdminGroups admin;
  private final Surroundings surroundings;

  LastHolders(Target target, AdminGroups admin, Surroundings surroundings) {
    this.target = target;
    this.admin = admin;
    this.surroundings = surroundings;
  }

  /// That something could not be read on which the answer depends.
  static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    Unread(NodeKey resource, String detail) {
      super(
          "%s could not be read (%s), so nobody can tell whether anybody else is left."
              .formatted(resource, detail));
    }
  }

  /// Why a change would lock people out, as the end of "not allowed: …".
  ///
  /// @param live the resource that is changed
  /// @param values what its attribute has now
  /// @param off accounts that are taken as switched off
  /// @throws Unread if it cannot be told
  Optional<String> refusal(
      PlannedChange change, ScimResource live, SortedSet<String> values, Set<NodeKey> off)
      throws Unread {
    return switch (change) {
      case RemoveMember member -> {
        Optional<String> why = admin.of(member, surroundings).or(() -> named(live));
        yield why.isEmpty()
            ? Optional.empty()
            : tooFew(member.resource(), live, why.get(), change.applyTo(values), off);
      }
      case Deactivate _ -> deactivation(change.resource(), live, off);
      case RemoveRight right ->
          management(right, right.containerName(), Set.of(right.right()), values, off);
      case RemovePermission permission ->
          management(permission, permission.containerName(), values, values, off);
      case RemoveGrant _, SetEndDate _, Restoring _ -> Optional.empty();
    };
  }

  private Optional<String> named(ScimResource group) {
    return admin.named(List.of(group.id(), group.text("displayName").orElse(group.id())));
  }

  private Optional<String> tooFew(
      NodeKey group, ScimResource live, String why, Collection<String> stay, Set<NodeKey> off)
      throws Unread {
    Set<NodeKey> counted = new HashSet<>(off);
    counted.add(group);
    int active = new Census(counted).of(group.source(), stay);
    return active >= AdminGroups.STAY
        ? Optional.empty()
        : Optional.of(
            "it would leave %d active member%s in %s, which %s, and %d must stay; add another one there first"
                .formatted(
                    active,
                    active == 1 ? "" : "s",
                    live.text("displayName").orElse(group.id()),
                    why,
                    AdminGroups.STAY));
  }

  private Optional<String> deactivation(NodeKey account, ScimResource live, Set<NodeKey> off)
      throws Unread {
    Set<NodeKey> without = new HashSet<>(off);
    without.add(account);
    for (NodeKey group : groups(account, live)) {
      Optional<ScimResource> shown = shown(group);
      if (shown.isPresent() && shown.get().texts(RemoveMember.MEMBERS).contains(account.id())) {
        Optional<String> why = named(shown.get()).or(() -> surroundings.adminByWhatItGrants(group));
        if (why.isPresent()) {
          Optional<String> few =
              tooFew(
                  group, shown.get(), why.get(), shown.get().texts(RemoveMember.MEMBERS), without);
          if (few.isPresent()) {
            return few;
          }
        }
      }
    }
    for (NodeKey permission : surroundings.managingPermissionsOf(account)) {
      if (!somebodyElseManages(permission, without)) {
        return Optional.of(
            "nobody else could say who gets into what %s is about; give somebody else a managing right there first"
                .formatted(permission.id()));
      }
    }
    return Optional.empty();
  }

  private Set<NodeKey> groups(NodeKey account, ScimResource live) {
    Set<NodeKey> groups = new HashSet<>(surroundings.groupsOf(account));
    live.texts("groups").forEach(id -> groups.add(new NodeKey(account.source(), GROUP, id)));
    return groups;
  }

  private Optional<String> management(
      PlannedChange change,
      String container,
      Set<String> gone,
      SortedSet<String> values,
      Set<NodeKey> off)
      throws Unread {
    boolean stays =
        change.applyTo(values).stream()
            .anyMatch(right -> surroundings.manages(change.source(), right));
    return stays
            || gone.stream().noneMatch(right -> surroundings.manages(change.source(), right))
            || somebodyElseManages(change.resource(), off)
        ? Optional.empty()
        : Optional.of(
            "nobody else could say who gets into %s; give somebody else a managing right there first"
                .formatted(container));
  }

  private boolean somebodyElseManages(NodeKey permission, Set<NodeKey> off) throws Unread {
    for (NodeKey other : surroundings.alsoManaging(permission)) {
      Optional<ScimResource> shown = shown(other);
      if (shown.isPresent()
          && shown.get().texts(RemoveRight.RIGHTS).stream()
              .anyMatch(right -> surroundings.manages(other.source(), right))
          && new Census(off).holder(other.source(), shown.get())) {
        return true;
      }
    }
    return false;
  }

  private Optional<ScimResource> shown(NodeKey resource) throws Unread {
    return switch (target.read(resource)) {
      case Reading.Shown(var live) -> Optional.of(live.resource());
      case Reading.Gone _ -> Optional.empty();
      case Reading.Unauthorized(var detail) -> throw new Unread(resource, detail);
      case Reading.Unanswered(var detail) -> throw new Unread(resource, detail);
    };
  }

  /// Counts active users, those of inner groups among them, until there are enough. One of whom the
  /// source does not say whether he is active counts as such.
  private final class Census {
    private final Set<NodeKey> seen;
    private int found;
    private int read;

    /// @param not who is not counted, and groups that are not looked into
    Census(Set<NodeKey> not) {
      this.seen = new HashSet<>(not);
    }

    int of(String source, Collection<String> members) throws Unread {
      List<String> inner = new ArrayList<>();
      for (String member : new TreeSet<>(members)) {
        NodeKey user = new NodeKey(source, USER, member);
        if (found < AdminGroups.STAY && seen.add(user)) {
          Optional<ScimResource> shown = next(user);
          if (shown.isEmpty()) {
            inner.add(member);
          } else if (shown.get().flag(Deactivate.ACTIVE).orElse(true)) {
            found++;
          }
        }
      }
      for (String member : inner) {
        NodeKey group = new NodeKey(source, GROUP, member);
        if (found < AdminGroups.STAY && seen.add(group)) {
          Optional<ScimResource> shown = next(group);
          if (shown.isPresent()) {
            of(source, shown.get().texts(RemoveMember.MEMBERS));
          }
        }
      }
      return found;
    }

    /// Whether whom a permission is for can act: an active user, or a group with one.
    boolean holder(String source, ScimResource permission) throws Unread {
      Optional<String> user = permission.text("user");
      return user.isPresent()
          ? of(source, List.of(user.get())) > 0
          : permission.text("group").isPresent()
              && of(source, List.of(permission.text("group").orElseThrow())) > 0;
    }

    private Optional<ScimResource> next(NodeKey resource) throws Unread {
      if (++read > MOST_READ) {
        throw new Unread(resource, "%d others were read already".formatted(MOST_READ));
      }
      return shown(resource);
    }
  }
}
