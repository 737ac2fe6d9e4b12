package dev.firebreak.remediation.policy;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.remediation.evidence.CanonicalJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which findings may be closed without a person, and how much of it.
///
/// @param id a short name, as in `unused-away`; runs name it as who proposed them
/// @param purpose why there is such a policy, for approvers and auditors
/// @param rules the ids of the rules whose findings it closes
/// @param severity findings of this severity and worse
/// @param probabilityBelow only where the probability that the access is still in use is known and
///   lower, 0 to 1 (exclusive 0); null where use does not matter
/// @param maxADay how many changes at most in any 24 hours
/// @param mode how far it goes by itself
/// @param schedule when it acts: a duration or a cron expression
public record Policy(
    String id,
    String purpose,
    List<String> rules,
    Severity severity,
    @Nullable Double probabilityBelow,
    int maxADay,
    Mode mode,
    String schedule) {

  /// How the names of those begin who propose runs for a policy.
  public static final String ACTOR = "policy:";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
    if (rules == null || rules.isEmpty()) {
      throw new IllegalArgumentException(
          "policy %s: rules is missing: the findings of which rules may it close?".formatted(id));
    }
    rules = rules.stream().distinct().sorted().toList();
    if (severity == null) {
      throw new IllegalArgumentException(
          "policy %s: severity is missing: critical, high, medium, low or info".formatted(id));
    }
    if (probabilityBelow != null && !(probabilityBelow > 0 && probabilityBelow <= 1)) {
      throw new IllegalArgumentException(
          "policy %s: probability-below must be more than 0 and at most 1, not %s"
              .formatted(id, probabilityBelow));
    }
    if (maxADay < 1) {
      throw new IllegalArgumentException(
          "policy %s: max-a-day is missing: how many changes may it make in 24 hours, 1 or more?"
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
    return ACTOR + id;
  }

  /// Everything that people approve of it.
  public ObjectNode content() {
    ObjectNode content = MAPPER.createObjectNode();
    content.put("id", id).put("purpose", purpose);
    rules.forEach(content.putArray("rules")::add);
    content.put("severity", severity.name());
    content.put("probabilityBelow", probabilityBelow == null ? null : probabilityBelow.toString());
    return content.put("maxADay", maxADay).put("mode", mode.name()).put("schedule", schedule);
  }

  /// SHA-256 of the canonical JSON of its content: what people approve.
  public String hash() {
    return CanonicalJson.sha256(content());
  }

  /// Whether it is about a finding at all.
  public boolean concerns(Finding finding) {
    return rules.contains(finding.key().rule()) && finding.severity().compareTo(severity) <= 0;
  }
}
