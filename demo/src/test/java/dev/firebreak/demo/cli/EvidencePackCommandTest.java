package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Evidence packs and the projection by the command line.
@ExtendWith(SharedNeo4j.class)
class EvidencePackCommandTest {
  @TempDir Path folder;
  private Path config;
  private Path evidence;

  @BeforeEach
  void aPlanThatWasApproved() throws Exception {
    SharedNeo4j.clear();
    config = folder.resolve("firebreak.yaml");
    evidence = folder.resolve("data/evidence");
    Files.writeString(config, "data-dir: data\ngraph:\n  uri: " + SharedNeo4j.uri() + "\n");
    PlannedChange change =
        new RemoveMember(
            new NodeKey("hr", "Group", "g"), "Clerks", new NodeKey("hr", "User", "u"), "Ana");
    Live live =
        new Live(ScimResource.parse("{\"id\":\"g\",\"members\":[{\"value\":\"u\"}]}"), null);
    RemediationPlan plan =
        new RemediationPlan(
            "R-2",
            List.of(),
            List.of(change),
            List.of(Precondition.of(change, live, change.valuesIn(live.resource()))),
            "ana",
            Instant.parse("2026-11-22T06:12:00Z"),
            Effect.none(Effect.Radius.NONE),
            List.of(),
            List.of());
    try (EvidenceLog log =
        EvidenceLog.open(
            evidence, Signing.with(folder.resolve("data-keys/evidence.pem")), Clock.systemUTC())) {
      log.append(new RunEvidence.PlanFrozen("R-2", plan.hash(), "ana", plan.content()));
      log.append(new RunEvidence.Approval("R-2", plan.hash(), "ben", "fine"));
    }
  }

  private Ran on(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return Ran.command(all.toArray(String[]::new));
  }

  @Test
  void aPackIsWrittenAndCheckedAndATamperedOneIsNamed() throws Exception {
    Path pack = folder.resolve("pack.zip");
    assertThat(on("evidence-pack", "R-2", "--to", pack.toString()).with(ExitCode.OK).err())
        .contains("the evidence of run R-2 is in " + pack);
    assertThat(
            Ran.command("verify-evidence", "--pack", pack.toString())
                .with(ExitCode.INCOMPLETE)
                .out())
        .isEqualTo("Incomplete: what is there of run R-2 is genuine; missing: its start.\n");
    byte[] bytes = Files.readAllBytes(pack);
    bytes[bytes.length / 2] ^= 1;
    Files.write(pack, bytes);
    assertThat(
            Ran.command("verify-evidence", "--pack", pack.toString(), "--format", "json")
                .exitCode())
        .isIn(ExitCode.TAMPERED, ExitCode.UNUSABLE);
    Files.writeString(pack, "hello");
    assertThat(
            Ran.command("verify-evidence", "--pack", pack.toString(), "--format", "json")
                .with(ExitCode.UNUSABLE)
                .out())
        .startsWith("{\"verdict\":\"unusable\",\"exitCode\":2,");
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThat(on("evidence-pack", "R-9").with(ExitCode.UNUSABLE).err())
        .contains("The evidence has no run R-9.");
    assertThat(Ran.command("verify-evidence").with(ExitCode.UNUSABLE).err())
        .contains("Name the folder to check");
    assertThat(
            Ran.command("verify-evidence", evidence.toString(), "--pack", "x.zip")
                .with(ExitCode.UNUSABLE)
                .err())
        .contains("--pack stands alone");
  }

  @Test
  void aRecordThatIsNotThereIsToldFromOneThatNothingCoversYet() throws Exception {
    assertThat(
            Ran.command("verify-evidence", evidence.toString(), "--record", "99")
                .with(ExitCode.UNUSABLE)
                .err())
        .contains("There is no record 99: the log in " + evidence + " has 3.");
    Path proof = folder.resolve("proof.json");
    Ran.command("verify-evidence", evidence.toString(), "--record", "2", "--to", proof.toString())
        .with(ExitCode.OK);
    assertThat(
            Ran.command("verify-evidence", proof.toString(), "--record", "1")
                .with(ExitCode.UNUSABLE)
                .err())
        .contains("is the proof of a record itself");
  }

  @Test
  void theProjectionIsMadeAgain() {
    assertThat(on("rebuild-projection").with(ExitCode.OK).out())
        .startsWith("made again: runs 1, decisions on findings 0, links by hand 0,");
  }
}
