package dev.firebreak.web.work;

import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.AddGrant;
import dev.firebreak.remediation.plan.AddMember;
import dev.firebreak.remediation.plan.AddRight;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Reactivate;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.Harvests;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The sources, and what their last harvest shows of changes that people make in those that only a
/// harvest reads.
final class HarvestedSources implements Sources {

  private final Sources sources;
  private final CurrentGraph graph;
  private final Harvests harvests;

  HarvestedSources(Sources sources, CurrentGraph graph, Harvests harvests) {
    this.sources = sources;
    this.graph = graph;
    this.harvests = harvests;
  }

  @Override
  public Optional<Harvested> harvested(PlannedChange change) {
    return completeSince(change.source())
        .flatMap(at -> done(graph.snapshot(), change).map(done -> new Harvested(at, done)));
  }

  private Optional<Instant> completeSince(String source) {
    return harvests.all().stream()
        .filter(each -> each.id().equals(source) && each.complete())
        .findFirst()
        .map(each -> startedAt(each.last()));
  }

  private static @Nullable Instant startedAt(Harvests.@Nullable Receipt receipt) {
    return receipt == null ? null : receipt.startedAt();
  }

  /// Whether the graph shows a change; empty where it cannot.
  private static Optional<Boolean> done(GraphSnapshot snapshot, PlannedChange change) {
    return switch (change) {
      case RemoveMember _, RemoveGrant _, RemoveRight _, RemovePermission _ ->
          Optional.of(edges(snapshot, change.removals()).isEmpty());
      case AddMember each -> Optional.of(!edges(snapshot, List.of(taken(each))).isEmpty());
      case AddGrant each -> Optional.of(!edges(snapshot, List.of(taken(each))).isEmpty());
      case SetEndDate each ->
          Optional.of(
              edges(snapshot, List.of(held(each.resource(), each.where(), each.principal())))
                  .stream()
                  .allMatch(edge -> endsBy(snapshot.validTo(edge), each.end())));
      case Deactivate each -> Optional.of(active(snapshot, each.resource()) != Active.YES);
      case Reactivate each -> Optional.of(active(snapshot, each.resource()) == Active.YES);
      case AddRight _, CreatePermission _, RestoreEndDate _ -> Optional.empty();
    };
  }

  private static boolean endsBy(@Nullable Instant end, Instant wanted) {
    return end != null && !end.truncatedTo(ChronoUnit.SECONDS).isAfter(wanted);
  }

  private static List<Integer> edges(GraphSnapshot snapshot, List<Removal> removals) {
    RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
    return removals.stream().flatMap(each -> removable.edgesOf(each).stream()).toList();
  }

  private static Removal taken(AddMember change) {
    return new RemoveMember(
            change.resource(), change.groupName(), change.principal(), change.principalName())
        .removal();
  }

  private static Removal taken(AddGrant change) {
    return new RemoveGrant(
            change.resource(),
            change.attribute(),
            change.value(),
            change.entitlementName(),
            change.principal(),
            change.principalName())
        .removal();
  }

  private static Removal held(NodeKey resource, EndDate where, NodeKey principal) {
    return new RemoveGrant(
            resource, where.list(), where.held(), where.held(), principal, principal.id())
        .removal();
  }

  /// Of one that is gone, no.
  private static Active active(GraphSnapshot snapshot, NodeKey account) {
    OptionalInt found = snapshot.find(account.value());
    return found.isEmpty() ? Active.NO : snapshot.active(found.getAsInt());
  }

  @Override
  public boolean knows(String source) {
    return sources.knows(source);
  }

  @Override
  public ScimClient client(String source) {
    return sources.client(source);
  }

  @Override
  public CapabilityClaim capabilities(String source) {
    return sources.capabilities(source);
  }

  @Override
  public Optional<CapabilityProfile> measured(String source) {
    return sources.measured(source);
  }

  @Override
  public Quirks product(String source) {
    return sources.product(source);
  }

  @Override
  public Optional<String> owner(String source) {
    return sources.owner(source);
  }

  @Override
  public boolean isByHand(String source) {
    return sources.isByHand(source);
  }
}
