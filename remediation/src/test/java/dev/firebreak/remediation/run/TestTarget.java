package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A source in memory that is only ever read: what is not in it is gone.
final class TestTarget implements Target {
  private final Map<NodeKey, Reading> readings = new HashMap<>();
  final List<NodeKey> read = new ArrayList<>();

  /// Shows a resource, without a version.
  TestTarget shows(String type, String json) {
    return shows(type, json, null);
  }

  TestTarget shows(String type, String json, @Nullable String version) {
    ScimResource resource = ScimResource.parse(json);
    return answers(Estate.key(type, resource.id()), new Reading.Shown(new Live(resource, version)));
  }

  TestTarget answers(NodeKey key, Reading reading) {
    readings.put(key, reading);
    return this;
  }

  /// Shows active users by these ids; `u1` is `user.1`.
  TestTarget users(String... ids) {
    Stream.of(ids).forEach(id -> user(id, true));
    return this;
  }

  TestTarget user(String id, boolean active) {
    return shows(
        "User",
        "{\"id\":\"%s\",\"userName\":\"user.%s\",\"active\":%s}"
            .formatted(id, id.substring(1), active));
  }

  TestTarget group(String id, String name, String... members) {
    return shows(
        "Group",
        "{\"id\":\"%s\",\"displayName\":\"%s\",\"members\":[%s]}"
            .formatted(id, name, values(members)));
  }

  /// Shows a permission.
  ///
  /// @param whose `"user":{"value":"u1"}` or the like
  TestTarget permission(String id, String container, String whose, String... rights) {
    return shows(
        "ContainerPermission",
        "{\"id\":\"%s\",\"container\":{\"value\":\"%s\"}%s,\"rights\":[%s]}"
            .formatted(
                id,
                container,
                whose.isEmpty() ? "" : "," + whose,
                Stream.of(rights).map("\"%s\""::formatted).collect(Collectors.joining(","))));
  }

  private static String values(String... ids) {
    return Stream.of(ids).map("{\"value\":\"%s\"}"::formatted).collect(Collectors.joining(","));
  }

  @Override
  public Reading read(NodeKey resource) {
    read.add(resource);
    return readings.getOrDefault(resource, new Reading.Gone());
  }

  @Override
  public Reading read(PlannedChange change) {
    return read(change.resource());
  }

  @Override
  public ScimOutcome send(PlannedChange change, ScimWrite write, Live live) {
    throw new AssertionError("nothing is sent here");
  }
}
