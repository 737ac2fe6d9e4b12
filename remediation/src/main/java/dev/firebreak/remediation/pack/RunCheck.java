package dev.firebreak.remediation.pack;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.evidence.SeenEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Whether the records of one run, in order, tell a run of one plan: approved as it was frozen,
/// begun after that, and nothing done that it does not hold. Goes by the plan as it was stored, so
/// that it reads plans of every version.
final class RunCheck {

  private final String runId;
  private final Map<String, JsonNode> changes = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private final Set<String> approvers = new HashSet<>();
  private final Map<String, RunEvidence.Intent> intents = new HashMap<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private @Nullable String planHash;
  private @Nullable String undoes;
  private int needed = 1;
  private boolean started;

  private RunCheck(String runId) {
    this.runId = runId;
  }

  /// Reads the records.
  ///
  /// @throws Misfit at the first one that does not fit
  static RunCheck of(String runId, List<Entry> entries) throws Misfit {
    RunCheck check = new RunCheck(runId);
    for (Entry entry : entries) {
      check.take(entry);
    }
    if (check.planHash == null) {
      throw new Misfit(0, "no record froze a plan of this name");
    }
    return check;
  }

  private void take(Entry entry) throws Misfit {
    Optional<Evidence> known = evidence(entry);
    if (known.isEmpty() || known.get() instanceof Evidence.KeyAdopted) {
      return;
    }
    need(entry.belongsTo(runId), entry, "it is of another run than " + runId);
    if (known.get() instanceof RunEvidence.PlanFrozen frozen) {
      freeze(entry, frozen);
      return;
    }
    need(planHash != null, entry, "it stands before the plan");
    switch (known.get()) {
      case RunEvidence.FindingShown shown -> {
        need(shown.planHash().equals(planHash), entry, "it was shown with another plan");
        need(findings.contains(shown.findingId()), entry, "the plan is not for this finding");
      }
      case RunEvidence.Approval approval -> {
        need(approval.planHash().equals(planHash), entry, "another plan was approved");
        approvers.add(approval.by());
        needed = Math.max(needed, approval.needed() == null ? 1 : approval.needed());
      }
      case RunEvidence.RunStarted start -> {
        need(start.planHash().equals(planHash), entry, "another plan was started");
        need(approvers.size() >= needed, entry, "it began before enough people had approved it");
        need(!started, entry, "it began twice");
        started = true;
      }
      case RunEvidence.Intent intent -> intent(entry, intent);
      case Outcome outcome -> outcome(entry, outcome);
      case SeenEvidence.Observation observation ->
          need(
              change(entry, observation.actionId())
                  .path("resource")
                  .asString("")
                  .startsWith(observation.source().replace("%", "%25").replace("/", "%2F") + "/"),
              entry,
              "another source was read back than was changed");
      default -> {
        // What else is told of a run changes nothing in it.
      }
    }
  }

  /// Empty for a kind that this version does not know.
  private static Optional<Evidence> evidence(Entry entry) throws Misfit {
    try {
      return Optional.of(entry.evidence());
    } catch (IllegalStateException unknown) {
      return Optional.empty();
    } catch (RuntimeException unlike) {
      throw new Misfit(entry.seq(), "it does not say what a record of its kind does");
    }
  }

  private void freeze(Entry entry, RunEvidence.PlanFrozen frozen) throws Misfit {
    need(planHash == null, entry, "a second plan has the name of the first");
    JsonNode plan = frozen.body();
    need(
        CanonicalJson.sha256(plan).equals(frozen.planHash()),
        entry,
        "the plan does not have the hash that it was approved by");
    need(plan.path("id").asString("").equals(runId), entry, "the plan has another name");
    planHash = frozen.planHash();
    undoes = plan.path("undoes").isString() ? plan.path("undoes").asString() : null;
    plan.path("changes").forEach(change -> changes.put(change.path("id").asString(""), change));
    plan.path("findings").forEach(finding -> findings.add(finding.asString("")));
    need(!changes.isEmpty(), entry, "the plan changes nothing");
  }

  private void intent(Entry entry, RunEvidence.Intent intent) throws Misfit {
    JsonNode change = change(entry, intent.actionId());
    need(started, entry, "it was sent before the run began");
    need(intent.planHash().equals(planHash), entry, "it was sent for another plan");
    need(!outcomes.containsKey(intent.actionId()), entry, "it was sent after its action had ended");
    String resource = change.path("resource").asString("");
    need(
        resource.equals(
            new NodeKey(intent.source(), intent.resourceType(), intent.resourceId()).value()),
        entry,
        "another resource was changed than the plan says");
    boolean sameMethod = change.path("method").asString("").equals(intent.method());
    JsonNode planned = change.path("request");
    need(
        !sameMethod
            || planned.isNull()
            || planned.isMissingNode()
            || (intent.requestBody() != null && planned.equals(intent.requestBody())),
        entry,
        "another request was sent than the plan says");
    intents.put(intent.actionId(), intent);
  }

  private void outcome(Entry entry, Outcome outcome) throws Misfit {
    change(entry, outcome.actionId());
    need(
        outcomes.putIfAbsent(outcome.actionId(), outcome) == null,
        entry,
        "its action has an outcome already");
    need(
        outcome.status() == null || intents.containsKey(outcome.actionId()),
        entry,
        "it tells an answer to a request that no record intends");
  }

  private JsonNode change(Entry entry, String actionId) throws Misfit {
    JsonNode change = changes.get(actionId);
    if (change == null) {
      throw new Misfit(entry.seq(), "the plan has no change " + actionId);
    }
    return change;
  }

  private static void need(boolean fits, Entry entry, String otherwise) throws Misfit {
    if (!fits) {
      throw new Misfit(entry.seq(), otherwise);
    }
  }

  /// How many changes the plan has.
  int changes() {
    return changes.size();
  }

  /// The short names of the findings that the plan rests on. An undo rests on none: that it gives
  /// back what a run took is its reason, and the pack of that run has the findings.
  List<String> findings() {
    return undoes == null ? List.copyOf(findings) : List.of();
  }

  /// The run whose changes it takes back; null where it takes nothing back.
  @Nullable String undoes() {
    return undoes;
  }

  /// What a whole run has and this one lacks, in phrases.
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (approvers.size() < needed) {
      missing.add(approvers.isEmpty() ? "its approval" : "another approval");
    } else if (!started) {
      missing.add("its start");
    }
    if (started) {
      changes.keySet().stream()
          .filter(id -> !outcomes.containsKey(id))
          .sorted()
          .forEach(id -> missing.add("the outcome of the change " + id));
    }
    return missing;
  }
}
