package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.remediation.evidence.CanonicalJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Frozen changes. Carried out as shown, once, within [#LIFETIME], or not at all.
///
/// @param id the plan and its one run
/// @param findingIds what it is for
/// @param changes at least one, in the order they are made
/// @param preconditions one for each change, in the same order
/// @param proposedBy who asked for it
/// @param frozenAt when the preconditions were read, to the millisecond
/// @param effect what it would mean
/// @param residual paths that would remain if only the first change were made
/// @param dropped changes that turned out to be made already
/// @param writes the form in which each change is made, in the same order
/// @param undoes the run whose changes these take back; null where they take nothing back
public record RemediationPlan(
    String id,
    List<String> findingIds,
    List<PlannedChange> changes,
    List<Precondition> preconditions,
    String proposedBy,
    Instant frozenAt,
    Effect effect,
    List<AccessPath> residual,
    List<Dropped> dropped,
    List<WriteChoice> writes,
    @Nullable String undoes) {

  /// How the names of policies begin, where they stand for whoever proposes or approves; no person
  /// has such a name.
  public static final String POLICY = "policy:";

  /// How long after it was frozen a plan may be started.
  public static final Duration LIFETIME = Duration.ofHours(24);

  /// A change that was proposed and is not needed any more.
  ///
  /// @param sentence the change
  /// @param note why it was dropped
  public record Dropped(String sentence, String note) {}

  public RemediationPlan {
    findingIds = List.copyOf(findingIds);
    changes = List.copyOf(changes);
    preconditions = List.copyOf(preconditions);
    frozenAt = frozenAt.truncatedTo(ChronoUnit.MILLIS);
    residual = List.copyOf(residual);
    dropped = List.copyOf(dropped);
    writes = List.copyOf(writes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one change");
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < changes.size(); i++) {
      if (!ids.add(changes.get(i).id())) {
        throw new IllegalArgumentException(
            "a plan has the change '" + changes.get(i).sentence() + "' twice");
      }
      if (preconditions.size() != changes.size()
          || !preconditions.get(i).changeId().equals(changes.get(i).id())) {
        throw new IllegalArgumentException("a plan has one precondition for each change, in order");
      }
    }
    if (writes.size() != changes.size()) {
      throw new IllegalArgumentException("a plan says of each change how it is made");
    }
  }

  /// A plan whose changes are made as the standard says, and take nothing back.
  public RemediationPlan(
      String id,
      List<String> findingIds,
      List<PlannedChange> changes,
      List<Precondition> preconditions,
      String proposedBy,
      Instant frozenAt,
      Effect effect,
      List<AccessPath> residual,
      List<Dropped> dropped) {
    this(
        id,
        findingIds,
        changes,
        preconditions,
        proposedBy,
        frozenAt,
        effect,
        residual,
        dropped,
        changes.stream().map(WriteChoice::usual).toList(),
        null);
  }

  /// SHA-256 of the canonical JSON of everything but this hash: what an approval is for.
  public String hash() {
    return CanonicalJson.sha256(content());
  }

  /// Whether it is too late to start it.
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt());
  }

  /// From when on it is too late to start it.
  public Instant expiresAt() {
    return frozenAt.plus(LIFETIME);
  }

  /// The change with this id.
  public Optional<PlannedChange> change(String id) {
    return changes.stream().filter(change -> change.id().equals(id)).findFirst();
  }

  /// The precondition of one of its changes.
  public Precondition precondition(PlannedChange change) {
    return preconditions.get(changes.indexOf(change));
  }

  /// How one of its changes is made.
  public WriteChoice write(PlannedChange change) {
    return writes.get(changes.indexOf(change));
  }

  /// Everything but the hash, as JSON.
  public ObjectNode content() {
    return PlanJson.write(this);
  }

  /// Everything, the hash among it.
  public ObjectNode toJson() {
    return content().put("hash", hash());
  }

  /// Reads what [#content] or [#toJson] wrote.
  ///
  /// @param hash the hash it must have
  /// @throws RemediationRefused ALTERED, if it has another or cannot be read
  public static RemediationPlan read(JsonNode json, String hash) {
    RemediationPlan plan;
    String written;
    try {
      plan = PlanJson.read(json);
      written = CanonicalJson.sha256(without(json));
    } catch (RuntimeException unreadable) {
      throw altered(json.path("id").asString("?"));
    }
    if (!written.equals(hash) || !plan.hash().equals(hash)) {
      throw altered(plan.id());
    }
    return plan;
  }

  private static JsonNode without(JsonNode json) {
    return json instanceof ObjectNode object ? object.deepCopy().without("hash") : json;
  }

  private static RemediationRefused altered(String id) {
    return new RemediationRefused(
        RemediationRefused.Reason.ALTERED,
        "Plan "
            + id
            + " is not the one that was frozen: its content does not have the hash that was"
            + " recorded. Nothing was sent. Plan again from the finding.");
  }
}
