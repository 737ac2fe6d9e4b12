package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Catalogue.Safe;
import dev.firebreak.demo.larkspur.Draft.Account;
import dev.firebreak.demo.larkspur.Draft.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The vault: 40 safes, each run by owners, used by operators and listed by auditors. Users and
/// groups count their ids from 1 each, so the same id names one of either.
final class Strongroom {
  static final String SOURCE = "strongroom";
  static final String USE = "UseAccounts";
  static final String RETRIEVE = "RetrieveAccounts";
  static final String LIST = "ListAccounts";
  private static final String MANAGE = "ManageSafe";
  private static final String MANAGE_MEMBERS = "ManageSafeMembers";

  /// @param holder the member type User or Group, with its id and name
  record Permission(String safe, Draft.Member holder, List<String> rights) {
    String id() {
      return safe + ":" + holder.display();
    }
  }

  /// @param id `safe number_secret number`
  record StoredSecret(String id, Safe safe, Catalogue.Secret secret) {}

  private final Workforce workforce;
  private final Doorway doorway;
  private final Dice dice;
  private final Draft draft = new Draft(SOURCE);
  private final List<Safe> safes = Catalogue.safes();
  private final List<StoredSecret> secrets = new ArrayList<>();
  private final List<Permission> permissions = new ArrayList<>();
  private final Map<String, List<Person>> crews = new LinkedHashMap<>();

  private Strongroom(Workforce workforce, Doorway doorway, Dice dice) {
    this.workforce = workforce;
    this.doorway = doorway;
    this.dice = dice;
  }

  static Strongroom generate(Workforce workforce, Doorway doorway, Dice dice) {
    var vault = new Strongroom(workforce, doorway, dice);
    vault.fillSafes();
    vault.crews();
    vault.grants();
    return vault;
  }

  Draft draft() {
    return draft;
  }

  List<StoredSecret> secrets() {
    return secrets;
  }

  List<Permission> permissions() {
    return permissions;
  }

  Ref container(String safe) {
    return new Ref(SOURCE, "Container", safe, safe);
  }

  Ref ref(Permission permission) {
    return new Ref(SOURCE, "ContainerPermission", permission.id(), permission.id());
  }

  Ref secretOf(String userName) {
    var stored =
        secrets.stream()
            .filter(secret -> secret.secret().userName().equals(userName))
            .findFirst()
            .orElseThrow();
    return new Ref(SOURCE, "PrivilegedData", stored.id(), userName);
  }

  /// The vault account of a person, opened when needed.
  Account account(Person person) {
    if (draft.has(person)) {
      return draft.of(person);
    }
    var known = dice.chance(0.9);
    return draft.add(
        new Account(
            Integer.toString(draft.accounts().size() + 1),
            person.userName(),
            person.name(),
            known ? person.employeeNumber() : null,
            person.email(),
            true,
            person.id(),
            new ArrayList<>(),
            new ArrayList<>()));
  }

  Group group(String name) {
    return draft.group(Integer.toString(draft.groups().size() + 1), name);
  }

  Permission permit(String safe, Account account, String... rights) {
    return permit(safe, new Draft.Member("User", account.id(), account.userName()), rights);
  }

  Permission permit(String safe, Group group, String... rights) {
    return permit(safe, new Draft.Member("Group", group.id(), group.name()), rights);
  }

  private Permission permit(String safe, Draft.Member holder, String... rights) {
    var permission = new Permission(safe, holder, List.of(rights));
    permissions.add(permission);
    return permission;
  }

  private void fillSafes() {
    for (var safe : safes) {
      var number = safes.indexOf(safe) + 1;
      for (var secret : safe.secrets()) {
        var id = number + "_" + (safe.secrets().indexOf(secret) + 1);
        secrets.add(new StoredSecret(id, safe, secret));
      }
    }
  }

  /// Who runs and who uses the safes of each owner; nobody who works with vendors is among them.
  private void crews() {
    crew("FINANCE", dice.sample(workforce.members("GL", "TR"), 7));
    crew("TIER0", dice.sample(workforce.members("II", "SE"), 4));
    crew("INFRA", dice.sample(workforce.members("II"), 5));
    crew("DATABASE", dice.sample(workforce.members("II", "IP"), 8));
    crew("SERVERS", dice.sample(workforce.members("II"), 8));
    crew("NETWORK", dice.sample(workforce.members("II"), 6));
    crew("PLATFORM", dice.sample(workforce.members("IP"), 11));
    crew("SECURITY", workforce.members("SE"));
    crew("PLANT", dice.sample(workforce.members("MF", "EN"), 6));
    crew("DESK", workforce.members("SV"));
    workforce.in("SV").forEach(person -> operators("DESK").add(account(person)));
    var auditors = group("Vault-Auditors");
    dice.sample(workforce.members("LG", "TX"), 3).forEach(person -> auditors.add(account(person)));
  }

  private void crew(String owner, List<Person> people) {
    crews.put(owner, people);
    var title = title(owner);
    var owners = group(title + "-Owners");
    var desk = owner.equals("DESK");
    var operators =
        desk
            ? draft.group(
                Integer.toString(draft.groups().size() + 1),
                title + "-Operators",
                doorway.department("Service Desk").id())
            : group(title + "-Operators");
    owners.add(account(people.get(0)));
    people.stream().skip(desk ? 0 : 2).forEach(person -> operators.add(account(person)));
    if (!desk) {
      var onCall = group(title + "-OnCall");
      operators.add(onCall);
      onCall.add(account(people.get(1)));
    }
  }

  /// Everybody in the crew of an owner: the first owns, the second is on call, the rest operate.
  List<Person> crewOf(String owner) {
    return crews.getOrDefault(owner, List.of());
  }

  Group owners(String owner) {
    return draft.group(title(owner) + "-Owners");
  }

  Group operators(String owner) {
    return draft.group(title(owner) + "-Operators");
  }

  private static String title(String owner) {
    return owner.charAt(0) + owner.substring(1).toLowerCase(Locale.ROOT);
  }

  private void grants() {
    var auditors = draft.group("Vault-Auditors");
    for (var safe : safes) {
      permit(safe.name(), owners(safe.owner()), LIST, MANAGE, MANAGE_MEMBERS);
      permit(safe.name(), auditors, LIST);
      if (safe.name().equals("FIN-BATCH-PRD")) {
        continue;
      }
      if (safe.name().endsWith("-TST")) {
        permit(safe.name(), operators(safe.owner()), USE, RETRIEVE, LIST);
      } else {
        permit(safe.name(), operators(safe.owner()), USE, LIST);
      }
    }
  }

  ServedSource serve() {
    return new VaultJson(this, safes, doorway).serve();
  }
}
