package dev.firebreak.web.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Binds one section again and again, each time without what was wrong the last time, until it can
/// be bound: so each fault is told, and none hides another. What has to be there and is not, or was
/// taken out, is stood in for. A complaint that something is missing is no problem of its own where
/// it was taken out before.
final class Pruning {

  /// No section has so many faults that the next one is worth telling.
  private static final int MOST = 50;

  /// Values in YAML, for the keys that some section cannot do without.
  private static final Map<String, String> STAND_INS = standIns();

  /// Keys that only make sense together.
  private static final Set<String> SPAN = Set.of("from", "until");

  private static Map<String, String> standIns() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("id", "without-id");
    values.put("kind", "directory");
    values.put("base-url", "https://nowhere.invalid");
    values.put("auth", "{bearer: 'env:NONE'}");
    values.put("bearer", "env:NONE");
    values.put("all", "nothing.json");
    values.put("token-url", "https://nowhere.invalid");
    values.put("client-id", "nobody");
    values.put("client-secret", "env:NONE");
    values.put("username", "nobody");
    values.put("password", "env:NONE");
    values.put("uri", "bolt://nowhere.invalid");
    values.put("account", "email");
    values.put("identity", "email");
    values.put("name", "'*'");
    values.put("from", "2026-01-01T00:00:00Z");
    values.put("until", "2026-01-02T00:00:00Z");
    values.put("uses", "nothing.csv");
    values.put("coverage", "nothing.csv");
    values.put("source", "without-id");
    values.put("issuer", "nobody");
    values.put("audience", "nobody");
    values.put("secret", "env:NONE");
    values.put("purpose", "none");
    values.put("kinds", "[unused]");
    values.put("severity", "low");
    values.put("daily-limit", "1");
    values.put("schedule", "1h");
    return values;
  }

  private final YAMLMapper yaml;
  private final ConfigProblems problems;
  private final List<Reference> at;
  private final JsonNode section;
  private final Set<String> takenOut = new HashSet<>();
  private final Set<String> stoodIn = new HashSet<>();
  private final IdentityHashMap<ArrayNode, List<Integer>> left = new IdentityHashMap<>();

  /// @param at where the section is
  /// @param section what is taken out is taken out of this
  Pruning(YAMLMapper yaml, ConfigProblems problems, List<Reference> at, JsonNode section) {
    this.yaml = yaml;
    this.problems = problems;
    this.at = at;
    this.section = section;
  }

  /// Adds a problem for all that keeps the section from being bound.
  void bind(Class<?> type) {
    for (int i = 0; i < MOST; i++) {
      try {
        yaml.treeToValue(section, type);
        return;
      } catch (DatabindException e) {
        if (!prune(e)) {
          return;
        }
      }
    }
  }

  /// @return whether something was changed, so that the next fault shows
  private boolean prune(DatabindException e) {
    List<Reference> path = e.getPath();
    JsonNode found = find(path);
    if (e instanceof UnrecognizedPropertyException unknown
        && stoodIn.contains(place(path.subList(0, path.size() - 1), unknown.getPropertyName()))) {
      return takeOut(path); // a word of the complaint, and no key of this section
    }
    boolean validated = !(e instanceof MismatchedInputException);
    String reason = ConfigProblems.reason(e).replaceFirst("^source \\S+:? ", "");
    ObjectNode object = validated && found instanceof ObjectNode keys ? keys : null;
    List<String> gone =
        takenOut.stream()
            .filter(key -> validated && names(reason, key) && (object == null || !object.has(key)))
            .toList();
    boolean consequence = !gone.isEmpty();
    List<String> named =
        object == null
            ? List.of()
            : object.propertyNames().stream().filter(key -> names(reason, key)).toList();
    boolean one = named.size() == 1 && !consequence;
    if (!consequence) {
      problems.add(
          original(one ? ConfigChecks.below(path, named.getFirst()) : path),
          ConfigProblems.message(e, original(path)));
    }
    return (object != null
            && (standIn(path, object, gone)
                || standIn(
                    path,
                    object,
                    STAND_INS.keySet().stream()
                        .filter(key -> names(reason, key))
                        .filter(key -> !SPAN.contains(key) || object.has("from"))
                        .toList())))
        || (!named.isEmpty() && takeOut(ConfigChecks.below(path, spare(named))))
        || takeOut(path);
  }

  /// Of keys that do not go together the one whose loss is no fault of its own, if there is one.
  private static String spare(List<String> named) {
    return named.stream()
        .filter(key -> !STAND_INS.containsKey(key))
        .findFirst()
        .orElse(named.getLast());
  }

  /// Puts something in the place of the first key that has to be there and is not.
  private boolean standIn(List<Reference> path, ObjectNode object, List<String> keys) {
    for (String key : keys) {
      String value = STAND_INS.get(key);
      boolean itself = !path.isEmpty() && key.equals(path.getLast().getPropertyName());
      if (value != null && !itself && !object.hasNonNull(key) && stoodIn.add(place(path, key))) {
        object.set(key, yaml.readTree(value));
        return true;
      }
    }
    return false;
  }

  private static String place(List<Reference> path, String key) {
    return ConfigProblems.in(path) + key;
  }

  private static boolean names(String message, String key) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "(?![\\w-])")
        .matcher(message)
        .find();
  }

  private @Nullable JsonNode find(List<Reference> path) {
    JsonNode node = section;
    for (Reference next : path) {
      node =
          node == null
              ? null
              : next.getPropertyName() == null
                  ? node.get(next.getIndex())
                  : node.get(next.getPropertyName());
    }
    return node;
  }

  private boolean takeOut(List<Reference> path) {
    if (path.isEmpty()) {
      return false;
    }
    JsonNode parent = find(path.subList(0, path.size() - 1));
    Reference last = path.getLast();
    path.stream()
        .map(Reference::getPropertyName)
        .filter(java.util.Objects::nonNull)
        .reduce((_, key) -> key)
        .ifPresent(takenOut::add);
    if (parent instanceof ObjectNode object && last.getPropertyName() != null) {
      return object.remove(last.getPropertyName()) != null;
    }
    if (parent instanceof ArrayNode array && last.getIndex() >= 0) {
      indices(array).subList(last.getIndex(), last.getIndex() + 1).clear();
      return array.remove(last.getIndex()) != null;
    }
    return false;
  }

  private List<Integer> indices(ArrayNode array) {
    return left.computeIfAbsent(
        array,
        _ ->
            IntStream.range(0, array.size())
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new)));
  }

  /// The path in the file as it was written.
  private List<Reference> original(List<Reference> path) {
    List<Reference> whole = new ArrayList<>(at);
    for (int i = 0; i < path.size(); i++) {
      Reference next = path.get(i);
      whole.add(
          next.getPropertyName() == null
                  && find(path.subList(0, i)) instanceof ArrayNode array
                  && next.getIndex() < indices(array).size()
              ? ConfigChecks.index(indices(array).get(next.getIndex()))
              : next);
    }
    return whole;
  }
}
