package dev.firebreak.remediation.pack;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.RiskRules;
import dev.firebreak.analytics.slice.Exhibit;
import dev.firebreak.analytics.slice.FindingSlice;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Extract;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.SampleGraph;
import dev.firebreak.scim.resource.ScimResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.node.ObjectNode;

/// A whole run in a signed log, from a toxic combination to its read-back, among other records; and
/// ways to tell it wrongly.
final class SampleRun {
  static final Clock CLOCK = InstantSource.fixed(SampleGraph.NOW).withZone(ZoneOffset.UTC);
  static final String RUN = "R-3";
  static final EvidencePack.Report REPORT =
      content -> ("%PDF of " + content.runId()).getBytes(StandardCharsets.UTF_8);

  private final GraphSnapshot snapshot;
  private final AnalysisInputs inputs;
  private final RemediationPlan plan;
  final Exhibit exhibit;
  UnaryOperator<ObjectNode> finding = UnaryOperator.identity();
  UnaryOperator<ObjectNode> slice = UnaryOperator.identity();

  SampleRun() {
    this(FindingKind.TOXIC);
  }

  SampleRun(FindingKind kind) {
    snapshot = graph();
    inputs =
        new AnalysisInputs(
            Usage.none(),
            Set.of("doorway"),
            List.of(),
            new AnalysisRules(rules(), 90, 2.5, RiskRules.DEFAULT));
    Finding found =
        inputs.analyse(snapshot).findings().stream()
            .filter(each -> each.key().kind() == kind)
            .findFirst()
            .orElseThrow();
    exhibit = Exhibit.of(found, snapshot, inputs);
    plan = plan(found);
  }

  private static GraphSnapshot graph() {
    SampleGraph graph = new SampleGraph();
    String marta = graph.identity("Łódź-Μαρία");
    String ben = graph.identity("ben");
    String doorway = graph.account("doorway", "m.okonjo");
    String ledger = graph.account("ledger", "m.okonjo2");
    String bens = graph.account("doorway", "b.sand");
    String clerks = graph.group("doorway", "AP-Clerks");
    String all = graph.group("doorway", "Finance-All");
    graph.owns(marta, doorway).owns(marta, ledger).owns(ben, bens);
    graph.member(doorway, clerks).member(bens, clerks).member(clerks, all);
    graph.holds(all, graph.entitlement("doorway", "create-vendor"));
    graph.holds(ledger, graph.entitlement("ledger", "release-payment"));
    graph.holds(ledger, graph.entitlement("ledger", "read-reports"));
    graph.account("ledger", "nobody");
    String safe = graph.container("vault", "FIN-ROOT");
    String secret = graph.privileged("vault", "root");
    String root = graph.account("ledger", "root");
    graph.right(ledger, safe, "RetrieveAccounts");
    graph.contains(safe, secret).signsInAs(secret, root);
    return crowned(graph.holds(root, graph.entitlement("ledger", "everything")).snapshot());
  }

  /// The same with a crown jewel.
  private static GraphSnapshot crowned(GraphSnapshot plain) {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(plain.asOf());
    for (int node = 0; node < plain.nodeCount(); node++) {
      boolean jewel = plain.name(node).equals("everything");
      builder.add(jewel ? plain.node(node).withSensitivity(90, true) : plain.node(node));
    }
    for (int edge = 0; edge < plain.edgeCount(); edge++) {
      builder.add(plain.edge(edge));
    }
    return builder.build();
  }

  private static SodRules rules() {
    return SodRules.of(
        List.of(
            new SodFunction("create", "Create vendor", List.of(new Selector("doorway", "create*"))),
            new SodFunction("pay", "Release payment", List.of(new Selector("ledger", "release*")))),
        List.of(
            new SodRule(
                "AP-03",
                "Vendor and payment",
                Severity.CRITICAL,
                2,
                "Finance",
                List.of("SOX ITGC", "NIST AC-5"),
                List.of("create", "pay"))));
  }

  private static RemediationPlan plan(Finding found) {
    NodeKey group = new NodeKey("doorway", "Group", "AP-Clerks");
    PlannedChange change =
        new RemoveMember(
            group, "AP-Clerks", new NodeKey("doorway", "User", "m.okonjo"), "m.okonjo");
    Live live =
        new Live(
            ScimResource.parse(
                "{\"id\":\"AP-Clerks\",\"members\":[{\"value\":\"m.okonjo\"},{\"value\":\"b.sand\"}]}"),
            "W/\"4\"");
    return new RemediationPlan(
        RUN,
        List.of(found.id()),
        List.of(change),
        List.of(Precondition.of(change, live, change.valuesIn(live.resource()))),
        "ana",
        SampleGraph.NOW,
        new Effect(
            new Effect.Radius(3, 150),
            new Effect.Radius(2, 100),
            1,
            List.of(found.id()),
            List.of(),
            new Effect.Use(0, 0, 1)),
        List.of(),
        List.of());
  }

  RemediationPlan plan() {
    return plan;
  }

  /// The records of the run, in order.
  List<Evidence> records() {
    PlannedChange change = plan.changes().getFirst();
    Precondition before = plan.preconditions().getFirst();
    FindingSlice kept = exhibit.slice();
    return List.of(
        new RunEvidence.PlanFrozen(RUN, plan.hash(), "ana", plan.content()),
        new RunEvidence.FindingShown(
            RUN,
            plan.hash(),
            exhibit.finding().id(),
            finding.apply(exhibit.findingJson()),
            kept == null ? null : slice.apply(kept.json()),
            exhibit.missing()),
        new RunEvidence.Approval(RUN, plan.hash(), "ben", "she changed teams"),
        new RunEvidence.RunStarted(RUN, plan.hash(), "ana"),
        new RunEvidence.Intent(
            RUN,
            change.id(),
            plan.hash(),
            "doorway",
            "Group",
            "AP-Clerks",
            change.write().method(),
            "/Groups/AP-Clerks",
            change.write().body(),
            before.version(),
            "If-Match W/\"4\"",
            null,
            null,
            1,
            null),
        new RunEvidence.Outcome(
            RUN,
            change.id(),
            RunEvidence.Outcome.State.VERIFIED,
            200,
            "W/\"5\"",
            "Read back from the source.",
            41),
        new SeenEvidence.Observation(
            RUN,
            change.id(),
            "doorway",
            "Group",
            "AP-Clerks",
            List.of(),
            List.of("members m.okonjo"),
            "W/\"5\"",
            null));
  }

  /// The pack of this run, out of a log in a folder.
  byte[] pack(Path folder) {
    return pack(folder, records());
  }

  /// The pack of a run told by these records.
  byte[] pack(Path folder, List<Evidence> records) {
    try (EvidenceLog log =
        EvidenceLog.open(
            folder.resolve("evidence"), Signing.with(folder.resolve("keys/key.pem")), CLOCK)) {
      if (log.size() < 2) {
        log.append(new Evidence.SignIn("ana", "signed in"));
        for (Evidence record : records) {
          log.append(record);
          log.append(new Evidence.SignIn("ben", "signed in"));
        }
      }
      return EvidencePack.of(log, RUN, REPORT).orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The same, built by somebody who has the key and checks nothing.
  byte[] unchecked(Path folder) throws IOException {
    return unchecked(folder, records());
  }

  /// Of these records and all others of the log.
  byte[] unchecked(Path folder, List<Evidence> records) throws IOException {
    SequencedMap<String, byte[]> members = new LinkedHashMap<>();
    try (EvidenceLog log =
        EvidenceLog.open(
            folder.resolve("evidence"), Signing.with(folder.resolve("keys/key.pem")), CLOCK)) {
      records.forEach(log::append);
      Set<Long> seqs =
          LongStream.rangeClosed(1, log.size()).boxed().collect(Collectors.toUnmodifiableSet());
      Extract extract = log.extract(seqs).orElseThrow();
      members.put(EvidencePack.RECORDS, extract.records());
      members.put(EvidencePack.PROOFS, extract.proofs());
      members.put(EvidencePack.CHECKPOINT, extract.checkpoint());
      Manifest list = Manifest.of(RUN, log.key().orElseThrow(), members, log::seal);
      members.putFirst(Manifest.FILE, list.bytes());
    }
    return PackZip.write(members);
  }
}
