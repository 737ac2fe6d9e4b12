package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import java.util.Optional;

/// Reads single resources from their sources.
public final class LiveReader {

  private final Sources sources;

  public LiveReader(Sources sources) {
    this.sources = sources;
  }

  /// What a read came to.
  public sealed interface Reading {
    /// The resource is there.
    record Shown(Live live) implements Reading {}

    /// The source says that there is no such resource (404).
    record Gone() implements Reading {}

    /// The source does not let us read.
    record Unauthorized(String detail) implements Reading {}

    /// There was no usable answer; a later try may have one.
    record Unanswered(String detail) implements Reading {}
  }

  /// The endpoint that serves resources of this type, such as `/Groups`.
  ///
  /// @throws IllegalArgumentException for a type that no SCIM endpoint serves
  public static String endpoint(NodeKey resource) {
    return ResourceType.named(resource.type())
        .orElseThrow(
            () -> new IllegalArgumentException("no SCIM endpoint serves a " + resource.type()))
        .endpoint();
  }

  /// Reads what a change is about, once. What it makes is searched, for its source gives the id:
  /// while there is none, nothing is shown.
  public Reading read(PlannedChange change) {
    return change instanceof CreatePermission wanted
        ? new PermissionSearch(sources).find(wanted)
        : read(change.resource());
  }

  /// Reads a resource once.
  public Reading read(NodeKey resource) {
    String source = resource.source();
    Optional<ResourceType> type = ResourceType.named(resource.type());
    if (type.isEmpty() || !sources.knows(source)) {
      return new Reading.Unanswered("the source " + source + " is not set up for changes");
    }
    ScimOutcome outcome;
    try {
      outcome = sources.client(source).read(type.get().endpoint(), resource.id());
    } catch (ScimFailure unsendable) {
      return new Reading.Unanswered(String.valueOf(unsendable.getMessage()));
    }
    return switch (outcome) {
      case ScimOutcome.Ok ok when ok.resource() != null ->
          new Reading.Shown(Live.of(ok, ok.resource(), sources.versions(source)));
      case ScimOutcome.Ok _ -> new Reading.Unanswered("the answer had no body");
      case ScimOutcome.NotFound _ -> new Reading.Gone();
      case ScimOutcome.Unauthorized(int status, var detail) ->
          new Reading.Unauthorized("%d: %s".formatted(status, detail));
      case ScimOutcome.PreconditionFailed(var detail) -> new Reading.Unanswered(detail);
      case ScimOutcome.Refused(int status, _, var detail) ->
          new Reading.Unanswered("%d: %s".formatted(status, detail));
      case ScimOutcome.Throttled _ -> new Reading.Unanswered("too many requests");
      case ScimOutcome.Pending _ -> new Reading.Unanswered("the answer is not ready");
      case ScimOutcome.Uncertain(var reason) -> new Reading.Unanswered(reason);
    };
  }
}
