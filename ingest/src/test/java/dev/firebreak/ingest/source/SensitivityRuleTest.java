package dev.firebreak.ingest.source;

import static dev.firebreak.graph.schema.NodeKind.CONTAINER;
import static dev.firebreak.graph.schema.NodeKind.ENTITLEMENT;
import static dev.firebreak.graph.schema.NodeKind.GROUP;
import static dev.firebreak.graph.schema.NodeKind.PRIVILEGED_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.ingest.source.SensitivityRule.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityRuleTest {

  private static SensitivityRule any(String name, int value) {
    return new SensitivityRule(null, null, name, value, false);
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "*payment*, Release PAYMENT run, true",
    "payment, Release payment run, false",
    "Purge * history, purge audit history, true",
    "a.b, axb, false",
    "a.b, A.B, true",
    "\\Q*\\E, x, false",
    "Ä*, ärger, true",
  })
  void aStarStandsForAnyCharactersAndNothingElseIsSpecial(
      String pattern, String name, boolean matches) {
    Weight weight = SensitivityRule.weigh(List.of(any(pattern, 77)), ENTITLEMENT, "s", name, false);
    assertThat(weight.sensitivity() == 77).isEqualTo(matches);
  }

  @Test
  void aNameOfSeveralLinesIsMatchedAsAWhole() {
    assertThat(
            SensitivityRule.weigh(List.of(any("a*z", 77)), ENTITLEMENT, "s", "a\nz", false)
                .sensitivity())
        .isEqualTo(77);
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    List<SensitivityRule> rules =
        List.of(
            new SensitivityRule(CONTAINER, "vault", "*", 1, false),
            new SensitivityRule(null, "ledger", "*", 2, true),
            any("*", 3),
            any("*", 4));
    assertThat(SensitivityRule.weigh(rules, CONTAINER, "vault", "x", false))
        .isEqualTo(new Weight(1, false));
    assertThat(SensitivityRule.weigh(rules, ENTITLEMENT, "ledger", "x", false))
        .isEqualTo(new Weight(2, true));
    assertThat(SensitivityRule.weigh(rules, ENTITLEMENT, "vault", "x", false))
        .isEqualTo(new Weight(3, false));
  }

  @Test
  void aRuleWithoutAKindSparesTheRightsOnContainersWhoseNamesRepeatTheContainers() {
    assertThat(
            SensitivityRule.weigh(
                    List.of(any("*root*", 90)), ENTITLEMENT, "v", "List on root", true)
                .sensitivity())
        .isEqualTo(5);
    assertThat(
            SensitivityRule.weigh(
                    List.of(new SensitivityRule(ENTITLEMENT, null, "*root*", 90, false)),
                    ENTITLEMENT,
                    "v",
                    "List on root",
                    true)
                .sensitivity())
        .isEqualTo(90);
  }

  @Test
  void withoutARuleTheKindDecides() {
    assertThat(List.of(ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT, GROUP))
        .extracting(kind -> SensitivityRule.weigh(List.of(), kind, "s", "x", false).sensitivity())
        .containsExactly(10, 20, 40, 0);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> any(" ", 1))
        .withMessage("a sensitivity rule needs a name ('*' for any)");
    for (int value : new int[] {-1, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> any("x", value))
          .withMessage("the value of 'x' must be 0 to 100");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SensitivityRule(NodeKind.GROUP, null, "x", 1, false))
        .withMessageContaining("not of group");
  }
}
