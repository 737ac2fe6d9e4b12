package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.unused.Grants.Grant;
import dev.firebreak.analytics.unused.UseVerdict.Kind;
import dev.firebreak.analytics.unused.UseVerdict.Reason;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Judges every direct grant: an account that holds an application entitlement or a role. Rights on
/// safes are judged only where a usage feed covers them. The grants of inactive accounts sleep and
/// are only counted.
///
/// Not safe for use by several threads at once.
public final class UnusedEntitlements {

  /// The window where nothing else is asked for, in days.
  public static final int DEFAULT_WINDOW_DAYS = 90;

  private static final RiskRule OF_A_PERSON =
      RiskRule.of(
          FindingKind.UNUSED,
          "unused",
          "Unused entitlement",
          "NIST AC-6(7)",
          "CSF PR.AA-05",
          "ISO 27001 A.5.18",
          "PCI DSS 7.2.4");
  private static final RiskRule OF_A_PROGRAM =
      OF_A_PERSON.with(
          "OWASP NHI5", "NIST AC-6(7)", "CSF PR.AA-05", "ISO 27001 A.5.18", "PCI DSS 7.2.5.1");

  private final GraphSnapshot snapshot;
  private final Owners owners;
  private final Grants grants;
  private final Peers peers;

  private UnusedEntitlements(GraphSnapshot snapshot, Usage usage, int windowDays) {
    this.snapshot = snapshot;
    this.owners = Owners.of(snapshot);
    this.grants = new Grants(snapshot, usage, windowDays);
    this.peers = new Peers(grants);
  }

  /// Prepares to judge grants as of the snapshot's instant.
  ///
  /// @param windowDays how many days without use make a grant unused
  public static UnusedEntitlements of(GraphSnapshot snapshot, Usage usage, int windowDays) {
    return new UnusedEntitlements(snapshot, usage, windowDays);
  }

  /// Judges all direct grants as of the snapshot's instant.
  ///
  /// @param windowDays how many days without use make a grant unused
  public static UnusedReport report(GraphSnapshot snapshot, Usage usage, int windowDays) {
    return of(snapshot, usage, windowDays).report();
  }

  private UnusedReport report() {
    List<Finding> findings = new ArrayList<>();
    Map<Kind, Integer> verdicts = new EnumMap<>(Kind.class);
    Map<Reason, Integer> unknown = new EnumMap<>(Reason.class);
    CreepReport.Sum creep = new CreepReport.Sum();
    int[] asleep = {0};
    each(
        _ -> asleep[0]++,
        (grant, judged) -> {
          UseVerdict verdict = judged.verdict();
          verdicts.merge(verdict.kind(), 1, Integer::sum);
          if (verdict instanceof Unknown(Reason reason)) {
            unknown.merge(reason, 1, Integer::sum);
          }
          add(grant, verdict, creep);
          if (verdict.kind() == Kind.UNUSED) {
            findings.add(finding(grant, judged));
          }
        });
    findings.sort(Comparator.comparing(finding -> finding.key().value()));
    return new UnusedReport(findings, verdicts, unknown, asleep[0], creep.report());
  }

  /// Judges what some accounts hold themselves: what of that is unused.
  public static void judge(
      GraphSnapshot snapshot, Usage usage, int windowDays, IntStream accounts, Found found) {
    int[] covered =
        accounts
            .filter(account -> snapshot.active(account) != Active.NO)
            .filter(account -> holdsCovered(snapshot, usage, account))
            .toArray();
    if (covered.length > 0) {
      UnusedEntitlements risk = of(snapshot, usage, windowDays);
      for (int account : covered) {
        risk.grants
            .of(account)
            .forEach(grant -> {
              Judgement judged = risk.grants.judge(grant);
              if (judged.verdict().kind() == Kind.UNUSED) {
                found.add(
                    OF_A_PERSON.key(snapshot.key(account), snapshot.key(grant.entitlement())),
                    () -> risk.finding(grant, judged));
              }
            });
      }
    }
  }

  /// Whether a feed speaks of the source of anything that an account holds.
  private static boolean holdsCovered(GraphSnapshot snapshot, Usage usage, int account) {
    return IntStream.range(snapshot.firstOut(account), snapshot.endOut(account))
        .filter(e -> snapshot.edgeKind(e) == EdgeKind.HOLDS)
        .anyMatch(e -> usage.coversAny(snapshot.source(snapshot.to(e))));
  }

  /// The permission creep index of everybody, without findings.
  public CreepReport creep() {
    CreepReport.Sum creep = new CreepReport.Sum();
    each(_ -> {}, (grant, judged) -> add(grant, judged.verdict(), creep));
    return creep.report();
  }

  private void add(Grant grant, UseVerdict verdict, CreepReport.Sum creep) {
    creep.add(
        String.valueOf(snapshot.source(grant.entitlement())),
        snapshot.key(subject(grant)),
        Creep.of(verdict, RightLevel.weight(snapshot, grant.entitlement())));
  }

  private void each(Consumer<Grant> asleep, BiConsumer<Grant, Judgement> awake) {
    grants.forEach(grant -> {
      if (grants.isAwake(grant)) {
        awake.accept(grant, grants.judge(grant));
      } else {
        asleep.accept(grant);
      }
    });
  }

  /// Judges what everybody holds: every identity's grants, then those of accounts that nobody owns.
  /// A grant of an account with several owners comes once for each.
  public Stream<JudgedGrant> all() {
    return IntStream.concat(
            snapshot.nodes(NodeKind.IDENTITY),
            snapshot.nodes(NodeKind.ACCOUNT).filter(account -> owners.edge(account).isEmpty()))
        .boxed()
        .flatMap(subject -> use(subject).grants().stream());
  }

  /// Judges what one identity's accounts, or one account, hold themselves.
  ///
  /// @param subject index of the identity or account
  public UseOfIdentity use(int subject) {
    List<Integer> accounts = new ArrayList<>();
    if (snapshot.kind(subject) == NodeKind.ACCOUNT) {
      accounts.add(subject);
    } else {
      snapshot.forEachOut(
          subject,
          e -> {
            if (snapshot.edgeKind(e) == EdgeKind.OWNS) {
              accounts.add(snapshot.to(e));
            }
          });
    }
    List<JudgedGrant> judged =
        accounts.stream().distinct().flatMap(account -> judged(subject, account)).toList();
    Creep creep =
        judged.stream()
            .filter(grant -> !grant.asleep())
            .map(grant -> Creep.of(grant.verdict(), grant.weight()))
            .reduce(Creep.NONE, Creep::plus);
    return new UseOfIdentity(
        judged.stream()
            .map(grant -> withPoints(grant, creep))
            .sorted(
                Comparator.comparingDouble(JudgedGrant::points)
                    .reversed()
                    .thenComparing(grant -> grant.verdict().kind(), Comparator.reverseOrder())
                    .thenComparing(JudgedGrant::entitlement)
                    .thenComparing(JudgedGrant::account))
            .toList(),
        creep);
  }

  /// How probable it is that what an account holds itself is in use, if that can be told.
  ///
  /// @param account index of the account
  /// @param entitlement index of the entitlement
  public Optional<Double> stillUsed(int account, int entitlement) {
    return grants.of(account).stream()
        .filter(grant -> grant.entitlement() == entitlement)
        .findFirst()
        .flatMap(grant -> peers.stillUsed(grant, grants.judge(grant).facts()))
        .map(StillUsed::probability);
  }

  private Stream<JudgedGrant> judged(int subject, int account) {
    return grants.of(account).stream()
        .map(grant -> {
          Judgement judged = grants.judge(grant);
          return new JudgedGrant(
              snapshot.key(subject),
              grant.edge(),
              snapshot.key(account),
              snapshot.key(grant.entitlement()),
              !grants.isAwake(grant),
              judged.verdict(),
              judged.facts(),
              peers.stillUsed(grant, judged.facts()),
              RightLevel.weight(snapshot, grant.entitlement()),
              0);
        });
  }

  private static JudgedGrant withPoints(JudgedGrant grant, Creep creep) {
    boolean counts = !grant.asleep() && grant.verdict().kind() == Kind.UNUSED;
    return new JudgedGrant(
        grant.subject(),
        grant.edge(),
        grant.account(),
        grant.entitlement(),
        grant.asleep(),
        grant.verdict(),
        grant.facts(),
        grant.stillUsed(),
        grant.weight(),
        counts ? 100.0 * grant.weight() / creep.judged() : 0);
  }

  /// Who answers for a grant: the owner of the account, else the account.
  private int subject(Grant grant) {
    OptionalInt owns = owners.edge(grant.account());
    return owns.isPresent() ? snapshot.from(owns.getAsInt()) : grant.account();
  }

  private Finding finding(Grant grant, Judgement judged) {
    Node account = snapshot.node(grant.account());
    Node entitlement = snapshot.node(grant.entitlement());
    OptionalInt owns = owners.edge(grant.account());
    int start = subject(grant);
    List<Integer> path =
        owns.isPresent() ? List.of(owns.getAsInt(), grant.edge()) : List.of(grant.edge());
    String idle = UseWording.reason(judged.verdict());
    Optional<StillUsed> stillUsed = peers.stillUsed(grant, judged.facts());
    return (account.identityKind().isProgram() ? OF_A_PROGRAM : OF_A_PERSON)
        .finding(
            account,
            entitlement.key(),
            severity(entitlement),
            "%s holds %s%s: %s. %s"
                .formatted(
                    owns.isPresent() ? snapshot.name(start) : "The account " + account.name(),
                    entitlement.name(),
                    Wording.in(snapshot, entitlement.source()),
                    idle,
                    UseWording.basis(judged.facts(), stillUsed)),
            List.of(AccessPath.along(snapshot, entitlement.name(), idle, start, path)),
            owners.count(grant.account()));
  }

  private static Severity severity(Node entitlement) {
    if (entitlement.crownJewel() || entitlement.sensitivity() >= 80) {
      return Severity.HIGH;
    }
    return entitlement.sensitivity() >= 50 ? Severity.MEDIUM : Severity.LOW;
  }
}
