package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.Ruleset;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// Functions against functions: which rules keep two apart, and how many findings say that somebody
/// has both. A rule of three functions counts for each two of them.
///
/// @param functions those shown, in the order of their rulesets
/// @param rows one for each function
/// @param all how many functions rules name, shown or not
public record SodMatrix(List<Task> functions, List<Row> rows, int all) {

  public SodMatrix {
    functions = List.copyOf(functions);
    rows = List.copyOf(rows);
  }

  /// A function of a ruleset.
  public record Task(String ruleset, String id, String name) {}

  /// Two functions.
  ///
  /// @param rules ids of the rules that keep them apart
  /// @param open how many open findings those rules have
  /// @param aside how many findings are mitigated or accepted
  /// @param worst the highest severity among the open ones; null where there is none
  public record Cell(
      Task one, Task other, List<String> rules, long open, long aside, @Nullable Severity worst) {

    public Cell {
      rules = List.copyOf(rules);
    }

    /// Where its findings are listed; where it has none, its rules.
    public String address() {
      String narrowed =
          rules.stream()
              .map(rule -> "rule=" + UriUtils.encode(rule, StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      return open > 0
          ? "/findings?" + narrowed
          : aside > 0
              ? "/findings?state=MITIGATED&state=ACCEPTED&" + narrowed
              : "/sod?" + narrowed + "#rules";
    }

    /// What it says, for who does not see where it stands.
    public String said() {
      return "%s and %s, %s: %s%s"
          .formatted(
              one.name(),
              other.name(),
              rules.size() == 1 ? "rule " + rules.getFirst() : rules.size() + " rules",
              open == 1 ? "1 open finding" : open + " open findings",
              aside == 0 ? "" : ", " + aside + " set aside");
    }
  }

  /// One function against all that are shown.
  ///
  /// @param cells in their order; null where no rule keeps the two apart
  public record Row(Task function, List<@Nullable Cell> cells) {}

  /// What is known of a rule's findings.
  public record Hits(long open, long mitigated, long accepted, long upcoming) {

    /// Of a rule without any.
    public static final Hits NONE = new Hits(0, 0, 0, 0);

    /// How many hold and do not count.
    public long aside() {
      return mitigated + accepted;
    }
  }

  /// Every two functions that a rule keeps apart, once.
  ///
  /// @param hits by the id of the rule
  public static List<Cell> cells(List<Ruleset> rulesets, Map<String, Hits> hits) {
    return List.copyOf(pairs(rulesets, hits).values());
  }

  /// The matrix.
  ///
  /// @param hits by the id of the rule
  /// @param whole whether functions are shown that nobody combines with another
  static SodMatrix of(List<Ruleset> rulesets, Map<String, Hits> hits, boolean whole) {
    Map<Set<Task>, Cell> pairs = pairs(rulesets, hits);
    Set<Task> named = new LinkedHashSet<>();
    Set<Task> hit = new LinkedHashSet<>();
    for (Ruleset ruleset : rulesets) {
      for (SodFunction function : ruleset.functions()) {
        Task task = new Task(ruleset.id(), function.id(), function.name());
        if (pairs.keySet().stream().anyMatch(pair -> pair.contains(task))) {
          named.add(task);
        }
        if (pairs.values().stream()
            .filter(cell -> cell.open() + cell.aside() > 0)
            .anyMatch(cell -> cell.one().equals(task) || cell.other().equals(task))) {
          hit.add(task);
        }
      }
    }
    List<Task> shown = List.copyOf(whole ? named : hit);
    List<Row> rows = new ArrayList<>();
    for (Task task : shown) {
      List<@Nullable Cell> cells = new ArrayList<>();
      for (Task other : shown) {
        cells.add(task.equals(other) ? null : pairs.get(Set.of(task, other)));
      }
      rows.add(new Row(task, cells));
    }
    return new SodMatrix(shown, rows, named.size());
  }

  private static Map<Set<Task>, Cell> pairs(List<Ruleset> rulesets, Map<String, Hits> hits) {
    Map<Set<Task>, Cell> pairs = new LinkedHashMap<>();
    for (Ruleset ruleset : rulesets) {
      Map<String, Task> tasks = new LinkedHashMap<>();
      ruleset
          .functions()
          .forEach(each -> tasks.put(each.id(), new Task(ruleset.id(), each.id(), each.name())));
      for (SodRule rule : ruleset.rules()) {
        List<Task> of = rule.functions().stream().map(tasks::get).filter(Objects::nonNull).toList();
        for (int i = 0; i < of.size(); i++) {
          for (int j = i + 1; j < of.size(); j++) {
            Cell more = cell(of.get(i), of.get(j), rule, hits.getOrDefault(rule.id(), Hits.NONE));
            pairs.merge(Set.of(of.get(i), of.get(j)), more, SodMatrix::together);
          }
        }
      }
    }
    return pairs;
  }

  private static Cell cell(Task one, Task other, SodRule rule, Hits hits) {
    return new Cell(
        one,
        other,
        List.of(rule.id()),
        hits.open(),
        hits.aside(),
        hits.open() > 0 ? rule.level() : null);
  }

  private static Cell together(Cell a, Cell b) {
    return new Cell(
        a.one(),
        a.other(),
        Stream.of(a, b).map(Cell::rules).flatMap(List::stream).toList(),
        a.open() + b.open(),
        a.aside() + b.aside(),
        Stream.of(a, b)
            .map(Cell::worst)
            .filter(Objects::nonNull)
            .min(Comparator.comparing(Function.<@Nullable Severity>identity()))
            .orElse(null));
  }
}
