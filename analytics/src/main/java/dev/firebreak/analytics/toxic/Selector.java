package dev.firebreak.analytics.toxic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Picks entitlements, or groups where holding the group is being able to do it. Every part that is
/// given must fit. In each part `*` stands for any characters, also none, and `\*` for a star;
/// upper and lower case are alike.
///
/// @param source the id of the source; null for any
/// @param type the SCIM resource type it came as, such as `Role`; null for any
/// @param entitlement the entitlement's value in its source, or its display name
/// @param name its display name
/// @param value its value; of a right on a container, the right's name
/// @param right the name of a right on a container or on a privileged account in one
/// @param container the name of what the right is on
/// @param group the display name or value of a group
public record Selector(
    @Nullable String source,
    @Nullable String type,
    @Nullable String entitlement,
    @Nullable String name,
    @Nullable String value,
    @Nullable String right,
    @Nullable String container,
    @Nullable String group)
    implements Requirement {

  public Selector {
    if (Stream.of(source, type, entitlement, name, value, right, container, group)
        .filter(Objects::nonNull)
        .anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a part of a selector is blank");
    }
    if (Stream.of(entitlement, name, value, right, container, group).allMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "a selector needs an entitlement, name, value, right, container or group");
    }
    if (group != null
        && Stream.of(entitlement, name, value, right, container).anyMatch(Objects::nonNull)) {
      throw new IllegalArgumentException("a selector picks either groups or entitlements");
    }
  }

  /// Entitlements of a source by value or display name.
  public Selector(String source, String entitlement) {
    this(source, null, entitlement, null, null, null, null, null);
  }

  /// Whether it picks rights on containers only.
  boolean picksRights() {
    return right != null || container != null;
  }

  @Override
  public String toString() {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put("type ", type);
    parts.put("", entitlement);
    parts.put("name ", name);
    parts.put("value ", value);
    parts.put("right ", right);
    parts.put("container ", container);
    parts.put("group ", group);
    String told =
        parts.entrySet().stream()
            .filter(part -> part.getValue() != null)
            .map(part -> part.getKey() + part.getValue())
            .collect(Collectors.joining(", "));
    return source == null ? told : told + " in " + source;
  }
}
