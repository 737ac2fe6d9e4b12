package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Catalogue.Department;
import dev.firebreak.demo.larkspur.Person.Kind;
import dev.firebreak.demo.larkspur.Person.Rank;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everybody at Larkspur: each has a manager up to the chief executive, and each service account
/// but one has an owner.
record Workforce(List<Department> departments, List<Person> people, List<Person> services) {
  static final String MARTA = "Marta Okonjo";
  static final String DARIO = "Dario Venn";
  static final String PRIYA = "Priya Hallam";
  static final String OWNERLESS = "svc-legacy-sync";

  private static final int LEFT = 12;
  private static final List<String> SERVICES =
      List.of(
          "svc-payrun",
          "svc-ledger-root",
          "svc-domain-admin",
          OWNERLESS,
          "svc-bankfeed",
          "svc-crm-sync",
          "svc-edi-orders",
          "svc-hr-feed",
          "svc-tax-export",
          "svc-report-mailer",
          "svc-backup",
          "svc-monitor",
          "svc-print",
          "svc-scan",
          "svc-wifi-radius",
          "svc-ci-runner",
          "svc-build-sign",
          "svc-artifact",
          "svc-db-maint",
          "svc-vault-sync",
          "svc-patch",
          "svc-dns",
          "svc-ldap-bind",
          "svc-mail-relay",
          "svc-phone",
          "svc-badge",
          "svc-cctv",
          "svc-fleet",
          "svc-label",
          "svc-forecast");
  private static final List<String> CHIEFS =
      List.of(
          "Chief Executive",
          "Chief of Corporate Functions",
          "Chief Commercial Officer",
          "Chief Operating Officer",
          "Chief Technology Officer",
          "Executive Assistant");
  private static final List<String> DIVISIONS =
      List.of("", "Corporate Functions", "Commercial", "Operations", "Technology", "");

  static Workforce generate(Dice dice) {
    var departments = Catalogue.departments();
    var people = new Hiring(dice).hire(departments);
    leave(people, dice);
    var services = services(people, dice);
    return new Workforce(departments, List.copyOf(people), services);
  }

  /// People of a department who are still here, in the order of their ids.
  List<Person> in(String... codes) {
    var wanted = List.of(codes);
    return people.stream()
        .filter(person -> person.active() && wanted.contains(person.department()))
        .toList();
  }

  /// Those of a department who lead nobody and whom no story names.
  List<Person> members(String... codes) {
    return in(codes).stream()
        .filter(person -> person.rank() == Rank.MEMBER && !isNamed(person))
        .toList();
  }

  Person named(String name) {
    return people.stream().filter(person -> person.name().equals(name)).findFirst().orElseThrow();
  }

  Person service(String userName) {
    return services.stream()
        .filter(service -> service.userName().equals(userName))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isNamed(Person person) {
    return List.of(MARTA, DARIO, PRIYA).contains(person.name());
  }

  private static void leave(List<Person> people, Dice dice) {
    var candidates =
        people.stream()
            .filter(person -> person.rank() == Rank.MEMBER && !isNamed(person))
            .filter(person -> List.of("SD", "CC", "WH", "MF", "EN").contains(person.department()))
            .toList();
    var gone = dice.sample(candidates, LEFT);
    people.replaceAll(
        person -> gone.contains(person) || person.name().equals(PRIYA) ? person.left() : person);
  }

  private static List<Person> services(List<Person> people, Dice dice) {
    var owners =
        people.stream()
            .filter(Person::active)
            .filter(person -> person.kind() == Kind.EMPLOYEE && person.rank() != Rank.CHIEF)
            .filter(person -> List.of("IP", "II", "SE", "TR").contains(person.department()))
            .toList();
    var services = new ArrayList<Person>();
    for (var userName : SERVICES) {
      var number = services.size() + 1;
      var owner = userName.equals(OWNERLESS) ? null : dice.pick(owners).id();
      services.add(
          new Person(
              "s%03d".formatted(number),
              userName,
              userName,
              "S-%04d".formatted(number),
              null,
              Kind.SERVICE,
              "SERVICE",
              null,
              "Service account",
              Rank.MEMBER,
              true,
              owner));
    }
    return List.copyOf(services);
  }

  /// Fills the departments, chiefs first, so that a manager always has the smaller number.
  private static final class Hiring {
    private final Dice dice;
    private final Names names;
    private final List<Person> people = new ArrayList<>();

    Hiring(Dice dice) {
      this.dice = dice;
      this.names = new Names(dice);
    }

    List<Person> hire(List<Department> departments) {
      for (var department : departments) {
        if (department.code().equals("EX")) {
          CHIEFS.forEach(title -> add(department, names.next(), title, Rank.CHIEF, null, chief(0)));
        } else {
          fill(department);
        }
      }
      return people;
    }

    private void fill(Department department) {
      var chief = chief(DIVISIONS.indexOf(department.division()));
      var title = "Head of " + department.name();
      var head = add(department, names.next(), title, Rank.HEAD, null, chief);
      var leads = new ArrayList<Person>();
      for (var team : department.teams()) {
        leads.add(add(department, names.next(), "Team lead, " + team, Rank.LEAD, team, head.id()));
      }
      for (var n = 1 + leads.size(); n < department.people(); n++) {
        var lead = leads.isEmpty() ? head : leads.get(n % leads.size());
        var first = n == 1 + leads.size();
        var name = first ? starring(department) : names.next();
        add(department, name, dice.pick(department.titles()), Rank.MEMBER, lead.team(), lead.id());
      }
    }

    private String starring(Department department) {
      return switch (department.code()) {
        case "AP" -> MARTA;
        case "SV" -> DARIO;
        case "SD" -> PRIYA;
        default -> names.next();
      };
    }

    private @Nullable String chief(int index) {
      return people.isEmpty() ? null : people.get(index).id();
    }

    private Person add(
        Department department,
        String name,
        String title,
        Rank rank,
        @Nullable String team,
        @Nullable String managerId) {
      var number = people.size() + 1;
      var signIn = Names.signIn(name);
      var starring = isStarring(name);
      var contractor = rank == Rank.MEMBER && dice.chance(department.contractors()) && !starring;
      var person =
          new Person(
              "p%04d".formatted(number),
              signIn,
              name,
              "%05d".formatted(10_000 + number * 7),
              signIn + "@larkspur.example",
              contractor ? Kind.CONTRACTOR : Kind.EMPLOYEE,
              department.code(),
              team,
              title,
              rank,
              true,
              managerId);
      people.add(person);
      return person;
    }

    private static boolean isStarring(String name) {
      return List.of(MARTA, DARIO, PRIYA).contains(name);
    }
  }
}
