package dev.firebreak.web.work;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.RemediationConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What must be there before anything is sent, and whether it is.
///
/// @param checks in the order in which they are seen to
public record Readiness(List<Check> checks) {

  /// So many digits of a fingerprint tell it from others at a glance.
  private static final int SHORT = 16;

  private static final int APPROVERS = 2;

  public Readiness {
    checks = List.copyOf(checks);
  }

  /// One line of the list.
  ///
  /// @param name what is looked at
  /// @param ok whether it is as it must be
  /// @param text what there is; where it is not as it must be, what to do
  public record Check(String name, boolean ok, String text) {}

  /// Looks at all of it.
  ///
  /// @param accounts the names of those who can sign in and have the role approver
  static Readiness of(RemediationConfig config, EvidenceLog evidence, Set<String> accounts) {
    return new Readiness(
        List.of(
            enabled(config), neverTouch(config), evidence(evidence), approvers(config, accounts)));
  }

  /// Whether changes can be sent at all.
  public boolean ready() {
    return checks.stream().allMatch(Check::ok);
  }

  /// What is missing, in sentences; empty where nothing is.
  public Optional<String> missing() {
    return ready()
        ? Optional.empty()
        : Optional.of(
            String.join(
                " ", checks.stream().filter(check -> !check.ok()).map(Check::text).toList()));
  }

  private static Check enabled(RemediationConfig config) {
    return new Check(
        "enabled",
        config.enabled(),
        config.enabled()
            ? "Remediation is switched on in the configuration."
            : "Remediation is off. Set remediation.enabled in the configuration; until then plans and dry"
                + " runs work and nothing is sent.");
  }

  private static Check neverTouch(RemediationConfig config) {
    int names = config.leftAlone().names().size();
    return new Check(
        "never-touch",
        config.saysWhomNeverToTouch(),
        !config.saysWhomNeverToTouch()
            ? "Nobody has said whom never to touch. List break-glass and service accounts in remediation.never-touch, or write [] there if there are none."
            : names == 0
                ? "The never-touch list is empty on purpose."
                : "%d on the never-touch list.".formatted(names));
  }

  private static Check evidence(EvidenceLog log) {
    boolean signed = log.key().isPresent();
    return new Check(
        "evidence",
        log.refusal().isEmpty() && signed,
        log.refusal()
            .map(broken -> String.valueOf(broken.getMessage()))
            .orElse(
                signed
                    ? "Evidence is written, and signed with the key %s…."
                        .formatted(log.key().orElseThrow().fingerprint().substring(0, SHORT))
                    : "The evidence is not signed. Open it with a signing key, see evidence.key."));
  }

  private static Check approvers(RemediationConfig config, Set<String> accounts) {
    if (!Objects.requireNonNull(config.fourEyes())) {
      return new Check(
          "approvers",
          true,
          "Four eyes are not asked for (remediation.four-eyes): who proposes may approve. Good for trying it out, not for production.");
    }
    Set<String> named = new TreeSet<>(config.mayApprove().names());
    Set<String> there = new TreeSet<>(named);
    there.retainAll(accounts);
    named.removeAll(there);
    String absent =
        named.isEmpty()
            ? ""
            : " %s cannot approve yet: give them an account with the role approver under Settings, Users."
                .formatted(String.join(", ", named));
    return there.size() >= APPROVERS
        ? new Check(
            "approvers",
            true,
            "%d persons may approve: %s.%s"
                .formatted(there.size(), String.join(", ", there), absent))
        : new Check(
            "approvers",
            false,
            "%d of the 2 approvers that it takes are there. Name them in remediation.approvers and give each an account with the role approver; an administrator does not count.%s"
                .formatted(there.size(), absent));
  }
}
