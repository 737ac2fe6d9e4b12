package dev.firebreak.web.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Binds a configuration section by section, and the elements of its lists one by one, so that what
/// is wrong with one does not hide what is wrong with the next.
final class ConfigSections {

  private final YAMLMapper yaml;
  private final ConfigProblems problems;

  ConfigSections(YAMLMapper yaml, ConfigProblems problems) {
    this.yaml = yaml;
    this.problems = problems;
  }

  /// Adds a problem for all that is wrong.
  void check(JsonNode root) {
    if (!(root instanceof ObjectNode keys)) {
      problems.add(List.of(), "this must be a section of keys.");
      return;
    }
    Map<String, RecordComponent> known = new LinkedHashMap<>();
    for (RecordComponent component : FirebreakConfig.class.getRecordComponents()) {
      known.put(kebab(component.getName()), component);
    }
    for (Map.Entry<String, JsonNode> each : keys.properties()) {
      List<Reference> at = List.of(ConfigChecks.key(each.getKey()));
      RecordComponent component = known.get(each.getKey());
      if (component == null) {
        problems.add(
            at,
            "unknown key '%s'%s.%s"
                .formatted(
                    each.getKey(),
                    ConfigProblems.in(at),
                    ConfigProblems.known(known.keySet().stream())));
      } else if (!each.getValue().isNull()) {
        section(each.getValue(), component, at);
      }
    }
    if (!keys.hasNonNull("data-dir")) {
      problems.add(List.of(), "data-dir is missing: where may Firebreak keep its data?");
    }
  }

  private void section(JsonNode value, RecordComponent component, List<Reference> at) {
    if (component.getType() == List.class
        && component.getGenericType() instanceof ParameterizedType list) {
      if (!(value instanceof ArrayNode elements)) {
        problems.add(at, "this must be a list%s.".formatted(ConfigProblems.in(at)));
        return;
      }
      Class<?> type = (Class<?>) list.getActualTypeArguments()[0];
      for (int i = 0; i < elements.size(); i++) {
        List<Reference> path = new ArrayList<>(at);
        path.add(ConfigChecks.index(i));
        bind(elements.get(i), type, path);
      }
    } else {
      bind(value, component.getType(), at);
    }
  }

  private void bind(JsonNode value, Class<?> type, List<Reference> at) {
    new Pruning(yaml, problems, at, value.deepCopy()).bind(type);
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
