package dev.firebreak.remediation.policy;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.plan.RemediationPlan;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which findings may be closed without a person, and how much of it.
///
/// @param id a short name, as in `unused-away`; runs name it as who proposed them
/// @param purpose why there is such a policy, for approvers and auditors
/// @param kinds findings of these kinds; of those that a removal ends
/// @param rules of toxic combinations only those of these SoD rules; of all where it is empty
/// @param severity findings of this severity and worse
/// @param probabilityBelow only where the probability that the access is still in use is known and
///   lower, 0 to 1 (exclusive 0); null where use does not matter
/// @param dailyLimit how many changes it may begin to make in any 24 hours
/// @param mode how far it goes by itself
/// @param schedule when it acts: a duration or a cron expression
public record Policy(
    String id,
    String purpose,
    List<FindingKind> kinds,
    @Nullable List<String> rules,
    Severity severity,
    @Nullable Double probabilityBelow,
    int dailyLimit,
    Mode mode,
    String schedule) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// Findings that a removal or a deactivation ends.
  public static final Set<FindingKind> ENDED_BY_REMOVAL =
      Collections.unmodifiableSet(
          EnumSet.of(
              FindingKind.TOXIC,
              FindingKind.BLAST_RADIUS,
              FindingKind.UNUSED,
              FindingKind.LEAVER,
              FindingKind.ORPHAN,
              FindingKind.DORMANT));

  /// How far a policy goes by itself.
  public enum Mode {
    /// Plans and tries; people approve and start.
    PROPOSE,
    /// Carries out as well.
    RUN
  }

  public Policy {
    if (id == null || !id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "a policy needs an id of lower-case letters, digits and '-', 40 at most, but got '%s'"
              .formatted(id));
    }
    if (purpose == null || purpose.isBlank()) {
      throw new IllegalArgumentException(
          "policy %s: purpose is missing: why is there such a policy?".formatted(id));
    }
    if (kinds == null || kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "policy %s: kinds is missing: which findings may it close? One or more of %s"
              .formatted(id, words(ENDED_BY_REMOVAL)));
    }
    kinds = kinds.stream().distinct().sorted().toList();
    for (FindingKind kind : kinds) {
      if (!ENDED_BY_REMOVAL.contains(kind)) {
        throw new IllegalArgumentException(
            "policy %s: no removal ends a finding of kind %s; kinds may be %s"
                .formatted(id, word(kind), words(ENDED_BY_REMOVAL)));
      }
    }
    rules = rules == null ? List.of() : rules.stream().distinct().sorted().toList();
    if (!rules.isEmpty() && !kinds.contains(FindingKind.TOXIC)) {
      throw new IllegalArgumentException(
          "policy %s: rules tells toxic combinations apart, and its kinds are without toxic"
              .formatted(id));
    }
    if (severity == null) {
      throw new IllegalArgumentException(
          "policy %s: severity is missing: critical, high, medium, low or info".formatted(id));
    }
    if (probabilityBelow != null && !(probabilityBelow > 0 && probabilityBelow <= 1)) {
      throw new IllegalArgumentException(
          "policy %s: probability-below must be more than 0 and at most 1, not %s"
              .formatted(id, probabilityBelow));
    }
    if (dailyLimit < 1) {
      throw new IllegalArgumentException(
          "policy %s: daily-limit is missing: how many changes may it make in 24 hours, 1 or more?"
              .formatted(id));
    }
    mode = mode == null ? Mode.PROPOSE : mode;
    if (schedule == null || schedule.isBlank()) {
      throw new IllegalArgumentException(
          "policy %s: schedule is missing: a duration such as 6h, or a cron expression such as '0 2 * * *'"
              .formatted(id));
    }
  }

  /// Under which name it proposes.
  public String actor() {
    return RemediationPlan.POLICY + id;
  }

  /// Everything that people approve of it.
  public ObjectNode content() {
    ObjectNode content = MAPPER.createObjectNode();
    content.put("id", id).put("purpose", purpose);
    ArrayNode listed = content.putArray("kinds");
    kinds.forEach(kind -> listed.add(kind.name()));
    rules().forEach(content.putArray("rules")::add);
    content.put("severity", severity.name());
    content.put("probabilityBelow", probabilityBelow == null ? null : probabilityBelow.toString());
    return content.put("dailyLimit", dailyLimit).put("mode", mode.name()).put("schedule", schedule);
  }

  /// SHA-256 of the canonical JSON of its content: what people approve.
  public String hash() {
    return CanonicalJson.sha256(content());
  }

  /// Of toxic combinations only those of these SoD rules; of all where it is empty.
  @Override
  public List<String> rules() {
    return Objects.requireNonNull(rules);
  }

  /// Whether it is about a finding at all.
  public boolean concerns(Finding finding) {
    FindingKind kind = finding.key().kind();
    boolean ruled =
        kind != FindingKind.TOXIC || rules().isEmpty() || rules().contains(finding.key().rule());
    return kinds.contains(kind) && ruled && finding.severity().compareTo(severity) <= 0;
  }

  private static String words(Set<FindingKind> kinds) {
    return kinds.stream().map(Policy::word).collect(Collectors.joining(", "));
  }

  private static String word(FindingKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
