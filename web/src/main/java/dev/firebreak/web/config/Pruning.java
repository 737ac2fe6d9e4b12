package dev.firebreak.web.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Binds one section again and again, each time without what was wrong the last time, until it can
/// be bound or nothing is left. A complaint that something is missing is no problem of its own
/// where it was taken out before.
final class Pruning {

  /// No section has so many faults that the next one is worth telling.
  private static final int MOST = 50;

  private final YAMLMapper yaml;
  private final ConfigProblems problems;
  private final List<Reference> at;
  private final JsonNode section;
  private final Set<String> takenOut = new HashSet<>();
  private final IdentityHashMap<ArrayNode, List<Integer>> left = new IdentityHashMap<>();

  /// @param at where the section is
  /// @param section what is taken out is taken out of this
  Pruning(YAMLMapper yaml, ConfigProblems problems, List<Reference> at, JsonNode section) {
    this.yaml = yaml;
    this.problems = problems;
    this.at = at;
    this.section = section;
  }

  /// The section without what is wrong; null where nothing can be bound that could be judged.
  @Nullable Object bind(Class<?> type) {
    for (int i = 0; i < MOST; i++) {
      try {
        Object bound = yaml.treeToValue(section, type);
        return takenOut.contains("allow-http") ? null : bound;
      } catch (DatabindException e) {
        if (!prune(e)) {
          return null;
        }
      }
    }
    return null;
  }

  /// @return whether something is left to be bound
  private boolean prune(DatabindException e) {
    List<Reference> path = e.getPath();
    JsonNode found = find(path);
    boolean validated = !(e instanceof MismatchedInputException);
    String reason = ConfigProblems.reason(e);
    boolean consequence = validated && takenOut.stream().anyMatch(key -> names(reason, key));
    List<String> named =
        validated && !consequence && found instanceof ObjectNode object
            ? object.propertyNames().stream().filter(key -> names(reason, key)).toList()
            : List.of();
    List<Reference> place = named.size() == 1 ? ConfigChecks.below(path, named.getFirst()) : path;
    if (!consequence) {
      problems.add(original(place), ConfigProblems.message(e, original(path)));
    }
    return takeOut(place);
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
