package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Of which attributes of a resource the graph keeps all that a patch can change.
///
/// @param type what is patched
/// @param attributes those attributes, as they are spelled
record PatchScope(ResourceType type, Set<String> attributes) {

  /// What every resource says and nobody need be told of.
  private static final Set<String> SILENT = Set.of("schemas", "id", "meta");

  static PatchScope of(ResourceType type, SourceMapping mapping) {
    Set<String> attributes =
        switch (type) {
          case USER -> Set.of("active", "entitlements", "roles");
          case GROUP -> {
            Set<String> all = new TreeSet<>(Set.of("members"));
            all.addAll(Objects.requireNonNull(mapping.groupGrants()));
            yield all;
          }
          case ROLE, ENTITLEMENT -> Set.of("contains");
          case CONTAINER -> Set.of("privilegedData");
          case CONTAINER_PERMISSION, PRIVILEGED_DATA_PERMISSION -> Set.of("rights");
          case PRIVILEGED_DATA -> Set.of();
        };
    return new PatchScope(type, new TreeSet<>(attributes));
  }

  /// What of an operation is about these attributes; empty where nothing is.
  ///
  /// @param ignored gets what is not
  Optional<PatchOp> within(PatchOp operation, String at, List<Problem> ignored) {
    ScimPath path = operation.path();
    if (path != null) {
      if (isKept(path.attribute().print())) {
        return Optional.of(operation);
      }
      ignored.add(ignored(path.attribute().print(), at + "/path"));
      return Optional.empty();
    }
    return switch (operation) {
      case PatchOp.Remove _ -> Optional.of(operation);
      case PatchOp.Add add ->
          kept("", add.value(), at + "/value", ignored).map(value -> new PatchOp.Add(null, value));
      case PatchOp.Replace replace ->
          kept("", replace.value(), at + "/value", ignored)
              .map(value -> new PatchOp.Replace(null, value));
    };
  }

  /// The attributes of a resource that are none of these.
  void others(JsonNode resource, String at, List<Problem> ignored) {
    kept("", resource, at, ignored);
  }

  private Optional<JsonNode> kept(String urn, JsonNode value, String at, List<Problem> ignored) {
    if (!value.isObject()) {
      return Optional.of(value);
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          String below = at + "/" + name.replace("~", "~0").replace("/", "~1");
          if (urn.isEmpty() && name.indexOf(':') >= 0 && member.getValue() instanceof ObjectNode) {
            kept(name + ":", member.getValue(), below, ignored)
                .ifPresent(inner -> kept.set(name, inner));
          } else if (isKept(urn + name)) {
            kept.set(name, member.getValue());
          } else if (!SILENT.contains(name)) {
            ignored.add(ignored(urn + name, below));
          }
        });
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  private boolean isKept(String attribute) {
    return attributes.stream().anyMatch(attribute::equalsIgnoreCase);
  }

  private static Problem ignored(String attribute, String at) {
    return new Problem(at, "%s says nothing of access that is judged here.".formatted(attribute));
  }

  /// What an operation does of which the graph cannot tell the outcome.
  ///
  /// @param at where the operation is, as a JSON pointer
  List<Problem> outside(PatchOp operation, String at) {
    List<Problem> problems = new ArrayList<>();
    ScimPath path = operation.path();
    if (path != null) {
      named(path.attribute().print(), at + "/path", problems);
      if (path.sub() != null && problems.isEmpty()) {
        problems.add(
            new Problem(
                at + "/path",
                "The graph does not keep %s of %s. Remove the value and add it as it should be."
                    .formatted(path.sub(), path.attribute().print())));
      }
      if (path.filter() != null && problems.isEmpty()) {
        chosen(path, at + "/path", problems);
      }
      return problems;
    }
    JsonNode value =
        switch (operation) {
          case PatchOp.Add add -> add.value();
          case PatchOp.Replace replace -> replace.value();
          case PatchOp.Remove _ -> null;
        };
    if (value != null) {
      members("", value, at + "/value", problems);
    }
    return problems;
  }

  private void members(String urn, JsonNode value, String at, List<Problem> problems) {
    value
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          String below = at + "/" + name.replace("~", "~0").replace("/", "~1");
          if (urn.isEmpty() && name.indexOf(':') >= 0 && member.getValue() instanceof ObjectNode) {
            members(name + ":", member.getValue(), below, problems);
          } else {
            named(urn + name, below, problems);
          }
        });
  }

  private void named(String attribute, String at, List<Problem> problems) {
    if (attributes.stream().noneMatch(attribute::equalsIgnoreCase)) {
      problems.add(
          new Problem(
              at,
              "What a change of %s would do is not known here%s. Take it out and ask for the rest."
                  .formatted(
                      attribute,
                      attributes.isEmpty()
                          ? "; a %s states no access".formatted(type.typeName())
                          : "; a %s states access by %s"
                              .formatted(type.typeName(), String.join(", ", attributes)))));
    }
  }

  private void chosen(ScimPath path, String at, List<Problem> problems) {
    Set<String> kept = type == ResourceType.GROUP ? Set.of("value", "type") : Set.of("value");
    names(path.filter())
        .filter(name -> !kept.contains(name.toLowerCase(Locale.ROOT)))
        .distinct()
        .forEach(name ->
            problems.add(
                new Problem(
                    at,
                    "The graph does not keep %s of %s, so that it cannot tell what the filter"
                            .formatted(name, path.attribute().print())
                        + " chooses. Choose by value.")));
  }

  private static Stream<String> names(@Nullable ScimFilter filter) {
    return switch (filter) {
      case null -> Stream.empty();
      case ScimFilter.Compare compare -> Stream.of(text(compare.attribute()));
      case ScimFilter.Present present -> Stream.of(text(present.attribute()));
      case ScimFilter.And(var left, var right) -> Stream.concat(names(left), names(right));
      case ScimFilter.Or(var left, var right) -> Stream.concat(names(left), names(right));
      case ScimFilter.Not(var inner) -> names(inner);
      case ScimFilter.ValuePath path -> Stream.of(text(path.attribute()));
    };
  }

  private static String text(AttributePath attribute) {
    return attribute.print();
  }
}
