package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the command line answers of a graph that is harvested and analysed: what would be, what to
/// cut, and why reach changed.
class AnalysisCommandsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void harvestAndAnalyse() throws IOException {
    site = Site.open(folder);
  }

  @AfterAll
  static void close() throws IOException {
    site.close();
  }

  @Test
  void whatIfIsAskedOfAFileAndChokePointsOfTheGraph() throws Exception {
    JsonNode points =
        JSON.readTree(site.on("choke-points", "--limit", "3", "--format", "json").out());
    assertThat(points.get("edges")).hasSize(3);
    JsonNode edge = points.get("edges").get(0);
    assertThat(site.on("choke-points", "--limit", "3").with(ExitCode.OK).out())
        .contains("all blast radii together", edge.at("/from/key").asString());

    Path question = site.config().resolveSibling("what-if.yaml");
    Files.writeString(
        question,
        """
        remove:
          - kind: %s
            from: "%s"
            to: "%s"
        """
            .formatted(
                edge.get("kind").asString(),
                edge.at("/from/key").asString(),
                edge.at("/to/key").asString()));
    JsonNode outcome =
        JSON.readTree(site.on("what-if", question.toString(), "--format", "json").out());
    assertThat(outcome.get("radiusTotal").asLong() - outcome.get("radiusTotalAfter").asLong())
        .isEqualTo(edge.get("loss").asLong());
    assertThat(site.on("what-if", question.toString()).with(ExitCode.OK).out())
        .contains("identities would reach other resources", "findings would close");

    Files.writeString(question, "remove:\n  - kind: HOLDS\n    from: a/User/1\n    to: a/Role/1\n");
    assertThat(site.on("what-if", question.toString()).with(ExitCode.UNUSABLE).complaint())
        .contains(
            "what-if.yaml, line 3 (/remove/0/from)", "There is no node with the key a/User/1");
    Files.writeString(question, "remove: []\nredo: []\n");
    assertThat(site.on("what-if", question.toString()).with(ExitCode.UNUSABLE).complaint())
        .contains("line 2", "redo");
    Files.writeString(question, "");
    assertThat(site.on("what-if", question.toString()).with(ExitCode.UNUSABLE).complaint())
        .contains("what-if.yaml is empty");
    site.nothingIsLost();
  }

  @Test
  void aCutPlanStaysWithinItsBudgetIsJsonTooAndRefusesWhatIsNotThere() {
    Ran text =
        site.on("cut-plan", "--share", "40", "--budget", "3", "--spare", "used").with(ExitCode.OK);
    assertThat(text.outLines().getFirst()).contains("change");
    assertThat(text.out())
        .contains("crown-jewel exposure −40%, at most 3 changes, sparing used; greedy.")
        .contains("identities reach less; closes ");
    JsonNode json =
        JSON.readTree(
            site.on(
                    "cut-plan",
                    "--share",
                    "40",
                    "--budget",
                    "3",
                    "--spare",
                    "used",
                    "--format",
                    "json")
                .with(ExitCode.OK)
                .out());
    assertThat(json.get("changes")).hasSizeBetween(1, 3);
    assertThat(json.at("/effect/opens").isArray()).isTrue();
    site.on("cut-plan", "--share", "100", "--budget", "1").with(ExitCode.INCOMPLETE);
    assertThat(site.on("cut-plan", "--close", "T-0").with(ExitCode.UNUSABLE).err())
        .contains("There is no open finding with the short name T-0.");
  }

  @Test
  void whatChangedIsExplainedFromTheStatesThatWereKeptAndNeverGuessed() throws Exception {
    site.on("analyse").with(ExitCode.OK);
    site.on("analyse").with(ExitCode.OK);
    assertThat(site.on("explain-change").with(ExitCode.OK).out())
        .contains("from analysis ")
        .contains("the reach of 0 identities changed");
    assertThat(site.on("explain-change", "--to", "9999").with(ExitCode.UNUSABLE).complaint())
        .startsWith("firebreak: There is no analysis 9999; they count from 1 to ");
    assertThat(site.on("explain-change", "--from", "x").with(ExitCode.UNUSABLE).err())
        .contains("from must be the number of an analysis, such as 12, not x.");
    try (Stream<Path> kept = Files.list(folder.resolve("demo/data/runs"))) {
      for (Path file : kept.toList()) {
        Files.delete(file);
      }
    }
    assertThat(site.on("explain-change").with(ExitCode.UNUSABLE).complaint())
        .contains("cannot be attributed, because no state was kept of run ");
  }
}
