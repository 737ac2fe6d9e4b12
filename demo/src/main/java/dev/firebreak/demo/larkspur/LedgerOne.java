package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Catalogue.Area;
import dev.firebreak.demo.larkspur.Catalogue.Department;
import dev.firebreak.demo.larkspur.Catalogue.Offer;
import dev.firebreak.demo.larkspur.Draft.Account;
import dev.firebreak.demo.larkspur.Draft.Group;
import dev.firebreak.demo.larkspur.Draft.Held;
import dev.firebreak.demo.larkspur.Person.Rank;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The business application. Per area: leads in seniors in clerks in readers in all users; roles
/// bundle entitlements; some grants are direct. Everything sensitive is wired in [Plot].
final class LedgerOne {
  static final String SOURCE = "ledgerone";
  static final List<String> COMPANIES =
      List.of(
          "1010", "1020", "1030", "1110", "1120", "1210", "1310", "1320", "1410", "1510", "1610",
          "1710");
  private static final List<String> LEVELS = List.of("Readers", "Clerks", "Seniors", "Leads");

  /// A role of the application: its value, and the values it brings along.
  record Role(String value, String display, List<String> contains) {}

  private final Workforce workforce;
  private final Dice dice;
  private final Instant asOf;
  private final Draft draft = new Draft(SOURCE);
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final Set<String> userNames = new HashSet<>();
  private final Map<String, Department> departments = new HashMap<>();
  private int groups;

  private LedgerOne(Workforce workforce, Dice dice, Instant asOf) {
    this.workforce = workforce;
    this.dice = dice;
    this.asOf = asOf;
    Catalogue.offers().forEach(offer -> offers.put(offer.value(), offer));
    workforce.departments().forEach(department -> departments.put(department.code(), department));
  }

  static LedgerOne generate(Workforce workforce, Dice dice, Instant asOf) {
    var ledger = new LedgerOne(workforce, dice, asOf);
    ledger.areas();
    ledger.companies();
    ledger.people();
    ledger.machines();
    return ledger;
  }

  Draft draft() {
    return draft;
  }

  Map<String, Offer> offers() {
    return offers;
  }

  Map<String, Role> roles() {
    return roles;
  }

  Ref entitlement(String value) {
    return new Ref(SOURCE, "Entitlement", value, offer(value).display());
  }

  Ref ref(Role role) {
    return new Ref(SOURCE, "Role", role.value(), role.display());
  }

  Offer offer(String value) {
    var offer = offers.get(value);
    if (offer == null) {
      throw new IllegalStateException("no entitlement " + value);
    }
    return offer;
  }

  Group group(String name) {
    groups++;
    return draft.group("LG-%03d".formatted(groups), name);
  }

  void hold(Account account, String value, Duration ago) {
    account.entitlements().add(new Held(value, offer(value).display(), asOf.minus(ago)));
  }

  void hold(Account account, Role role, Duration ago) {
    account.roles().add(new Held(role.value(), role.display(), asOf.minus(ago)));
  }

  Role role(String value, String display, List<String> contains) {
    var role = new Role(value, display, contains);
    roles.put(value, role);
    return role;
  }

  /// Values on offer in an area at a level.
  List<String> values(Area area, String level) {
    return offers.values().stream()
        .filter(offer -> offer.area().equals(area.name()) && offer.level().equals(level))
        .map(Offer::value)
        .toList();
  }

  private void areas() {
    var users = group("LedgerOne Users");
    offers.values().stream()
        .filter(offer -> offer.area().equals("BASE"))
        .forEach(offer -> users.grant(offer.value(), offer.display()));
    for (var area : Area.values()) {
      var outer = users;
      for (var level : LEVELS) {
        var group = group(area.title() + " " + level);
        var singular = level.substring(0, level.length() - 1).toLowerCase(Locale.ROOT);
        values(area, singular).forEach(value -> group.grant(value, offer(value).display()));
        outer.add(group);
        outer = group;
      }
      var contains = new ArrayList<>(values(area, "clerk"));
      contains.addAll(values(area, "direct"));
      var value = "role." + area.name().toLowerCase(Locale.ROOT) + ".processor";
      role(value, area.title() + " processor", contains);
    }
  }

  private void companies() {
    for (var company : COMPANIES) {
      var display = group("Company " + company + " Display");
      display.add(group("Company " + company + " Posting"));
    }
  }

  private void people() {
    for (var person : workforce.people()) {
      var department = department(person);
      var wanted =
          dice.chance(department.ledger())
              || List.of(Workforce.MARTA, Workforce.DARIO, Workforce.PRIYA).contains(person.name())
              || person.rank() == Rank.HEAD;
      if (wanted && (person.active() || person.name().equals(Workforce.PRIYA))) {
        var account = open(person, true);
        join(account, person, department);
        direct(account, department);
      } else if (wanted && dice.chance(0.5)) {
        open(person, false);
      }
    }
  }

  private Department department(Person person) {
    var department = departments.get(person.department());
    if (department == null) {
      throw new IllegalStateException("no department " + person.department());
    }
    return department;
  }

  /// Most accounts carry the employee number, some only the address, a few only the sign-in name.
  private Account open(Person person, boolean active) {
    var certain = !active || person.rank() != Rank.MEMBER || dice.chance(0.8);
    var byAddress = !certain && dice.chance(0.65);
    var userName = certain || byAddress ? shortName(person.userName()) : person.userName();
    return draft.add(
        new Account(
            "L" + (10_000 + draft.accounts().size() * 3),
            userName,
            person.name(),
            certain ? person.employeeNumber() : null,
            certain || byAddress ? person.email() : null,
            active,
            person.id(),
            new ArrayList<>(),
            new ArrayList<>()));
  }

  private String shortName(String signIn) {
    var dot = signIn.indexOf('.');
    var base = signIn.charAt(0) + signIn.substring(dot + 1);
    var name = base;
    for (var n = 2; !userNames.add(name); n++) {
      name = base + n;
    }
    return name;
  }

  private void join(Account account, Person person, Department department) {
    var level =
        switch (person.rank()) {
          case CHIEF -> "Readers";
          case HEAD -> "Leads";
          case LEAD -> "Seniors";
          case MEMBER -> dice.pick(List.of("Readers", "Clerks", "Clerks", "Clerks", "Seniors"));
        };
    draft.group(department.area().title() + " " + level).add(account);
    var posting = level.equals("Readers") ? " Display" : " Posting";
    draft.group("Company " + dice.pick(COMPANIES) + posting).add(account);
  }

  private void direct(Account account, Department department) {
    var area = department.area();
    if (dice.chance(0.3)) {
      hold(account, role(area), dice.days(15, 1400));
    }
    if (dice.chance(0.4)) {
      var other = dice.chance(0.7) ? area : dice.pick(List.of(Area.values()));
      hold(account, dice.pick(values(other, "direct")), dice.days(15, 1400));
    }
    if (dice.chance(0.25)) {
      var other = dice.pick(List.of(Area.values()));
      hold(account, dice.pick(values(other, "reader")), dice.days(15, 1400));
    }
  }

  Role role(Area area) {
    return role("role." + area.name().toLowerCase(Locale.ROOT) + ".processor");
  }

  Role role(String value) {
    var role = roles.get(value);
    if (role == null) {
      throw new IllegalStateException("no role " + value);
    }
    return role;
  }

  private void machines() {
    machine("svc-payrun", null);
    machine("svc-ledger-root", null);
    machine("svc-bankfeed", Area.TR);
    machine("svc-crm-sync", Area.SD);
    machine("svc-edi-orders", Area.SD);
    machine("svc-hr-feed", Area.HR);
    machine("svc-tax-export", Area.TX);
    machine("svc-report-mailer", Area.GL);
    machine("svc-label", Area.WH);
    machine("svc-forecast", Area.MF);
  }

  private void machine(String userName, @Nullable Area area) {
    var service = workforce.service(userName);
    userNames.add(userName);
    var account =
        draft.add(
            new Account(
                "L" + (10_000 + draft.accounts().size() * 3),
                userName,
                userName,
                service.employeeNumber(),
                null,
                true,
                service.id(),
                new ArrayList<>(),
                new ArrayList<>()));
    if (area != null) {
      draft.group(area.title() + " Readers").add(account);
      hold(account, role(area), dice.days(100, 1400));
    }
  }

  ServedSource serve() {
    var resources = new LinkedHashMap<String, List<String>>();
    resources.put(
        "/Users",
        draft.accounts().stream().map(account -> ResourceJson.user(account).toString()).toList());
    resources.put(
        "/Groups",
        draft.groups().stream().map(group -> ResourceJson.group(group).toString()).toList());
    resources.put("/Roles", roles.values().stream().map(LedgerOne::json).toList());
    resources.put("/Entitlements", offers.values().stream().map(LedgerOne::json).toList());
    return new ServedSource(SOURCE, resources);
  }

  private static String json(Role role) {
    var json =
        ResourceJson.resource(ResourceJson.CORE + "Role", role.value())
            .put("value", role.value())
            .put("display", role.display())
            .put("supported", true);
    var contains = json.putArray("contains");
    role.contains().forEach(contains::add);
    return json.toString();
  }

  private static String json(Offer offer) {
    return ResourceJson.resource(ResourceJson.CORE + "Entitlement", offer.value())
        .put("value", offer.value())
        .put("display", offer.display())
        .put("type", offer.area())
        .put("supported", true)
        .toString();
  }
}
