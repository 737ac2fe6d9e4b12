package dev.firebreak.web.library;

import dev.firebreak.web.config.YamlLines;
import dev.firebreak.web.library.QueryRefused.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Queries in a file, in YAML or JSON, as `docs/operations/query-file.schema.json` describes it.
/// Every problem of a file is told at once, each with its place.
public final class QueryFile {

  /// What the first field of a file says.
  public static final String FORMAT = "firebreak-queries";

  /// The version of the form.
  public static final int VERSION = 1;

  private static final int LONGEST = 1 << 20;
  private static final int MOST = 500;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  private final String text;
  private final List<Problem> problems = new ArrayList<>();

  private QueryFile(String text) {
    this.text = text;
  }

  /// Reads a file. The queries themselves are not looked at.
  ///
  /// @throws QueryRefused with everything that is wrong, each with its line
  public static List<QueryDefinition> read(String text) {
    return new QueryFile(text).queries();
  }

  /// Reads one query, as it stands in a file.
  ///
  /// @throws QueryRefused with everything that is wrong
  public static QueryDefinition definition(JsonNode json) {
    QueryFile file = new QueryFile("");
    QueryDefinition definition = file.query(json, "");
    file.endIfWrong();
    return definition;
  }

  /// One query, as it stands in a file.
  public static ObjectNode json(QueryDefinition query) {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", query.name());
    if (!query.description().isEmpty()) {
      json.put("description", query.description());
    }
    ArrayNode tags = json.putArray("tags");
    query.tags().forEach(tags::add);
    json.put("cypher", query.cypher());
    ArrayNode parameters = json.putArray("parameters");
    for (QueryParameter parameter : query.parameters()) {
      ObjectNode each = parameters.addObject();
      each.put("name", parameter.name());
      each.put("type", parameter.type().word());
      if (!parameter.description().isEmpty()) {
        each.put("description", parameter.description());
      }
      if (parameter.preset() != null) {
        each.put("default", parameter.preset());
      }
    }
    return json;
  }

  /// A file with these queries.
  public static String write(List<QueryDefinition> queries, boolean yaml) {
    ObjectNode file = JSON.createObjectNode();
    file.put("format", FORMAT);
    file.put("version", VERSION);
    ArrayNode list = file.putArray("queries");
    queries.forEach(query -> list.add(json(query)));
    return yaml
        ? YAML.writeValueAsString(file)
        : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file);
  }

  private List<QueryDefinition> queries() {
    JsonNode root = tree();
    if (!root.isObject()) {
      throw QueryRefused.at(
          "", "This is no file of queries. It begins with format: " + FORMAT + ".");
    }
    known(root, "", Set.of("format", "version", "queries"));
    if (!root.path("format").asString("").equals(FORMAT)) {
      problem("/format", "format must be " + FORMAT + ".");
    }
    if (root.path("version").asInt(0) != VERSION) {
      problem(
          "/version", "version must be %d; later ones need a later release.".formatted(VERSION));
    }
    JsonNode list = root.path("queries");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
      problem("/queries", "queries must be a list of 1 to %d queries.".formatted(MOST));
    }
    List<QueryDefinition> queries = new ArrayList<>();
    for (int i = 0; list.isArray() && i < Math.min(MOST, list.size()); i++) {
      queries.add(query(list.get(i), "/queries/" + i));
    }
    Set<String> names = new java.util.HashSet<>();
    for (int i = 0; i < queries.size(); i++) {
      if (!names.add(queries.get(i).name().toLowerCase(Locale.ROOT))) {
        problem("/queries/%d/name".formatted(i), "Another query of this file has this name.");
      }
    }
    endIfWrong();
    return List.copyOf(queries);
  }

  private JsonNode tree() {
    if (text.length() > LONGEST) {
      throw QueryRefused.at("", "The file is longer than %,d characters.".formatted(LONGEST));
    }
    try {
      JsonNode tree = YAML.readTree(new StringReader(text));
      if (tree == null || tree.isMissingNode()) {
        throw QueryRefused.at("", "The file is empty.");
      }
      return tree;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      throw new QueryRefused(List.of(new Problem("", line, 0, "This is neither YAML nor JSON.")));
    }
  }

  private QueryDefinition query(JsonNode json, String at) {
    if (!json.isObject()) {
      problem(at, "A query is an object with name, cypher and parameters.");
    }
    known(json, at, Set.of("name", "description", "tags", "cypher", "parameters"));
    List<QueryParameter> parameters = new ArrayList<>();
    JsonNode list = array(json, "parameters", at);
    for (int i = 0; i < list.size(); i++) {
      parameters.add(parameter(list.get(i), at + "/parameters/" + i));
    }
    return new QueryDefinition(
        text(json, "name", at, true).strip(),
        text(json, "description", at, false).strip(),
        strings(array(json, "tags", at), at + "/tags"),
        text(json, "cypher", at, true).strip(),
        parameters);
  }

  private QueryParameter parameter(JsonNode json, String at) {
    known(json, at, Set.of("name", "type", "description", "default"));
    String word = text(json, "type", at, true);
    ParameterType type =
        Arrays.stream(ParameterType.values())
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElse(ParameterType.STRING);
    if (!type.word().equals(word) && !word.isEmpty()) {
      problem(
          at + "/type",
          "type must be one of %s."
              .formatted(
                  Arrays.stream(ParameterType.values())
                      .map(ParameterType::word)
                      .collect(Collectors.joining(", "))));
    }
    return new QueryParameter(
        text(json, "name", at, true),
        type,
        text(json, "description", at, false).strip(),
        value(json.path("default")));
  }

  /// The text of a value, however the file writes it: lists go line by line.
  public static @Nullable String value(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    return json.isArray()
        ? StreamSupport.stream(json.spliterator(), false)
            .map(JsonNode::asString)
            .collect(Collectors.joining("\n"))
        : json.isObject() ? json.toString() : json.asString();
  }

  private List<String> strings(JsonNode list, String at) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isString()) {
        strings.add(list.get(i).asString().strip());
      } else {
        problem(at + "/" + i, "This must be a text.");
      }
    }
    return strings;
  }

  private JsonNode array(JsonNode json, String name, String at) {
    JsonNode list = json.path(name);
    if (list.isArray() || list.isMissingNode() || list.isNull()) {
      return list;
    }
    problem(at + "/" + name, name + " must be a list.");
    return JSON.createArrayNode();
  }

  private String text(JsonNode json, String name, String at, boolean needed) {
    JsonNode value = json.path(name);
    if (value.isString()) {
      return value.asString();
    }
    if (needed || (!value.isMissingNode() && !value.isNull())) {
      problem(at + "/" + name, name + " must be a text.");
    }
    return "";
  }

  private void known(JsonNode json, String at, Set<String> names) {
    for (String name : json.propertyNames()) {
      if (!names.contains(name)) {
        problem(
            at + "/" + name,
            "'%s' is not known here; there are %s."
                .formatted(name, names.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
  }

  private void problem(String at, String problem) {
    problems.add(new Problem(at, text.isEmpty() ? 0 : YamlLines.of(text, at), 0, problem));
  }

  private void endIfWrong() {
    if (!problems.isEmpty()) {
      throw new QueryRefused(problems);
    }
  }
}
