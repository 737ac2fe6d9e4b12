package dev.firebreak.remediation.evidence;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The names under which the kinds of [Evidence] are stored, and their way into a body and back.
enum EvidenceType {
  PLAN_FROZEN(RunEvidence.PlanFrozen.class),
  FINDING_SHOWN(RunEvidence.FindingShown.class),
  PLAN_TRIED(RunEvidence.PlanTried.class),
  PLAN_WITHDRAWN(RunEvidence.PlanWithdrawn.class),
  APPROVAL(RunEvidence.Approval.class),
  RUN_STARTED(RunEvidence.RunStarted.class),
  INTENT(RunEvidence.Intent.class),
  TAKEN_FOR_LATER(RunEvidence.TakenForLater.class),
  OUTCOME(RunEvidence.Outcome.class),
  MANUAL_TASK_OPENED(TaskEvidence.ManualTaskOpened.class),
  MANUAL_TASK_DONE(TaskEvidence.ManualTaskDone.class),
  MANUAL_TASK_WITHDRAWN(TaskEvidence.ManualTaskWithdrawn.class),
  OBSERVATION(SeenEvidence.Observation.class),
  RECHECKED(SeenEvidence.Rechecked.class),
  POLICY_APPROVED(PolicyEvidence.PolicyApproved.class),
  POLICY_WITHDRAWN(PolicyEvidence.PolicyWithdrawn.class),
  POLICY_ACTED(PolicyEvidence.PolicyActed.class),
  REMEDIATION_PAUSED(Evidence.RemediationPaused.class),
  REMEDIATION_RESUMED(Evidence.RemediationResumed.class),
  DECISION(Evidence.Decision.class),
  ACCEPTANCE_WITHDRAWN(Evidence.AcceptanceWithdrawn.class),
  FINDING_ASSIGNED(Evidence.FindingAssigned.class),
  FINDING_COMMENTED(Evidence.FindingCommented.class),
  DROP_ACCEPTED(Evidence.DropAccepted.class),
  ACCOUNT_LINKED(Evidence.AccountLinked.class),
  LINK_WITHDRAWN(Evidence.LinkWithdrawn.class),
  RULESET_SAVED(Evidence.RulesetSaved.class),
  RULESET_WITHDRAWN(Evidence.RulesetWithdrawn.class),
  PROBE_WRITE(Evidence.ProbeWrite.class),
  SIGN_IN(Evidence.SignIn.class),
  ACCESS_DECIDED(Evidence.AccessDecided.class),
  WEBHOOK_DECIDED(Evidence.WebhookDecided.class),
  KEY_ADOPTED(Evidence.KeyAdopted.class),
  EPOCH_BEGUN(Evidence.EpochBegun.class),
  TORN_TAIL(Evidence.TornTail.class);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Class<? extends Evidence> form;

  EvidenceType(Class<? extends Evidence> form) {
    this.form = form;
  }

  static EvidenceType of(Evidence evidence) {
    return switch (evidence) {
      case RunEvidence.PlanFrozen _ -> PLAN_FROZEN;
      case RunEvidence.FindingShown _ -> FINDING_SHOWN;
      case RunEvidence.PlanTried _ -> PLAN_TRIED;
      case RunEvidence.PlanWithdrawn _ -> PLAN_WITHDRAWN;
      case RunEvidence.Approval _ -> APPROVAL;
      case RunEvidence.RunStarted _ -> RUN_STARTED;
      case RunEvidence.Intent _ -> INTENT;
      case RunEvidence.TakenForLater _ -> TAKEN_FOR_LATER;
      case RunEvidence.Outcome _ -> OUTCOME;
      case TaskEvidence.ManualTaskOpened _ -> MANUAL_TASK_OPENED;
      case TaskEvidence.ManualTaskDone _ -> MANUAL_TASK_DONE;
      case TaskEvidence.ManualTaskWithdrawn _ -> MANUAL_TASK_WITHDRAWN;
      case SeenEvidence.Observation _ -> OBSERVATION;
      case SeenEvidence.Rechecked _ -> RECHECKED;
      case PolicyEvidence.PolicyApproved _ -> POLICY_APPROVED;
      case PolicyEvidence.PolicyWithdrawn _ -> POLICY_WITHDRAWN;
      case PolicyEvidence.PolicyActed _ -> POLICY_ACTED;
      case Evidence.RemediationPaused _ -> REMEDIATION_PAUSED;
      case Evidence.RemediationResumed _ -> REMEDIATION_RESUMED;
      case Evidence.Decision _ -> DECISION;
      case Evidence.AcceptanceWithdrawn _ -> ACCEPTANCE_WITHDRAWN;
      case Evidence.FindingAssigned _ -> FINDING_ASSIGNED;
      case Evidence.FindingCommented _ -> FINDING_COMMENTED;
      case Evidence.DropAccepted _ -> DROP_ACCEPTED;
      case Evidence.AccountLinked _ -> ACCOUNT_LINKED;
      case Evidence.LinkWithdrawn _ -> LINK_WITHDRAWN;
      case Evidence.RulesetSaved _ -> RULESET_SAVED;
      case Evidence.RulesetWithdrawn _ -> RULESET_WITHDRAWN;
      case Evidence.ProbeWrite _ -> PROBE_WRITE;
      case Evidence.SignIn _ -> SIGN_IN;
      case Evidence.AccessDecided _ -> ACCESS_DECIDED;
      case Evidence.WebhookDecided _ -> WEBHOOK_DECIDED;
      case Evidence.KeyAdopted _ -> KEY_ADOPTED;
      case Evidence.EpochBegun _ -> EPOCH_BEGUN;
      case Evidence.TornTail _ -> TORN_TAIL;
    };
  }

  /// Empty for a name that this version does not know.
  static Optional<EvidenceType> named(String name) {
    for (EvidenceType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  static ObjectNode body(Evidence evidence) {
    return MAPPER.valueToTree(evidence);
  }

  Evidence read(JsonNode body) {
    return MAPPER.treeToValue(body, form);
  }
}
