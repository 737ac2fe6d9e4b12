package dev.firebreak.demo;

import static dev.firebreak.demo.Installation.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.FindingFilter;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.demo.larkspur.Stories;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.SeenRequest;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.pack.EvidencePack;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.run.DryRun;
import dev.firebreak.remediation.run.ItemState;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.cli.FirebreakCommand;
import dev.firebreak.web.report.PackReport;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.work.Operations;
import dev.firebreak.web.work.Remediations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each story that one change can end is ended by it: planned, tried, approved, sent to the service
/// provider, read back, and resolved by the next analysis. Every test takes a finding of its own.
class LarkspurRemediationTest {

  @TempDir private static Path folder;
  private static Installation installation;
  private static Stories stories;
  private static EvidenceLog evidence;
  private static Operations operations;
  private static Remediations remediations;
  private static FindingStore store;

  /// Always reads anew; says when the graph was said to have changed.
  private static final class Fresh implements CurrentGraph {
    private final Semaphore changes = new Semaphore(0);

    @Override
    public GraphSnapshot snapshot() {
      return installation.firebreak().snapshot();
    }

    @Override
    public void invalidate() {
      changes.release();
    }

    void awaitChange() throws InterruptedException {
      assertThat(changes.tryAcquire(60, TimeUnit.SECONDS)).as("the graph changed").isTrue();
    }
  }

  private static final Fresh GRAPH = new Fresh();

  @BeforeAll
  static void harvestAndAnalyse() throws Exception {
    SharedNeo4j.clear();
    installation = Installation.open(1, folder.resolve("demo"), SharedNeo4j.uri());
    stories = installation.larkspur().stories();
    var firebreak = installation.firebreak();
    evidence = firebreak.openEvidence();
    operations = new Operations(firebreak, evidence, GRAPH::invalidate);
    remediations = new Remediations(firebreak, evidence, GRAPH, operations);
    remediations.recover();
    store = new FindingStore(firebreak.graph());
    installation.harvest();
    firebreak.analyse();
  }

  @AfterAll
  static void close() throws IOException {
    remediations.close();
    operations.close();
    evidence.close();
    installation.close();
  }

  private static ScimProvider provider(PlannedChange change) {
    return Stream.of(
            installation.providers().doorway(),
            installation.providers().ledgerone(),
            installation.providers().strongroom())
        .filter(each -> each.name().equals(change.source()))
        .findFirst()
        .orElseThrow();
  }

  private static List<SeenRequest> writes(ScimProvider provider) {
    return provider.requests().stream()
        .filter(request -> !request.method().equals("GET"))
        .filter(request -> request.path().startsWith("/scim/"))
        .toList();
  }

  private static List<SeenRequest> allWrites() {
    return Stream.of(
            installation.providers().doorway(),
            installation.providers().ledgerone(),
            installation.providers().strongroom())
        .flatMap(provider -> writes(provider).stream())
        .toList();
  }

  private static StoredFinding finding(FindingKey key) {
    return Stream.concat(
            store.open().stream(), store.all(FindingFilter.ALL, 1000, 0).findings().stream())
        .filter(found -> found.finding().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> openIds() {
    return store.open().stream().map(StoredFinding::id).sorted().toList();
  }

  /// Ends the finding with one change, and checks every step on the way.
  ///
  /// @return the run, ended
  private static Run end(FindingKey key) throws Exception {
    StoredFinding before = finding(key);
    assertThat(before.state()).isEqualTo(StoredFinding.State.OPEN);
    List<String> openBefore = openIds();
    List<SeenRequest> untouched = allWrites();

    Run plan = remediations.plans().plan(before.id(), "ana");
    assertThat(plan.plan().findingIds()).containsExactly(before.id());
    assertThat(plan.plan().changes()).hasSize(1);
    assertThat(plan.plan().effect().closes()).contains(before.id());
    PlannedChange change = plan.plan().changes().getFirst();

    DryRun dryRun = remediations.dryRun(plan.id(), "ana");
    assertThat(dryRun.items())
        .extracting(DryRun.Rehearsed::verdict)
        .containsExactly(DryRun.Verdict.WOULD_SEND);
    assertThat(allWrites()).as("a dry run sends nothing").isEqualTo(untouched);

    remediations.approve(plan.id(), plan.plan().hash(), "ana", "as shown");
    remediations.start(plan.id(), "ana");
    while (finding(key).state() == StoredFinding.State.OPEN) {
      GRAPH.awaitChange();
    }

    Run run = remediations.run(plan.id()).orElseThrow();
    var item = run.items().getFirst();
    assertThat(item.state()).as(item.detail()).isEqualTo(ItemState.VERIFIED);
    assertThat(item.isConfirmed()).isTrue();
    assertThat(item.sentAs()).isEqualTo(dryRun.items().getFirst().method());
    assertThat(item.observationSeq()).isNotNull();
    var sent = allWrites().stream().filter(write -> !untouched.contains(write)).toList();
    assertThat(sent).hasSize(1);
    assertThat(writes(provider(change))).contains(sent.getFirst());
    assertThat(sent.getFirst().method()).isEqualTo(item.sentAs());
    assertThat(sent.getFirst().ifMatch())
        .isNotNull()
        .isEqualTo(plan.plan().preconditions().getFirst().version());
    assertThat(sent.getFirst().status()).isBetween(200, 204);

    assertThat(openBefore.stream().filter(id -> !openIds().contains(id)))
        .as("what the plan said would be closed is what the analysis resolved")
        .containsExactlyElementsOf(run.plan().effect().closes());
    assertThat(openBefore)
        .as("nothing opens, but that who is unlike their peers depends on those")
        .containsAll(
            openIds().stream()
                .filter(id -> !id.startsWith(FindingKind.OUTLIER.letter() + "-"))
                .toList());
    assertThat(EvidenceVerifier.verify(installation.firebreak().evidenceFolder()))
        .isInstanceOf(Verdict.Intact.class);
    prove(run, before.id());
    return run;
  }

  /// The pack of a run proves it by itself, and gives its finding again.
  private static void prove(Run run, String finding) throws IOException {
    Path file = Files.createTempFile("evidence-pack", ".zip");
    try {
      Files.write(file, EvidencePack.of(evidence, run.id(), PackReport::pdf).orElseThrow());
      String key = evidence.key().orElseThrow().text();
      assertThat(verify(0, "--pack", file.toString(), "--key", key))
          .startsWith("Proven: run " + run.id() + ", ")
          .endsWith("computed again from its slice: " + finding + ".\n");
      assertThat(verify(0, "--pack", file.toString(), "--format", "json"))
          .contains("\"verdict\":\"proven\"");
    } finally {
      Files.delete(file);
    }
  }

  private static PlannedChange change(Run run) {
    return run.plan().changes().getFirst();
  }

  @Test
  void storyAEndsWhenTheMemberLeavesOneOfTheInnerGroups() throws Exception {
    var pair = stories.toxicPair();
    var run = end(Planted.toxicPair(stories));
    assertThat(change(run)).isInstanceOf(RemoveMember.class);
    assertThat(change(run).resource().value())
        .isIn(key(pair.ledgerGroups().getFirst()), key(pair.vaultGroups().getFirst()));
    assertThat(change(run).principal().value())
        .isIn(key(pair.ledgerAccount()), key(pair.vaultAccount()));
    assertThat(provider(change(run)).get("/Groups", change(run).resource().id()).orElseThrow())
        .doesNotContain("\"" + change(run).principal().id() + "\"");
  }

  @Test
  void storyBEndsWhenTheRightToUseTheSafeGoesAndTheRightToListItStays() throws Exception {
    var safe = stories.adminSafe();
    var run = end(Planted.adminSafe(stories));
    assertThat(change(run)).isInstanceOf(RemoveRight.class);
    assertThat(change(run).resource().value()).isEqualTo(key(safe.permission()));
    assertThat(change(run).value()).isEqualTo(safe.right());
    assertThat(run.items().getFirst().sentAs()).isEqualTo("PATCH");
    assertThat(
            installation
                .providers()
                .strongroom()
                .get("/ContainerPermissions", safe.permission().id())
                .orElseThrow())
        .contains("ListAccounts")
        .doesNotContain(safe.right());
  }

  @Test
  void storyCEndsWhenTheLeaversAccountIsSwitchedOff() throws Exception {
    var run = end(Planted.leaver(stories));
    assertThat(change(run)).isInstanceOf(Deactivate.class);
    assertThat(change(run).resource().value()).isEqualTo(key(stories.leaver().ledgerAccount()));
  }

  @Test
  void storyDEndsWhenTheUnusedGrantGoes() throws Exception {
    var grant = stories.unusedGrants().unused().getFirst();
    var run = end(Planted.unused(grant));
    assertThat(change(run)).isInstanceOf(RemoveGrant.class);
    assertThat(change(run).resource().value()).isEqualTo(key(grant.account()));
    assertThat(change(run).value()).isEqualTo(grant.entitlement().id());
    assertThat(
            installation.providers().ledgerone().get("/Users", grant.account().id()).orElseThrow())
        .doesNotContain("\"" + grant.entitlement().id() + "\"");
  }

  @Test
  void storyFEndsWhenTheAccountOfNobodyIsSwitchedOff() throws Exception {
    var run = end(Planted.orphan(stories));
    assertThat(change(run)).isInstanceOf(Deactivate.class);
    assertThat(change(run).resource().value()).isEqualTo(key(stories.uncorrelatedAccount()));
  }

  @Test
  void aFullHarvestAfterARunHasNothingToCorrect() throws Exception {
    end(Planted.unused(stories.unusedGrants().unused().get(1)));
    for (var receipt : installation.harvest().receipts()) {
      assertThat(receipt.complete()).isTrue();
      assertThat(receipt.counts().nodesCreated()).as(receipt.summary()).isZero();
      assertThat(receipt.counts().nodesDeleted()).as(receipt.summary()).isZero();
      assertThat(receipt.counts().edgesCreated()).as(receipt.summary()).isZero();
      assertThat(receipt.counts().edgesDeleted()).as(receipt.summary()).isZero();
    }
  }

  @Test
  void oneFlippedByteOfTheEvidenceIsFoundAndLocated(@TempDir Path copy) throws Exception {
    end(Planted.unused(stories.unusedGrants().unused().get(2)));
    Path original = installation.firebreak().evidenceFolder().resolve("evidence-000001.jsonl");
    byte[] bytes = Files.readAllBytes(original);
    try (Stream<Path> files = Files.list(original.getParent())) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals("lock")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    assertThat(verify(copy, 0)).startsWith("Intact: ");
    Random random = new Random(20261122);
    for (int i = 0; i < 40; i++) {
      int at = random.nextInt(bytes.length - 1);
      byte[] flipped = bytes.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(copy.resolve(original.getFileName()), flipped);
      long record = 1;
      for (int b = 0; b < at; b++) {
        record += bytes[b] == '\n' ? 1 : 0;
      }
      assertThat(verify(copy, 1))
          .as("byte %d flipped", at)
          .startsWith("Tampered: record " + record + ", in evidence-000001.jsonl at byte ");
    }
  }

  private static String verify(Path evidence, int exitCode) {
    return verify(exitCode, evidence.toString());
  }

  private static String verify(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    int code =
        FirebreakCommand.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                Stream.concat(Stream.of("verify-evidence"), Stream.of(arguments))
                    .toArray(String[]::new));
    assertThat(code).as(out.toString()).isEqualTo(exitCode);
    return out.toString();
  }

  @Test
  void theLastRightOfAPermissionGoesWithThePermission() throws Exception {
    var safe = stories.adminSafe();
    Node agent = anotherServiceDeskAccount();
    String id = safe.container().id() + ":last-right";
    installation
        .providers()
        .strongroom()
        .load(
            "/ContainerPermissions",
            List.of(
                """
                {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],"id":"%s",
                 "container":{"value":"%s","display":"%s"},
                 "user":{"value":"%s","display":"%s"},"rights":["UseAccounts"]}\
                """
                    .formatted(
                        id,
                        safe.container().id(),
                        safe.container().name(),
                        agent.resourceId(),
                        agent.userName())));
    var vault = installation.firebreak().sources().find("strongroom").orElseThrow();
    installation.firebreak().harvest(List.of(vault), HarvestProgress.SILENT);
    installation.firebreak().analyse();
    var snapshot = installation.firebreak().snapshot();
    var wide =
        snapshot
            .edges(EdgeKind.OWNS)
            .mapToObj(snapshot::edge)
            .filter(owns -> snapshot.node(owns.to()).key().equals(agent.key()))
            .map(owns -> snapshot.node(owns.from()).key())
            .map(identity -> new FindingKey(FindingKind.BLAST_RADIUS, "blast-radius", identity, ""))
            .findFirst()
            .orElseThrow();

    var run = end(wide);
    assertThat(change(run)).isInstanceOf(RemoveRight.class);
    assertThat(change(run).resource().id()).isEqualTo(id);
    assertThat(run.items().getFirst().sentAs()).isEqualTo("DELETE");
    assertThat(installation.providers().strongroom().get("/ContainerPermissions", id)).isEmpty();
  }

  private static Node anotherServiceDeskAccount() {
    var snapshot = installation.firebreak().snapshot();
    return snapshot
        .edges(EdgeKind.OWNS)
        .mapToObj(snapshot::edge)
        .filter(owns -> "Service Desk".equals(snapshot.node(owns.from()).department()))
        .map(owns -> snapshot.node(owns.to()))
        .filter(account -> "strongroom".equals(account.source()))
        .filter(account -> !account.key().equals(key(stories.adminSafe().vaultAccount())))
        .min(Comparator.comparing(Node::key))
        .orElseThrow();
  }
}
