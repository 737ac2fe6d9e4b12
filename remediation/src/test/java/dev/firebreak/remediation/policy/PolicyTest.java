package dev.firebreak.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a policy may say, and that people approve every word of it.
class PolicyTest {

  private static Policy policy(
      String id,
      String purpose,
      List<String> rules,
      Severity severity,
      @Nullable Double below,
      int most,
      Policy.Mode mode,
      String schedule) {
    return new Policy(
        id, purpose, List.of(FindingKind.TOXIC), rules, severity, below, most, mode, schedule);
  }

  private static Policy usual() {
    return policy(
        "unused", "less", List.of("u"), Severity.LOW, 0.05, 10, Policy.Mode.RUN, "0 2 * * *");
  }

  @Test
  void everyWordOfItIsInItsHash() {
    List<Policy> all =
        new ArrayList<>(
            List.of(
                usual(),
                policy(
                    "other",
                    "less",
                    List.of("u"),
                    Severity.LOW,
                    0.05,
                    10,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "more",
                    List.of("u"),
                    Severity.LOW,
                    0.05,
                    10,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u", "v"),
                    Severity.LOW,
                    0.05,
                    10,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u"),
                    Severity.INFO,
                    0.05,
                    10,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u"),
                    Severity.LOW,
                    0.06,
                    10,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u"),
                    Severity.LOW,
                    null,
                    10,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u"),
                    Severity.LOW,
                    0.05,
                    11,
                    Policy.Mode.RUN,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u"),
                    Severity.LOW,
                    0.05,
                    10,
                    Policy.Mode.PROPOSE,
                    "0 2 * * *"),
                policy(
                    "unused",
                    "less",
                    List.of("u"),
                    Severity.LOW,
                    0.05,
                    10,
                    Policy.Mode.RUN,
                    "6h")));
    all.add(
        new Policy(
            "unused",
            "less",
            List.of(FindingKind.TOXIC, FindingKind.UNUSED),
            List.of("u"),
            Severity.LOW,
            0.05,
            10,
            Policy.Mode.RUN,
            "0 2 * * *"));
    Set<String> hashes = new HashSet<>(all.stream().map(Policy::hash).toList());
    assertThat(hashes).hasSize(all.size());
    assertThat(usual().content().size())
        .as("a new component must be part of what is approved")
        .isEqualTo(Policy.class.getRecordComponents().length);
  }

  @Test
  void theOrderOfItsRulesIsNoOtherText() {
    assertThat(
            policy("p", "x", List.of("b", "a", "b"), Severity.LOW, null, 1, Policy.Mode.RUN, "6h")
                .hash())
        .isEqualTo(
            policy("p", "x", List.of("a", "b"), Severity.LOW, null, 1, Policy.Mode.RUN, "6h")
                .hash());
  }

  @Test
  void aPolicyIsAboutItsKindsRulesAndSeverities() {
    Policy policy =
        new Policy(
            "p",
            "x",
            List.of(FindingKind.TOXIC, FindingKind.UNUSED),
            List.of("AP-03"),
            Severity.HIGH,
            null,
            1,
            null,
            "6h");
    assertThat(policy.mode()).isEqualTo(Policy.Mode.PROPOSE);
    assertThat(policy.concerns(finding(FindingKind.TOXIC, "AP-03", Severity.CRITICAL))).isTrue();
    assertThat(policy.concerns(finding(FindingKind.TOXIC, "AP-03", Severity.HIGH))).isTrue();
    assertThat(policy.concerns(finding(FindingKind.TOXIC, "AP-03", Severity.MEDIUM))).isFalse();
    assertThat(policy.concerns(finding(FindingKind.TOXIC, "AP-04", Severity.HIGH))).isFalse();
    assertThat(policy.concerns(finding(FindingKind.UNUSED, "unused", Severity.HIGH))).isTrue();
    assertThat(policy.concerns(finding(FindingKind.LEAVER, "leaver", Severity.HIGH))).isFalse();
  }

  private static Finding finding(FindingKind kind, String rule, Severity severity) {
    AccessPath.Stop stop =
        new AccessPath.Stop(NodeKind.IDENTITY, "firebreak/Identity/1", "Ada", null, Active.YES);
    return new Finding(
        new FindingKey(kind, rule, stop.key(), ""),
        rule,
        1,
        severity,
        NodeKind.IDENTITY,
        "Ada",
        "Ada can.",
        List.of(new AccessPath("Pay", "", List.of(stop), List.of())),
        1,
        List.of());
  }

  /// A policy with one part of it wrong.
  private record Draft(
      String id,
      String purpose,
      List<FindingKind> kinds,
      List<String> rules,
      @Nullable Severity severity,
      @Nullable Double below,
      int most,
      String schedule) {

    static final Draft RIGHT =
        new Draft("u", "x", List.of(FindingKind.UNUSED), List.of(), Severity.LOW, null, 1, "6h");
  }

  static Stream<Arguments> mistakes() {
    List<FindingKind> unused = List.of(FindingKind.UNUSED);
    Severity low = Severity.LOW;
    return Stream.of(
        Arguments.of(
            new Draft("Unused", "x", unused, List.of(), low, null, 1, "6h"), "needs an id"),
        Arguments.of(
            new Draft("u", " ", unused, List.of(), low, null, 1, "6h"), "purpose is missing"),
        Arguments.of(
            new Draft("u", "x", List.of(), List.of(), low, null, 1, "6h"), "kinds is missing"),
        Arguments.of(
            new Draft("u", "x", List.of(FindingKind.OUTLIER), List.of(), low, null, 1, "6h"),
            "no removal ends a finding of kind outlier"),
        Arguments.of(
            new Draft("u", "x", unused, List.of("AP-03"), low, null, 1, "6h"), "without toxic"),
        Arguments.of(
            new Draft("u", "x", unused, List.of(), null, null, 1, "6h"), "severity is missing"),
        Arguments.of(new Draft("u", "x", unused, List.of(), low, 0.0, 1, "6h"), "more than 0"),
        Arguments.of(new Draft("u", "x", unused, List.of(), low, 1.01, 1, "6h"), "at most 1"),
        Arguments.of(new Draft("u", "x", unused, List.of(), low, Double.NaN, 1, "6h"), "at most 1"),
        Arguments.of(new Draft("u", "x", unused, List.of(), low, null, 0, "6h"), "daily-limit"),
        Arguments.of(
            new Draft("u", "x", unused, List.of(), low, null, 1, ""), "schedule is missing"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  @SuppressWarnings("NullAway") // what a configuration may leave out
  void aMistakeIsNamed(Draft draft, String message) {
    assertThatThrownBy(() -> of(draft))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsRightIsTaken() {
    assertThat(of(Draft.RIGHT).rules()).isEmpty();
  }

  @SuppressWarnings("NullAway") // what a configuration may leave out
  private static Policy of(Draft draft) {
    return new Policy(
        draft.id(),
        draft.purpose(),
        draft.kinds(),
        draft.rules(),
        draft.severity(),
        draft.below(),
        draft.most(),
        null,
        draft.schedule());
  }
}
