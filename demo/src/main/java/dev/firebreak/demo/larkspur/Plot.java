package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Catalogue.Area;
import dev.firebreak.demo.larkspur.Draft.Account;
import dev.firebreak.demo.larkspur.Draft.Group;
import dev.firebreak.demo.larkspur.Person.Rank;
import dev.firebreak.demo.larkspur.Stories.RiskHit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plants the stories. Entitlements of the area RESERVED are given out here and nowhere else, so
/// the list of those whom a rule hits is known by construction.
final class Plot {
  private static final String CREATE_VENDOR = "ap.vendor.create";
  private static final String RELEASE_PAYMENT = "ap.payment.release";
  private static final String CREATE_ORDER = "po.order.create";
  private static final String APPROVE_ORDER = "po.order.approve";
  private static final String ASSIGN_ROLES = "it.role.assign";
  private static final String PURGE_LOG = "it.audit.purge";
  private static final String EXPORT_CUSTOMERS = "sd.customer.export";
  private static final String PAYMENT_SAFE = "FIN-BATCH-PRD";
  private static final String ADMIN_SAFE = "DOMAIN-ADMINS-T0";

  private final Workforce workforce;
  private final Doorway doorway;
  private final LedgerOne ledger;
  private final Strongroom vault;
  private final Dice dice;
  private final List<RiskHit> hits = new ArrayList<>();

  private Plot(
      Workforce workforce, Doorway doorway, LedgerOne ledger, Strongroom vault, Dice dice) {
    this.workforce = workforce;
    this.doorway = doorway;
    this.ledger = ledger;
    this.vault = vault;
    this.dice = dice;
  }

  static Stories plant(
      Workforce workforce, Doorway doorway, LedgerOne ledger, Strongroom vault, Dice dice) {
    return new Plot(workforce, doorway, ledger, vault, dice).plant();
  }

  private Stories plant() {
    var toxicPair = vendorAndPayment();
    orderAndApproval();
    var adminSafe = administrators();
    var leaver = leaver();
    var unused = new DormantGrants(workforce, ledger, dice).plant();
    var stray = stray();
    return new Stories(
        toxicPair,
        adminSafe,
        leaver,
        unused,
        person(workforce.service(Workforce.OWNERLESS)),
        ledger.draft().ref(stray),
        doorway.heron().stream().map(doorway.draft()::ref).toList(),
        List.copyOf(hits),
        List.of(
            ledger.entitlement(RELEASE_PAYMENT),
            ledger.entitlement(PURGE_LOG),
            ledger.entitlement(EXPORT_CUSTOMERS),
            vault.container(ADMIN_SAFE)));
  }

  private Stories.ToxicPair vendorAndPayment() {
    var marta = workforce.named(Workforce.MARTA);
    var outer = ledger.group("Vendor Maintenance");
    grant(outer, CREATE_VENDOR);
    var inner = ledger.group("Vendor Night Desk");
    outer.add(inner);
    inner.add(ledger.draft().of(marta));
    var clerks = dice.sample(withLedger(workforce.members("AP")), 6);
    clerks.subList(0, 4).forEach(person -> outer.add(ledger.draft().of(person)));
    clerks.subList(4, 6).forEach(person -> inner.add(ledger.draft().of(person)));
    for (var person : clerks.subList(0, 2)) {
      ledger.hold(ledger.draft().of(person), APPROVE_ORDER, dice.days(120, 500));
      hit("AP-07", person, null);
    }

    var release = ledger.group("Payment Release");
    grant(release, RELEASE_PAYMENT);
    withLedger(workforce.in("TR")).stream()
        .limit(3)
        .forEach(person -> release.add(ledger.draft().of(person)));
    var operator =
        ledger.role(
            "role.payment-run.operator",
            "Payment run operator",
            List.of(RELEASE_PAYMENT, "tr.statement.import"));
    var payrun = ledger.draft().of(workforce.service("svc-payrun"));
    ledger.hold(payrun, operator, dice.days(400, 900));

    var operators = vault.group("Batch-Operators");
    var cover = vault.group("Night-Batch-Cover");
    operators.add(cover);
    var engineers = dice.sample(workforce.members("II"), 4);
    engineers.subList(0, 3).forEach(person -> operators.add(vault.account(person)));
    cover.add(vault.account(engineers.get(3)));
    cover.add(vault.account(marta));
    var permission = vault.permit(PAYMENT_SAFE, operators, Strongroom.RETRIEVE, Strongroom.LIST);
    hit("AP-03", marta, null);
    return new Stories.ToxicPair(
        "AP-03",
        person(marta),
        ledger.draft().ref(ledger.draft().of(marta)),
        vault.draft().ref(vault.account(marta)),
        List.of(ledger.draft().ref(inner), ledger.draft().ref(outer)),
        ledger.entitlement(CREATE_VENDOR),
        List.of(vault.draft().ref(cover), vault.draft().ref(operators)),
        vault.ref(permission),
        vault.container(PAYMENT_SAFE),
        vault.secretOf("svc-payrun"),
        ledger.draft().ref(payrun),
        ledger.ref(operator),
        ledger.entitlement(RELEASE_PAYMENT));
  }

  private void orderAndApproval() {
    grant(ledger.draft().group("Purchasing Clerks"), CREATE_ORDER);
    var approvers = ledger.group("Order Approvers");
    grant(approvers, APPROVE_ORDER);
    var heads =
        workforce.in("SD", "CC", "MK", "WH", "MF", "EN", "FA").stream()
            .filter(person -> person.rank() == Rank.HEAD)
            .toList();
    heads.forEach(person -> approvers.add(ledger.draft().of(person)));
    var moved = dice.pick(heads);
    ledger.hold(ledger.draft().of(moved), CREATE_ORDER, dice.days(300, 900));
    hit("PO-01", moved, null);

    var fastLane = ledger.group("Purchasing Fast Lane");
    grant(fastLane, CREATE_ORDER);
    grant(fastLane, APPROVE_ORDER);
    for (var person : dice.sample(withLedger(workforce.members("WH", "MF", "FA")), 6)) {
      fastLane.add(ledger.draft().of(person));
      hit("PO-01", person, ledger.draft().ref(fastLane));
    }
  }

  private Stories.AdminSafe administrators() {
    var platform = dice.sample(withLedger(workforce.members("SE", "IP")), 5);
    var access = ledger.group("Access Administration");
    grant(access, ASSIGN_ROLES);
    platform.subList(0, 3).forEach(person -> access.add(ledger.draft().of(person)));
    var audit = ledger.group("Audit Housekeeping");
    grant(audit, PURGE_LOG);
    platform.subList(3, 5).forEach(person -> audit.add(ledger.draft().of(person)));
    grant(ledger.draft().group("Sales Leads"), EXPORT_CUSTOMERS);

    var service = workforce.service("svc-ledger-root");
    var root = ledger.draft().of(service);
    var operations = ledger.group("Platform Operations");
    operations.add(root);
    for (var area : Area.values()) {
      ledger.draft().group(area.title() + " Seniors").add(operations);
    }
    for (var company : LedgerOne.COMPANIES) {
      ledger.draft().group("Company " + company + " Posting").add(operations);
    }
    var everything = everything();
    ledger.hold(root, everything, dice.days(700, 1400));

    var dario = workforce.named(Workforce.DARIO);
    var permission =
        vault.permit(ADMIN_SAFE, vault.account(dario), Strongroom.USE, Strongroom.LIST);
    var blame = ledger.ref(everything);
    hit("IT-01", dario, blame);
    hit("IT-01", service, blame);
    vault.crewOf("TIER0").forEach(person -> hit("IT-01", person, blame));
    return new Stories.AdminSafe(
        person(dario),
        vault.draft().ref(vault.account(dario)),
        vault.ref(permission),
        Strongroom.USE,
        vault.container(ADMIN_SAFE),
        vault.secretOf("svc-ledger-root"),
        ledger.draft().ref(root),
        blame);
  }

  /// All that an administrator needs, but neither vendors nor payments nor orders.
  private LedgerOne.Role everything() {
    var contains = new ArrayList<>(ledger.roles().keySet());
    contains.remove("role.payment-run.operator");
    ledger.offers().values().stream()
        .filter(offer -> !offer.area().equals("RESERVED"))
        .forEach(offer -> contains.add(offer.value()));
    contains.add(ASSIGN_ROLES);
    contains.add(PURGE_LOG);
    contains.add(EXPORT_CUSTOMERS);
    return ledger.role("role.platform.administrator", "Platform administrator", contains);
  }

  private Stories.Leaver leaver() {
    var priya = workforce.named(Workforce.PRIYA);
    var account = ledger.draft().of(priya);
    ledger.hold(account, EXPORT_CUSTOMERS, dice.days(200, 600));
    return new Stories.Leaver(person(priya), ledger.draft().ref(account));
  }

  /// Left over from a migration: no number, no known address, no known name.
  private Account stray() {
    var account =
        ledger
            .draft()
            .add(
                new Account(
                    "L" + (10_000 + ledger.draft().accounts().size() * 3),
                    "migr-tmp-04",
                    "Migration temporary 04",
                    null,
                    "cutover-04@migration.example",
                    true,
                    null,
                    new ArrayList<>(),
                    new ArrayList<>()));
    ledger.draft().group("General Ledger Seniors").add(account);
    ledger.hold(account, "gl.report.build", Duration.ofDays(820));
    return account;
  }

  private List<Person> withLedger(List<Person> people) {
    return people.stream().filter(ledger.draft()::has).toList();
  }

  private void grant(Group group, String value) {
    group.grant(value, ledger.offer(value).display());
  }

  private Ref person(Person person) {
    return doorway.draft().ref(doorway.draft().of(person));
  }

  private void hit(String risk, Person person, @Nullable Ref blame) {
    hits.add(new RiskHit(risk, person(person), blame));
  }
}
