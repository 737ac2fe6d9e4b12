package dev.firebreak.remediation.plan;

import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the permission of one holder on one container, whatever its id. Filters fail silently, so
/// one that finds nothing at all is not believed: then all permissions are read.
final class PermissionSearch {

  private final Sources sources;

  PermissionSearch(Sources sources) {
    this.sources = sources;
  }

  /// The permission, or [Live#NOTHING] while there is none.
  Reading find(CreatePermission wanted) {
    String source = wanted.source();
    if (!sources.knows(source)) {
      return new Reading.Unanswered("the source " + source + " is not set up for changes");
    }
    ScimClient client = sources.client(source);
    Optional<ScimResource> found;
    try {
      List<ScimResource> filtered = filtered(client, wanted.container());
      found = first(filtered.isEmpty() ? all(client) : filtered, wanted);
    } catch (ScimFailure failure) {
      String why = String.valueOf(failure.getMessage());
      return failure.kind() == ScimFailure.Kind.UNAUTHORIZED
          ? new Reading.Unauthorized(why)
          : new Reading.Unanswered(why);
    }
    return found
        .map(permission -> alone(source, client, permission))
        .orElseGet(() -> new Reading.Shown(Live.NOTHING));
  }

  /// Read by its id, for a listing brings no version.
  private Reading alone(String source, ScimClient client, ScimResource listed) {
    return client.read(ResourceType.CONTAINER_PERMISSION.endpoint(), listed.id())
                instanceof ScimOutcome.Ok ok
            && ok.resource() != null
        ? new Reading.Shown(Live.of(ok, ok.resource(), sources.versions(source)))
        : new Reading.Unanswered("the permission is listed and cannot be read alone");
  }

  private static List<ScimResource> filtered(ScimClient client, String container) {
    try {
      return list(client, Map.of("filter", "container.value eq " + ScimJson.quote(container)))
          .stream()
          .filter(each -> each.text("container").equals(Optional.of(container)))
          .toList();
    } catch (ScimFailure failure) {
      if (failure.kind() == ScimFailure.Kind.REFUSED) {
        return List.of();
      }
      throw failure;
    }
  }

  private static List<ScimResource> all(ScimClient client) {
    return list(client, Map.of());
  }

  private static List<ScimResource> list(ScimClient client, Map<String, String> query) {
    List<ScimResource> listed = new ArrayList<>();
    Listing listing = client.list(ResourceType.CONTAINER_PERMISSION, query, listed::add);
    if (!listing.complete()) {
      throw new ScimFailure(
          ScimFailure.Kind.REFUSED, "the permissions cannot all be read: " + listing.problem());
    }
    return listed;
  }

  private static Optional<ScimResource> first(
      List<ScimResource> permissions, CreatePermission wanted) {
    return permissions.stream().filter(wanted::isSame).findFirst();
  }
}
