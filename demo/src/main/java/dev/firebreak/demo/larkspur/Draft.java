package dev.firebreak.demo.larkspur;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The accounts and groups of one system while they are being made.
final class Draft {

  /// @param personId doorway id of whom the account belongs to; null when it belongs to nobody
  /// @param entitlements held directly, filled as the system is made
  record Account(
      String id,
      String userName,
      String display,
      @Nullable String externalId,
      @Nullable String email,
      boolean active,
      @Nullable String personId,
      List<Held> entitlements,
      List<Held> roles) {}

  /// A direct grant.
  record Held(String value, String display, Instant since) {}

  /// What a group grants.
  record Granted(String value, String display) {}

  record Member(String type, String id, String display) {}

  /// @param linkedTo doorway id of the group that it mirrors
  record Group(
      String id,
      String name,
      @Nullable String linkedTo,
      List<Member> members,
      List<Granted> entitlements,
      List<Granted> roles) {

    void add(Account account) {
      add(new Member("User", account.id(), account.display()));
    }

    void add(Group group) {
      add(new Member("Group", group.id(), group.name()));
    }

    private void add(Member member) {
      if (!members.contains(member)) {
        members.add(member);
      }
    }

    void grant(String value, String display) {
      entitlements.add(new Granted(value, display));
    }
  }

  private final String source;
  private final Map<String, Account> accountById = new LinkedHashMap<>();
  private final Map<String, Account> accountByPerson = new LinkedHashMap<>();
  private final Map<String, Group> groupByName = new LinkedHashMap<>();

  Draft(String source) {
    this.source = source;
  }

  Account add(Account account) {
    accountById.put(account.id(), account);
    if (account.personId() != null) {
      accountByPerson.put(account.personId(), account);
    }
    return account;
  }

  Group group(String id, String name) {
    return group(id, name, null);
  }

  Group group(String id, String name, @Nullable String linkedTo) {
    var group =
        new Group(id, name, linkedTo, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    groupByName.put(name, group);
    return group;
  }

  Group group(String name) {
    var group = groupByName.get(name);
    if (group == null) {
      throw new IllegalStateException(source + " has no group " + name);
    }
    return group;
  }

  List<Account> accounts() {
    return List.copyOf(accountById.values());
  }

  List<Group> groups() {
    return List.copyOf(groupByName.values());
  }

  boolean has(Person person) {
    return accountByPerson.containsKey(person.id());
  }

  Account of(Person person) {
    var account = accountByPerson.get(person.id());
    if (account == null) {
      throw new IllegalStateException(source + " has no account of " + person.name());
    }
    return account;
  }

  Ref ref(Account account) {
    return new Ref(source, "User", account.id(), account.userName());
  }

  Ref ref(Group group) {
    return new Ref(source, "Group", group.id(), group.name());
  }

  /// Groups that the account is in, directly or through other groups.
  Set<Group> groupsOf(Account account) {
    var found = new LinkedHashSet<Group>();
    var open = new ArrayList<String>(List.of(account.id()));
    var type = "User";
    while (!open.isEmpty()) {
      var next = new ArrayList<String>();
      for (var group : groupByName.values()) {
        for (var member : group.members()) {
          if (member.type().equals(type) && open.contains(member.id()) && found.add(group)) {
            next.add(group.id());
          }
        }
      }
      open = next;
      type = "Group";
    }
    return found;
  }
}
