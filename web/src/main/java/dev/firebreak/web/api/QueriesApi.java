package dev.firebreak.web.api;

import dev.firebreak.graph.store.GuardedRead.End;
import dev.firebreak.graph.store.GuardedReads.Shape;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.export.Export.Format;
import dev.firebreak.web.library.AnswerJson;
import dev.firebreak.web.library.LibraryQuery;
import dev.firebreak.web.library.QueryDefinition;
import dev.firebreak.web.library.QueryFile;
import dev.firebreak.web.library.QueryLibrary;
import dev.firebreak.web.library.QueryRuns;
import dev.firebreak.web.library.QueryRuns.Ran;
import dev.firebreak.web.library.QueryRuns.Run;
import dev.firebreak.web.library.Whoever;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The query library: read queries under a name, and running them within limits.
@Tag(name = Tags.QUERIES)
@RestController
@RequestMapping("/api/v1/queries")
final class QueriesApi {

  private static final String ID = "The id of the query.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final QueryLibrary library;
  private final QueryRuns runs;
  private final Whoever whoever;

  QueriesApi(QueryLibrary library, QueryRuns runs, Whoever whoever) {
    this.library = library;
    this.runs = runs;
    this.whoever = whoever;
  }

  /// A query of the library.
  ///
  /// @param ships whether it ships with Firebreak
  /// @param mine whether you may change it
  record QueryAnswer(
      String id,
      @Nullable String owner,
      boolean shared,
      boolean ships,
      boolean mine,
      @Nullable Instant savedAt,
      @Schema(description = "As in a file: name, description, tags, cypher, parameters.")
          JsonNode query) {}

  /// A query to save.
  record QueryRequest(
      @Schema(
              description =
                  "As in a file: name, description, tags, cypher, and parameters with name, type"
                      + " (string, number, boolean, instant, list), description and default.")
          @Nullable JsonNode query,
      @Schema(description = "Whether everybody sees it; not when absent.")
          @Nullable Boolean shared) {}

  /// A text to look at.
  record CheckRequest(@Nullable String cypher) {}

  /// What to run it with.
  record RunRequest(
      @Schema(description = "The values of its parameters by name; defaults where absent.")
          @Nullable Map<String, JsonNode> values,
      @Schema(description = "How many rows, 1 to 10000; 1000 when absent.") @Nullable Integer rows,
      @Schema(description = "What to call the run, so that it can be cancelled.")
          @Nullable String run) {}

  /// What came of a run.
  ///
  /// @param end why there are no more rows: ALL, ROWS, SIZE, TIME, MEMORY or CANCELLED
  record RunAnswer(
      List<String> columns,
      @Schema(
              description =
                  "The values of each row by column. A node is {labels, properties}, an edge {type,"
                      + " properties}, a path a list of both; times are ISO 8601.")
          List<List<@Nullable Object>> rows,
      End end,
      long tookMillis) {

    static RunAnswer of(Ran ran) {
      return new RunAnswer(
          ran.answer().columns(), listed(ran), ran.answer().end(), ran.tookMillis());
    }
  }

  private static List<List<@Nullable Object>> listed(Ran ran) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : ran.answer().rows()) {
      List<@Nullable Object> values = new ArrayList<>();
      row.forEach(value -> values.add(AnswerJson.value(value)));
      rows.add(values);
    }
    return rows;
  }

  private QueryAnswer answer(LibraryQuery query, Principal person) {
    return new QueryAnswer(
        query.id(),
        query.owner(),
        query.shared(),
        query.ships(),
        QueryLibrary.mayChange(query, whoever.of(person)),
        query.savedAt(),
        QueryFile.json(query.definition()));
  }

  @Operation(
      summary = "The query library",
      description = "What ships, your own, and what others share, by name.")
  @GetMapping
  List<QueryAnswer> list(
      @Parameter(description = "Words of its name, description, tags or text.")
          @RequestParam(defaultValue = "")
          String q,
      @Parameter(description = "A tag.") @RequestParam(defaultValue = "") String tag,
      Principal person) {
    return library.matching(person.getName(), q, tag).stream()
        .map(each -> answer(each, person))
        .toList();
  }

  @Operation(summary = "One query", description = "One that you can see.")
  @MayFail(404)
  @GetMapping("/{id}")
  QueryAnswer one(@Parameter(description = ID) @PathVariable String id, Principal person) {
    return answer(library.find(id, person.getName()), person);
  }

  @Operation(
      summary = "Save a new query",
      description =
          "Yours; shared with everybody if you say so. It may read the identity graph,"
              + " what was found in it and how it is used, and nothing else.")
  @MayFail(400)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  QueryAnswer add(@RequestBody QueryRequest request, Principal person) {
    return answer(library.add(definition(request), isShared(request), whoever.of(person)), person);
  }

  @Operation(
      summary = "Change a query",
      description = "Your own, or as an administrator one that is shared. It stays its owner's.")
  @MayFail({400, 404})
  @PutMapping("/{id}")
  QueryAnswer change(
      @Parameter(description = ID) @PathVariable String id,
      @RequestBody QueryRequest request,
      Principal person) {
    return answer(
        library.change(id, definition(request), isShared(request), whoever.of(person)), person);
  }

  private static QueryDefinition definition(QueryRequest request) {
    if (request.query() == null) {
      throw new NotUnderstood("Send {\"query\": {\"name\": \"…\", \"cypher\": \"…\"}}.");
    }
    return QueryFile.definition(request.query());
  }

  private static boolean isShared(QueryRequest request) {
    return Boolean.TRUE.equals(request.shared());
  }

  @Operation(
      summary = "Delete a query",
      description = "Your own, or as an administrator one that is shared.")
  @MayFail(404)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@Parameter(description = ID) @PathVariable String id, Principal person) {
    library.delete(id, whoever.of(person));
  }

  @Operation(
      summary = "May this be run?",
      description =
          "The columns and parameters of a query, or why it may not be run, with line and"
              + " column. Nothing is run or saved.")
  @MayFail(400)
  @PostMapping("/check")
  Shape check(@RequestBody CheckRequest request) {
    if (request.cypher() == null) {
      throw new NotUnderstood("Send {\"cypher\": \"…\"}.");
    }
    return library.check(request.cypher());
  }

  @Operation(
      summary = "Run a query",
      description =
          "Waits for its end, for 30 seconds at most. What was read until then is answered, too; end"
              + " says why there is no more. Two at once for one person, six in all.")
  @MayFail({400, 404})
  @PostMapping("/{id}/runs")
  RunAnswer run(
      @Parameter(description = ID) @PathVariable String id,
      @RequestBody RunRequest request,
      Principal person) {
    Map<String, String> values = new LinkedHashMap<>();
    Objects.requireNonNullElse(request.values(), Map.<String, JsonNode>of())
        .forEach((name, value) ->
            values.put(name, Objects.requireNonNullElse(QueryFile.value(value), "")));
    int rows = request.rows() == null ? QueryRuns.ROWS : request.rows();
    if (rows < 1 || rows > QueryRuns.MOST_ROWS) {
      throw new NotUnderstood("rows must be 1 to %d.".formatted(QueryRuns.MOST_ROWS));
    }
    return RunAnswer.of(
        runs.run(
            library.find(id, person.getName()),
            values,
            named(request.run()),
            rows,
            whoever.of(person)));
  }

  private static String named(@Nullable String run) {
    if (run == null) {
      return UUID.randomUUID().toString();
    }
    if (!run.matches("[A-Za-z0-9-]{8,60}")) {
      throw new NotUnderstood("Call the run by 8 to 60 letters, digits and dashes.");
    }
    return run;
  }

  @Operation(
      summary = "The rows of a query, as a file",
      description = "Runs it, for 30 seconds and 10000 rows at most. In CSV a node is its key.")
  @Parameter(
      name = "v.NAME",
      in = ParameterIn.QUERY,
      description = "The value of the parameter NAME; its default when absent.",
      schema = @Schema(type = "string"))
  @SendsFile
  @MayFail({400, 404})
  @GetMapping("/{id}/rows")
  void rows(
      @Parameter(description = ID) @PathVariable String id,
      @Parameter(description = "json or csv.") @RequestParam(defaultValue = "json") String format,
      Principal person,
      @Parameter(hidden = true) HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Format form = Download.format(format);
    Ran ran =
        runs.run(
            library.find(id, person.getName()),
            QueryRuns.said(request.getParameterMap()),
            UUID.randomUUID().toString(),
            QueryRuns.MOST_ROWS,
            whoever.of(person));
    Download.send(
        response,
        "query-" + id,
        form,
        (_, out) -> {
          if (form == Format.CSV) {
            Export.table(
                ran.answer().columns(),
                ran.answer().rows().stream()
                    .map(row -> row.stream().map(AnswerJson::text).toList())
                    .toList(),
                out);
          } else {
            out.write(JSON.writeValueAsString(objects(ran)));
          }
        });
  }

  private static List<Map<String, @Nullable Object>> objects(Ran ran) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (List<@Nullable Object> row : listed(ran)) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        object.put(ran.answer().columns().get(i), row.get(i));
      }
      objects.add(object);
    }
    return objects;
  }

  @Operation(
      summary = "The runs under way",
      description = "Yours, the oldest first; those of everybody for an administrator.")
  @GetMapping("/runs")
  List<Run> running(Principal person) {
    return runs.running(whoever.of(person));
  }

  @Operation(
      summary = "Cancel a run",
      description = "Your own; an administrator cancels any. The database ends it in moments.")
  @MayFail(404)
  @DeleteMapping("/runs/{run}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(
      @Parameter(description = "What the run is called.") @PathVariable String run,
      Principal person) {
    runs.cancel(run, whoever.of(person));
  }

  @Operation(
      summary = "Queries as a file",
      description = "Those that are named, or all that you can see and that do not ship.")
  @MayFail({400, 404})
  @GetMapping(
      value = "/export",
      produces = {"application/yaml", "application/json"})
  ResponseEntity<String> export(
      @Parameter(description = "The id of a query; may be given several times.")
          @RequestParam(required = false)
          @Nullable List<String> id,
      @Parameter(description = "yaml or json.") @RequestParam(defaultValue = "yaml") String format,
      Principal person) {
    if (!format.equals("yaml") && !format.equals("json")) {
      throw new NotUnderstood("There is no format '%s'. Use yaml or json.".formatted(format));
    }
    List<QueryDefinition> queries =
        id == null
            ? library.of(person.getName()).stream()
                .filter(each -> !each.ships())
                .map(LibraryQuery::definition)
                .toList()
            : id.stream().map(each -> library.find(each, person.getName()).definition()).toList();
    return ResponseEntity.ok()
        .header("Content-Type", "application/" + format + ";charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"queries." + format + "\"")
        .body(QueryFile.write(queries, format.equals("yaml")));
  }

  /// A file to take.
  record ImportRequest(
      @Schema(description = "The text of the file, in YAML or JSON.") @Nullable String file,
      @Schema(description = "Whether everybody sees the queries; not when absent.")
          @Nullable Boolean shared) {}

  @Operation(
      summary = "Take the queries of a file",
      description =
          "All of them or none: each in place of your own query of its name, or beside them. Every"
              + " problem is named with its place.")
  @MayFail(400)
  @PostMapping("/import")
  List<QueryAnswer> take(@RequestBody ImportRequest request, Principal person) {
    if (request.file() == null) {
      throw new NotUnderstood("Send {\"file\": \"…\"} with the text of the file.");
    }
    return library
        .take(request.file(), Boolean.TRUE.equals(request.shared()), whoever.of(person))
        .stream()
        .map(each -> answer(each, person))
        .toList();
  }
}
