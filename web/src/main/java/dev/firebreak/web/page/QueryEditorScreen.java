package dev.firebreak.web.page;

import dev.firebreak.web.library.LibraryQuery;
import dev.firebreak.web.library.ParameterType;
import dev.firebreak.web.library.QueryDefinition;
import dev.firebreak.web.library.QueryLibrary;
import dev.firebreak.web.library.QueryParameter;
import dev.firebreak.web.library.QueryRefused;
import dev.firebreak.web.library.Whoever;
import dev.firebreak.web.view.NotThere;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The editor of a query. What is refused is said on the same page, and nothing that was typed is
/// lost.
@Screen
final class QueryEditorScreen {

  private static final int SPARE = 2;

  /// The id of the query that ships whose text a new one begins with.
  private static final String BEGINNING = "groups-nobody-is-in";

  private final QueryLibrary library;
  private final Whoever whoever;

  QueryEditorScreen(QueryLibrary library, Whoever whoever) {
    this.library = library;
    this.whoever = whoever;
  }

  /// What is typed: one entry for each row of parameters.
  record Typed(
      @Nullable String name,
      @Nullable String description,
      @Nullable String tags,
      @Nullable String cypher,
      @Nullable Boolean shared,
      @Nullable List<String> parameter,
      @Nullable List<String> type,
      @Nullable List<String> meaning,
      @Nullable List<String> preset) {

    QueryDefinition definition() {
      List<QueryParameter> parameters = new ArrayList<>();
      int rows = parameter == null ? 0 : parameter.size();
      for (int i = 0; i < rows; i++) {
        String called = at(parameter, i).strip();
        if (!called.isEmpty()) {
          String standard = at(preset, i);
          parameters.add(
              new QueryParameter(
                  called.startsWith("$") ? called.substring(1) : called,
                  type(at(type, i)),
                  at(meaning, i).strip(),
                  standard.isEmpty() ? null : standard));
        }
      }
      return new QueryDefinition(
          said(name),
          said(description),
          Arrays.stream(said(tags).split(",", -1))
              .map(String::strip)
              .filter(t -> !t.isEmpty())
              .toList(),
          said(cypher).replace("\r\n", "\n"),
          parameters);
    }

    private static String at(@Nullable List<String> list, int row) {
      return list == null || row >= list.size() || list.get(row) == null ? "" : list.get(row);
    }

    private static ParameterType type(String word) {
      return Arrays.stream(ParameterType.values())
          .filter(each -> each.word().equals(word))
          .findFirst()
          .orElse(ParameterType.STRING);
    }

    private static String said(@Nullable String text) {
      return text == null ? "" : text.strip();
    }
  }

  /// A new query.
  ///
  /// @param from the id of one to begin with; empty for none
  @GetMapping("/queries/new")
  String begin(@RequestParam(defaultValue = "") String from, Principal person, Model model) {
    QueryDefinition definition =
        from.isEmpty()
            ? blank(library.find(BEGINNING, person.getName()).definition())
            : copy(library.find(from, person.getName()).definition());
    return editor(null, definition, false, model);
  }

  private static QueryDefinition blank(QueryDefinition query) {
    return new QueryDefinition("", "", List.of(), query.cypher(), query.parameters());
  }

  private static QueryDefinition copy(QueryDefinition query) {
    return new QueryDefinition(
        "Copy of " + query.name(),
        query.description(),
        query.tags(),
        query.cypher(),
        query.parameters());
  }

  @GetMapping("/queries/{id}/edit")
  String edit(@PathVariable String id, Principal person, Model model) {
    LibraryQuery query = library.find(id, person.getName());
    if (!QueryLibrary.mayChange(query, whoever.of(person))) {
      throw new NotThere("%s is not yours. Save a copy.".formatted(query.definition().name()));
    }
    return editor(query, query.definition(), query.shared(), model);
  }

  private static String editor(
      @Nullable LibraryQuery query, QueryDefinition definition, boolean shared, Model model) {
    Object typed = model.getAttribute("typed");
    QueryDefinition shown = typed instanceof QueryDefinition kept ? kept : definition;
    List<QueryParameter> rows = new ArrayList<>(shown.parameters());
    for (int i = 0; i < SPARE; i++) {
      rows.add(new QueryParameter("", ParameterType.STRING, "", null));
    }
    model.addAttribute("query", query);
    model.addAttribute("shown", shown);
    model.addAttribute("rows", rows);
    model.addAttribute("types", ParameterType.values());
    model.addAttribute(
        "shared", model.getAttribute("typedShared") instanceof Boolean was ? was : shared);
    return "query-edit";
  }

  @PostMapping("/queries/new")
  String add(Typed typed, Principal person, RedirectAttributes next) {
    return saved(null, typed, person, next);
  }

  @PostMapping("/queries/{id}/edit")
  String change(@PathVariable String id, Typed typed, Principal person, RedirectAttributes next) {
    return saved(id, typed, person, next);
  }

  private String saved(
      @Nullable String id, Typed typed, Principal person, RedirectAttributes next) {
    QueryDefinition definition = typed.definition();
    boolean shared = Boolean.TRUE.equals(typed.shared());
    try {
      LibraryQuery query =
          id == null
              ? library.add(definition, shared, whoever.of(person))
              : library.change(id, definition, shared, whoever.of(person));
      next.addFlashAttribute(
          "told", shared ? "Saved, and shared with everybody." : "Saved, for you alone.");
      return "redirect:/queries/" + query.id();
    } catch (QueryRefused refused) {
      next.addFlashAttribute("refused", "Nothing was saved.");
      next.addFlashAttribute("problems", refused.problems());
      next.addFlashAttribute("typed", definition);
      next.addFlashAttribute("typedShared", shared);
      return "redirect:" + (id == null ? "/queries/new" : "/queries/" + id + "/edit");
    }
  }
}
