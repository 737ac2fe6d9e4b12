package dev.firebreak.web.page;

import dev.firebreak.web.library.AnswerTable;
import dev.firebreak.web.library.LibraryQuery;
import dev.firebreak.web.library.QueryLibrary;
import dev.firebreak.web.library.QueryParameter;
import dev.firebreak.web.library.QueryRefused;
import dev.firebreak.web.library.QueryRuns;
import dev.firebreak.web.library.TooManyRuns;
import dev.firebreak.web.library.Whoever;
import dev.firebreak.web.view.NotThere;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The list of the query library, and one query with its values and its answer. The address holds
/// the values, so that a link says everything.
@Screen
final class QueriesScreen {

  private final QueryLibrary library;
  private final QueryRuns runs;
  private final Whoever whoever;

  QueriesScreen(QueryLibrary library, QueryRuns runs, Whoever whoever) {
    this.library = library;
    this.runs = runs;
    this.whoever = whoever;
  }

  /// A parameter with what stands in its field.
  public record Field(QueryParameter parameter, String value, String problem) {}

  @GetMapping("/queries")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String tag,
      Principal person,
      Model model) {
    List<LibraryQuery> all = library.of(person.getName());
    model.addAttribute("all", all);
    model.addAttribute("tags", QueryLibrary.tags(all));
    model.addAttribute("queries", library.matching(person.getName(), q, tag));
    model.addAttribute("q", q);
    model.addAttribute("tag", tag);
    return "queries";
  }

  /// One query.
  ///
  /// @param go whether it is to be run
  @GetMapping("/queries/{id}")
  String one(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String go,
      HttpServletRequest request,
      Principal person,
      Model model) {
    LibraryQuery query = library.find(id, person.getName());
    Map<String, String> said = QueryRuns.said(request.getParameterMap());
    Map<String, String> wrong = new LinkedHashMap<>();
    try {
      QueryRuns.check(query, said);
    } catch (QueryRefused refused) {
      refused.problems().forEach(each -> wrong.put(each.at(), each.problem()));
    }
    boolean asked = !go.isEmpty();
    model.addAttribute("query", query);
    model.addAttribute("mine", QueryLibrary.mayChange(query, whoever.of(person)));
    model.addAttribute(
        "fields",
        query.definition().parameters().stream()
            .map(each -> field(each, said, asked ? wrong : Map.of()))
            .toList());
    model.addAttribute("runs", asked && wrong.isEmpty());
    model.addAttribute("run", UUID.randomUUID().toString());
    model.addAttribute("values", address(said));
    return "query";
  }

  private static Field field(
      QueryParameter parameter, Map<String, String> said, Map<String, String> wrong) {
    String value =
        said.getOrDefault(parameter.name(), Objects.requireNonNullElse(parameter.preset(), ""));
    return new Field(parameter, value, wrong.getOrDefault("/values/" + parameter.name(), ""));
  }

  private static String address(Map<String, String> said) {
    return said.entrySet().stream()
        .map(each -> encoded(QueryRuns.PREFIX + each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The answer, as a part of the page.
  ///
  /// @param run what the run is called, so that the page can cancel it
  @GetMapping("/queries/{id}/rows")
  String rows(
      @PathVariable String id,
      @RequestParam String run,
      HttpServletRequest request,
      Principal person,
      Model model) {
    LibraryQuery query = library.find(id, person.getName());
    Map<String, String> said = QueryRuns.said(request.getParameterMap());
    String wrong = "";
    AnswerTable table = null;
    try {
      table = AnswerTable.of(runs.run(query, said, run, QueryRuns.ROWS, whoever.of(person)));
    } catch (QueryRefused | TooManyRuns refused) {
      wrong = refused.getMessage();
    }
    model.addAttribute("table", table);
    model.addAttribute("wrong", wrong);
    model.addAttribute("file", "/api/v1/queries/" + id + "/rows?" + address(said));
    return "query :: answer(t=${table}, wrong=${wrong}, file=${file})";
  }

  @PostMapping("/queries/runs/{run}/cancel")
  String cancel(@PathVariable String run, Principal person) {
    try {
      runs.cancel(run, whoever.of(person));
      return "query :: cancelled(told='It is being cancelled …')";
    } catch (NotThere over) {
      return "query :: cancelled(told='It is over already.')";
    }
  }

  @PostMapping("/queries/{id}/delete")
  String delete(@PathVariable String id, Principal person, RedirectAttributes next) {
    LibraryQuery query = library.delete(id, whoever.of(person));
    next.addFlashAttribute("told", query.definition().name() + " is deleted.");
    return "redirect:/queries";
  }

  @PostMapping("/queries/import")
  String take(
      @RequestParam String file,
      @RequestParam(defaultValue = "false") boolean shared,
      Principal person,
      RedirectAttributes next) {
    try {
      int taken = library.take(file, shared, whoever.of(person)).size();
      next.addFlashAttribute(
          "told", taken == 1 ? "1 query is saved." : taken + " queries are saved.");
    } catch (QueryRefused refused) {
      next.addFlashAttribute("refused", "Nothing was saved. " + refused.getMessage());
      next.addFlashAttribute("problems", refused.problems());
      next.addFlashAttribute("typedFile", file);
    }
    return "redirect:/queries";
  }
}
