package dev.firebreak.demo;

import static dev.firebreak.demo.Installation.identity;
import static dev.firebreak.demo.Installation.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.blastradius.GraphReach;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.AccessPath.Hop;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.unused.JudgedGrant;
import dev.firebreak.analytics.unused.UnusedEntitlements;
import dev.firebreak.analytics.unused.UnusedReport;
import dev.firebreak.analytics.unused.UsageReader;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.demo.larkspur.Stories;
import dev.firebreak.demo.larkspur.Stories.Grant;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One Larkspur the whole way: served over SCIM, harvested twice into the embedded Neo4j, analysed
/// twice. Every planted story must come out as it was planted.
class LarkspurStoriesTest {

  @TempDir private static Path folder;
  private static Installation installation;
  private static Stories stories;
  private static HarvestReport first;
  private static AnalysisRun firstRun;
  private static AnalysisRun secondRun;
  private static List<Finding> findings;
  private static GraphSnapshot snapshot;

  @BeforeAll
  static void harvestAndAnalyseTwice() throws Exception {
    installation = Installation.open(1, folder.resolve("demo"));
    stories = installation.larkspur().stories();
    first = installation.harvest();
    firstRun = installation.firebreak().analyse();
    installation.harvest();
    secondRun = installation.firebreak().analyse();
    findings = installation.findings().stream().map(StoredFinding::finding).toList();
    snapshot = installation.firebreak().snapshot();
  }

  @AfterAll
  static void close() {
    installation.close();
  }

  private static Finding finding(FindingKey key) {
    return findings.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void theRulesAndLifecycleChecksFindWhatWasPlantedAndNothingElse() {
    assertThat(Planted.found(findings)).isEqualTo(Planted.findings(stories));
  }

  @Test
  void theOtherRisksFindTheCircleAndTheCrownJewelsThatStandOpenAndLittleElse() {
    Map<FindingKind, Integer> kinds = secondRun.byKind();
    assertThat(kinds)
        .containsEntry(FindingKind.GROUP_CYCLE, 1)
        .containsEntry(FindingKind.STANDING_PRIVILEGE, stories.crownJewels().size())
        .containsEntry(FindingKind.OUTSIDE_VAULT, 4)
        .doesNotContainKeys(
            FindingKind.DORMANT,
            FindingKind.SHARED,
            FindingKind.SAFE,
            FindingKind.DRIFT,
            FindingKind.EMPTY_GROUP,
            FindingKind.DUPLICATE_GROUP);
    assertThat(findings)
        .filteredOn(each -> each.key().kind() == FindingKind.GROUP_CYCLE)
        .extracting(each -> each.because().getFirst().stops().size())
        .containsExactly(stories.circle().size() + 1);
    long identities = snapshot.nodes(NodeKind.IDENTITY).count();
    assertThat(kinds.getOrDefault(FindingKind.OUTLIER, 0))
        .as("outliers among %d identities", identities)
        .isPositive()
        .isLessThanOrEqualTo((int) identities / 50);
  }

  @Test
  void storyAThePairThroughNestedGroupsOfTwoSystemsIsToldWithBothWays() {
    var found = finding(Planted.toxicPair(stories));
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.ruleName()).isEqualTo("Vendor and payment");
    assertThat(found.subjectName()).isEqualTo("Marta Okonjo");
    assertThat(found.frameworks()).contains("SOX ITGC");
    assertThat(found.because())
        .extracting(AccessPath::title)
        .containsExactly("Create vendor", "Release payment");
    assertThat(found.because()).map(Planted::stops).isEqualTo(Planted.toxicPairPaths(stories));
    assertThat(found.because().getLast().note())
        .isEqualTo("with a secret from the safe FIN-BATCH-PRD");
    assertThat(found.story())
        .isEqualTo(
            "Marta Okonjo can create vendor in LedgerOne and, with a secret from the safe"
                + " FIN-BATCH-PRD, release payment in LedgerOne.");
  }

  @Test
  void storyASaysWhichResourceOfWhichSourceCarriesEachMembership() {
    var pair = stories.toxicPair();
    var ways = finding(Planted.toxicPair(stories)).because();
    assertThat(memberships(ways.getFirst()))
        .containsExactly(
            "ledgerone " + key(pair.ledgerGroups().get(0)) + " members",
            "ledgerone " + key(pair.ledgerGroups().get(1)) + " members");
    assertThat(memberships(ways.getLast()))
        .containsExactly(
            "strongroom " + key(pair.vaultGroups().get(0)) + " members",
            "strongroom " + key(pair.vaultGroups().get(1)) + " members");
    assertThat(ways.getLast().hops())
        .filteredOn(hop -> key(pair.permission()).equals(hop.via()))
        .extracting(Hop::kind, Hop::attribute)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(EdgeKind.HOLDS, "rights"));
  }

  private static List<String> memberships(AccessPath path) {
    return path.hops().stream()
        .filter(hop -> hop.kind() == EdgeKind.MEMBER_OF)
        .map(hop -> hop.source() + " " + hop.via() + " " + hop.attribute())
        .toList();
  }

  @Test
  void storyBTheSafeWithTheAdministratorsSecretMakesASmallFootprintEnormous() {
    var found = finding(Planted.adminSafe(stories));
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.subjectName()).isEqualTo("Dario Venn");
    assertThat(found.because()).hasSize(1);
    var way = Planted.stops(found.because().getFirst());
    assertThat(way).startsWith(Planted.adminSafePath(stories).toArray(String[]::new));
    assertThat(stories.crownJewels().stream().map(Installation::key)).contains(way.getLast());
    assertThat(found.story())
        .contains("with a secret from the safe DOMAIN-ADMINS-T0", "times the median reach");

    var dario = snapshot.find(identity(stories.adminSafe().person())).orElseThrow();
    var right =
        snapshot
            .edges(EdgeKind.HOLDS)
            .filter(
                edge -> key(stories.adminSafe().permission()).equals(snapshot.edge(edge).via()));
    var before = BlastRadius.of(snapshot, dario);
    var after = BlastRadius.of(snapshot.without(right), dario);
    assertThat(before.count()).isGreaterThan(5 * after.count());
    assertThat(before.weighted()).isGreaterThan(5 * after.weighted());
  }

  @Test
  void everyWideBlastRadiusGoesThroughASafeThatKeepsASecret() {
    assertThat(findings)
        .filteredOn(each -> each.key().kind() == FindingKind.BLAST_RADIUS)
        .isNotEmpty()
        .allSatisfy(found ->
            assertThat(found.because().getFirst().stops())
                .extracting(AccessPath.Stop::kind)
                .containsSubsequence(
                    NodeKind.IDENTITY,
                    NodeKind.ACCOUNT,
                    NodeKind.CONTAINER,
                    NodeKind.PRIVILEGED_ACCOUNT,
                    NodeKind.ACCOUNT,
                    NodeKind.ENTITLEMENT));
  }

  @Test
  void storyCTheLeaverIsTheOneWhoStillReachesACrownJewel() {
    var leaver = stories.leaver();
    var found = finding(Planted.leaver(stories));
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.subjectName()).isEqualTo("Priya Hallam");
    assertThat(Planted.stops(found.because().getFirst()))
        .containsExactly(
            identity(leaver.person()),
            key(leaver.ledgerAccount()),
            "ledgerone/Entitlement/sd.customer.export");
    assertThat(found.story()).contains("has left", "still active", "Export customer table");
  }

  @Test
  void storyDUnusedGrantsAreToldWithTheirHolderAndForHowLong() {
    var unused = stories.unusedGrants().unused();
    assertThat(unused.stream().map(Grant::entitlement).distinct()).hasSize(5);
    for (var grant : unused) {
      var found = finding(Planted.unused(grant));
      assertThat(Planted.stops(found.because().getFirst()))
          .containsExactly(
              identity(grant.person()), key(grant.account()), key(grant.entitlement()));
      assertThat(found.severity()).isEqualTo(Severity.LOW);
      assertThat(found.story())
          .contains(grant.entitlement().name() + " in LedgerOne")
          .containsPattern("no use seen in \\d+ days|not used for \\d+ days");
    }
  }

  @Test
  void storyDAGrantThatTheFeedDoesNotCoverIsUnknownAndNotUnused() {
    var grant = stories.unusedGrants().unknown();
    assertThat(findings).extracting(Finding::key).doesNotContain(Planted.unused(grant));
    var usage = UsageReader.read(installation.firebreak().graph());
    int account = snapshot.find(key(grant.account())).orElseThrow();
    assertThat(UnusedEntitlements.of(snapshot, usage, 90).use(account).grants())
        .filteredOn(judged -> judged.entitlement().equals(key(grant.entitlement())))
        .extracting(JudgedGrant::verdict)
        .containsExactly(new UseVerdict.Unknown(UseVerdict.Reason.WINDOW_NOT_COVERED));
    assertThat(firstRun.grantsUnknown()).isEqualTo(1);
    assertThat(firstRun.grantsUnused()).isEqualTo(stories.unusedGrants().unused().size());
    assertThat(firstRun.grantsUsed()).isGreaterThan(300);
  }

  @Test
  void aFeedThatEndsYesterdayStillJudgesAndOneThatEndsThreeDaysAgoJudgesNothingUnused() {
    assertThat(unusedAfter(Duration.ofDays(1)).findings())
        .extracting(Finding::key)
        .containsExactlyInAnyOrderElementsOf(
            stories.unusedGrants().unused().stream().map(Planted::unused).toList());
    var late = unusedAfter(Duration.ofDays(3));
    assertThat(late.findings()).isEmpty();
    assertThat(late.unknown())
        .isEqualTo(
            Map.of(
                UseVerdict.Reason.WINDOW_NOT_COVERED, stories.unusedGrants().unused().size() + 1));
  }

  private static UnusedReport unusedAfter(Duration later) {
    var graph = installation.firebreak().graph();
    var at = installation.larkspur().asOf().plus(later);
    return UnusedEntitlements.report(SnapshotReader.read(graph, at), UsageReader.read(graph), 90);
  }

  @Test
  void storyETheServiceWithoutOwnerIsNamed() {
    var found = finding(Planted.ownerless(stories));
    assertThat(found.subjectName()).isEqualTo(stories.ownerlessService().name());
    assertThat(found.story())
        .isEqualTo("The service svc-legacy-sync has no active person who answers for it.");
  }

  @Test
  void storyFTheAccountOfNobodyIsNamedWithWhatItReaches() {
    var stray = stories.uncorrelatedAccount();
    var found = finding(Planted.orphan(stories));
    assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(found.because().getFirst().first().key()).isEqualTo(key(stray));
    assertThat(found.because().getFirst().last().kind()).isEqualTo(NodeKind.ENTITLEMENT);
    assertThat(first.correlation().unmatched()).containsExactly(key(stray));
    assertThat(first.correlation().problems()).isEmpty();
  }

  @Test
  void everyEdgeOfEveryProofIsInTheGraph() {
    Set<String> edges =
        IntStream.range(0, snapshot.edgeCount())
            .mapToObj(snapshot::edge)
            .map(edge ->
                edge.kind()
                    + " "
                    + snapshot.node(edge.from()).key()
                    + " "
                    + snapshot.node(edge.to()).key())
            .collect(Collectors.toSet());
    for (var found : findings) {
      for (var path : found.because()) {
        assertThat(path.hops().stream().map(hop -> hop.kind() + " " + hop.from() + " " + hop.to()))
            .as(found.story())
            .allMatch(edges::contains);
      }
    }
  }

  @Test
  void cypherAndJavaAgreeOnWhatThePeopleOfTheStoriesReach() {
    var people =
        Stream.of(
            stories.toxicPair().person(),
            stories.adminSafe().person(),
            stories.leaver().person(),
            stories.ownerlessService());
    people
        .map(Installation::identity)
        .forEach(identity -> {
          var byCypher = new TreeSet<String>();
          GraphReach.blastRadius(installation.firebreak().graph(), identity, snapshot.asOf())
              .forEach(resource -> byCypher.add(resource.key() + " " + resource.hops()));
          var byJava = new TreeSet<String>();
          BlastRadius.of(snapshot, snapshot.find(identity).orElseThrow())
              .reached()
              .forEach(reached -> byJava.add(reached.key() + " " + reached.hops()));
          assertThat(byJava).as(identity).isEqualTo(byCypher);
        });
  }

  @Test
  void aSecondAnalysisFindsTheSameFindingsStillOpen() {
    assertThat(firstRun.opened()).isEqualTo(findings.size());
    assertThat(secondRun.opened()).isZero();
    assertThat(secondRun.resolved()).isZero();
    assertThat(secondRun.persisting()).isEqualTo(findings.size());
    assertThat(secondRun.nodes()).isEqualTo(firstRun.nodes());
    assertThat(secondRun.edges()).isEqualTo(firstRun.edges());
    assertThat(secondRun.radiusTotal()).isEqualTo(firstRun.radiusTotal());
  }
}
