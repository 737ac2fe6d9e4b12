package dev.firebreak.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.finding.Severity;
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
    return new Policy(id, purpose, rules, severity, below, most, mode, schedule);
  }

  private static Policy usual() {
    return policy(
        "unused", "less", List.of("u"), Severity.LOW, 0.05, 10, Policy.Mode.RUN, "0 2 * * *");
  }

  @Test
  void everyWordOfItIsInItsHash() {
    List<Policy> all =
        List.of(
            usual(),
            policy("other", "less", List.of("u"), Severity.LOW, 0.05, 10, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "more", List.of("u"), Severity.LOW, 0.05, 10, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "less", List.of("u", "v"), Severity.LOW, 0.05, 10, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "less", List.of("u"), Severity.INFO, 0.05, 10, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "less", List.of("u"), Severity.LOW, 0.06, 10, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "less", List.of("u"), Severity.LOW, null, 10, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "less", List.of("u"), Severity.LOW, 0.05, 11, Policy.Mode.RUN, "0 2 * * *"),
            policy("unused", "less", List.of("u"), Severity.LOW, 0.05, 10, Policy.Mode.PROPOSE, "0 2 * * *"),
            policy("unused", "less", List.of("u"), Severity.LOW, 0.05, 10, Policy.Mode.RUN, "6h"));
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

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("Unused", "x", List.of("u"), Severity.LOW, null, 1, "6h", "needs an id"),
        Arguments.of("u", " ", List.of("u"), Severity.LOW, null, 1, "6h", "purpose is missing"),
        Arguments.of("u", "x", List.of(), Severity.LOW, null, 1, "6h", "rules is missing"),
        Arguments.of("u", "x", List.of("u"), null, null, 1, "6h", "severity is missing"),
        Arguments.of("u", "x", List.of("u"), Severity.LOW, 0.0, 1, "6h", "more than 0"),
        Arguments.of("u", "x", List.of("u"), Severity.LOW, 1.01, 1, "6h", "at most 1"),
        Arguments.of("u", "x", List.of("u"), Severity.LOW, Double.NaN, 1, "6h", "at most 1"),
        Arguments.of("u", "x", List.of("u"), Severity.LOW, null, 0, "6h", "max-a-day"),
        Arguments.of("u", "x", List.of("u"), Severity.LOW, null, 1, "", "schedule is missing"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamed(
      String id,
      String purpose,
      List<String> rules,
      Severity severity,
      @Nullable Double below,
      int most,
      String schedule,
      String message) {
    assertThatThrownBy(
            () -> new Policy(id, purpose, rules, severity, below, most, null, schedule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
