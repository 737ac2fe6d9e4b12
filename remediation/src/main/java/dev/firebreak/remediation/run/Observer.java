package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.plan.AddGrant;
import dev.firebreak.remediation.plan.AddMember;
import dev.firebreak.remediation.plan.AddRight;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.Reactivate;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a resource read into the graph again after an outcome, and writes down what was seen.
final class Observer {

  private static final Logger log = LoggerFactory.getLogger(Observer.class);

  private final Reharvest reharvest;
  private final LiveReader reader;

  Observer(Reharvest reharvest, Sources sources) {
    this.reharvest = reharvest;
    this.reader = new LiveReader(sources);
  }

  /// Reads and writes it down. Where reading fails, the outcome stands and the graph stays as it
  /// was until the next harvest.
  void observe(Journal journal, PlannedChange change) {
    Reharvest.Observation observation;
    try {
      observation = reharvest.refresh(called(change));
    } catch (RuntimeException failed) {
      log.warn(
          "run {}: {} could not be read into the graph again and stays as last harvested: {}",
          journal.run().id(),
          change.resource(),
          failed.getMessage());
      return;
    }
    List<String> present = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    SortedSet<String> values =
        observation.seen() == null ? new TreeSet<>() : change.valuesIn(observation.seen());
    switch (change) {
      case RemoveMember _,
          RemoveGrant _,
          RemoveRight _,
          RemovePermission _,
          AddMember _,
          AddGrant _,
          AddRight _ ->
          (values.contains(change.value()) ? present : absent).add(fact(change, change.value()));
      case Deactivate _, SetEndDate _, CreatePermission _, Reactivate _, RestoreEndDate _ ->
          values.forEach(value -> present.add(fact(change, value)));
    }
    journal.append(
        new SeenEvidence.Observation(
            journal.run().id(),
            change.id(),
            change.source(),
            change.resource().type(),
            change.resource().id(),
            present,
            absent,
            observation.version(),
            observation.seen() == null ? null : Precondition.held(change.attribute(), values)));
  }

  /// The resource, by the id that its source gave it if the change made it.
  private NodeKey called(PlannedChange change) {
    NodeKey before = change.resource();
    return change.makesResource()
            && reader.read(change) instanceof LiveReader.Reading.Shown(var live)
        ? live.resource()
            .text("id")
            .map(id -> new NodeKey(before.source(), before.type(), id))
            .orElse(before)
        : before;
  }

  private static String fact(PlannedChange change, String value) {
    return change.attribute() + " " + value;
  }
}
