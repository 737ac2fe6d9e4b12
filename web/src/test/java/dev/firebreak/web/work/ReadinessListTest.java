package dev.firebreak.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.web.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That to switch remediation on is not enough.
class ReadinessListTest {

  @TempDir private Path folder;

  private Readiness readiness(String remediation, boolean signed) throws IOException {
    var config =
        ConfigFile.load(
            Files.writeString(
                folder.resolve("firebreak.yaml"),
                "data-dir: data\nremediation: " + remediation + "\n"));
    Path journal = folder.resolve("evidence");
    try (EvidenceLog log =
        signed
            ? EvidenceLog.open(
                journal, Signing.with(folder.resolve("keys/evidence.pem")), Clock.systemUTC())
            : EvidenceLog.open(journal, Clock.systemUTC())) {
      return Readiness.of(Objects.requireNonNull(config.remediation()), log, Set.of("ben", "cleo"));
    }
  }

  private static List<String> missing(Readiness readiness) {
    return readiness.checks().stream()
        .filter(check -> !check.ok())
        .map(Readiness.Check::name)
        .toList();
  }

  @Test
  void withEveryLineGoodItIsReady() throws IOException {
    Readiness ready =
        readiness("{enabled: true, never-touch: [root], approvers: [ben, cleo]}", true);
    assertThat(ready.missing()).isEmpty();
    assertThat(ready.checks().getLast().text()).isEqualTo("2 persons may approve: ben, cleo.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{never-touch: [], approvers: [ben, cleo]} | enabled",
        "{enabled: true, approvers: [ben, cleo]} | never-touch",
        "{enabled: true, never-touch: [], approvers: [ben]} | approvers",
        "{enabled: true, never-touch: []} | approvers",
        "{enabled: true, never-touch: [], approvers: [ben, admin]} | approvers"
      })
  void withoutOneOfThemItIsNot(String remediation, String name) throws IOException {
    Readiness readiness = readiness(remediation, true);
    assertThat(missing(readiness)).containsExactly(name);
    assertThat(readiness.missing()).isPresent();
  }

  @Test
  void anApproverWithoutAnAccountIsNoApproverYet() throws IOException {
    String text =
        readiness("{enabled: true, never-touch: [], approvers: [ben, dan]}", true)
            .missing()
            .orElseThrow();
    assertThat(text)
        .contains(
            "1 of the 2 approvers",
            "dan cannot approve yet: give them an account with the role approver");
  }

  @Test
  void evidenceThatIsNotSignedIsNotEnough() throws IOException {
    Readiness readiness =
        readiness("{enabled: true, never-touch: [], approvers: [ben, cleo]}", false);
    assertThat(missing(readiness)).containsExactly("evidence");
    assertThat(readiness.missing())
        .contains("The evidence is not signed. Open it with a signing key, see evidence.key.");
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() throws IOException {
    assertThat(readiness("{}", true).missing().orElseThrow())
        .contains("Set remediation.enabled", "List break-glass and service accounts")
        .contains("0 of the 2 approvers that it takes are there");
  }
}
