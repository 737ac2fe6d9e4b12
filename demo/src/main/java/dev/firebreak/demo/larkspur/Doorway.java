package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Catalogue.Department;
import dev.firebreak.demo.larkspur.Draft.Account;
import dev.firebreak.demo.larkspur.Draft.Group;
import dev.firebreak.demo.larkspur.Person.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The workforce directory, authoritative for people: shift in team in department in division in
/// all staff, and one circle of three project groups.
final class Doorway {
  static final String SOURCE = "doorway";
  private static final List<String> SHIFTED = List.of("AP", "CC", "WH", "MF");

  private final Workforce workforce;
  private final Dice dice;
  private final Draft draft = new Draft(SOURCE);
  private final Map<String, Person> personById = new LinkedHashMap<>();
  private int groups;

  private Doorway(Workforce workforce, Dice dice) {
    this.workforce = workforce;
    this.dice = dice;
  }

  static Doorway generate(Workforce workforce, Dice dice) {
    var doorway = new Doorway(workforce, dice);
    doorway.accounts();
    doorway.line();
    doorway.circle();
    doorway.administration();
    return doorway;
  }

  Draft draft() {
    return draft;
  }

  Group department(String name) {
    return draft.group("Department " + name);
  }

  /// The three groups that contain each other.
  List<Group> heron() {
    return List.of(
        draft.group("Project Heron"),
        draft.group("Heron Suppliers"),
        draft.group("Heron Reviewers"));
  }

  private void accounts() {
    var everybody = new ArrayList<>(workforce.people());
    everybody.addAll(workforce.services());
    for (var person : everybody) {
      personById.put(person.id(), person);
      draft.add(
          new Account(
              person.id(),
              person.userName(),
              person.name(),
              person.employeeNumber(),
              person.email(),
              person.active(),
              person.id(),
              new ArrayList<>(),
              new ArrayList<>()));
    }
  }

  private Group group(String name) {
    groups++;
    return draft.group("g%03d".formatted(groups), name);
  }

  private void line() {
    var all = group("All Staff");
    all.grant("dw.mail", "Company mail");
    all.grant("dw.intranet", "Intranet");
    all.grant("dw.expense", "Expense claims");
    var divisions = new LinkedHashMap<String, Group>();
    for (var department : workforce.departments()) {
      var division = divisions.computeIfAbsent(department.division(), this::division);
      all.add(division);
      var group = group("Department " + department.name());
      group.grant(
          "dw.workspace." + department.code().toLowerCase(Locale.ROOT),
          department.name() + " workspace");
      division.add(group);
      members(department, group);
    }
  }

  private Group division(String name) {
    var group = group("Division " + name);
    var value = "dw.share." + name.toLowerCase(Locale.ROOT).replace(' ', '-');
    group.grant(value, name + " file share");
    return group;
  }

  /// Whoever left is out of the groups, but for the one leaver whom nobody cleaned up after.
  private void members(Department department, Group group) {
    var teams = new LinkedHashMap<String, List<Group>>();
    for (var team : department.teams()) {
      var teamGroup = group("Team " + department.name() + " " + team);
      group.add(teamGroup);
      var shifts = new ArrayList<Group>();
      if (SHIFTED.contains(department.code())) {
        for (var shift : List.of("Early", "Late")) {
          var shiftGroup = group(department.name() + " " + team + " " + shift);
          teamGroup.add(shiftGroup);
          shifts.add(shiftGroup);
        }
      } else {
        shifts.add(teamGroup);
      }
      teams.put(team, shifts);
    }
    for (var person : workforce.people()) {
      if (person.department().equals(department.code()) && belongs(person)) {
        var team = person.team();
        var shifts = team == null ? List.of(group) : teams.getOrDefault(team, List.of(group));
        dice.pick(shifts).add(draft.of(person));
      }
    }
  }

  private static boolean belongs(Person person) {
    return person.active() || person.name().equals(Workforce.PRIYA);
  }

  private void circle() {
    var project = group("Project Heron");
    var suppliers = group("Heron Suppliers");
    var reviewers = group("Heron Reviewers");
    project.grant("dw.heron", "Project Heron documents");
    project.add(suppliers);
    suppliers.add(reviewers);
    reviewers.add(project);
    var engineers = dice.sample(workforce.members("EN", "MF"), 9);
    for (var i = 0; i < engineers.size(); i++) {
      heron().get(i % 3).add(draft.of(engineers.get(i)));
    }
  }

  private void administration() {
    var remote = group("Remote Access");
    remote.grant("dw.vpn", "Remote access");
    for (var person : workforce.people()) {
      if (person.active() && dice.chance(0.55)) {
        remote.add(draft.of(person));
      }
    }
    var workstations = group("Admin Workstations");
    workstations.grant("dw.admin.workstation", "Administration workstation");
    workforce.in("II", "IP", "SE").forEach(person -> workstations.add(draft.of(person)));
    var admins = group("Domain Admins");
    admins.grant("dw.password.reset", "Reset any password");
    admins.grant("dw.group.edit", "Edit any directory group");
    admins.add(draft.of(workforce.service("svc-domain-admin")));
    var machines = group("Service Logons");
    machines.grant("dw.logon.service", "Sign in as a service");
    workforce.services().forEach(service -> machines.add(draft.of(service)));
  }

  ServedSource serve() {
    var resources = new LinkedHashMap<String, List<String>>();
    resources.put(
        "/Users", draft.accounts().stream().map(account -> user(account).toString()).toList());
    resources.put(
        "/Groups",
        draft.groups().stream().map(group -> ResourceJson.group(group).toString()).toList());
    return new ServedSource(SOURCE, resources);
  }

  private ObjectNode user(Account account) {
    var person = personById.get(account.id());
    var user = ResourceJson.user(account);
    if (person == null) {
      return user;
    }
    if (person.kind() != Kind.SERVICE) {
      var space = person.name().indexOf(' ');
      user.putObject("name")
          .put("formatted", person.name())
          .put("givenName", person.name().substring(0, space))
          .put("familyName", person.name().substring(space + 1));
    }
    user.put("title", person.title()).put("userType", person.kind().userType());
    var enterprise = ResourceJson.extension(user, ResourceJson.ENTERPRISE);
    enterprise.put("employeeNumber", person.employeeNumber());
    workforce.departments().stream()
        .filter(department -> department.code().equals(person.department()))
        .forEach(department ->
            enterprise
                .put("department", department.name())
                .put("division", department.division())
                .put("organization", "Larkspur"));
    var manager = person.managerId() == null ? null : personById.get(person.managerId());
    if (manager != null) {
      enterprise
          .putObject("manager")
          .put("value", manager.id())
          .put("$ref", "../Users/" + manager.id())
          .put("displayName", manager.name());
    }
    return user;
  }
}
