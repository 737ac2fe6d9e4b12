package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.run.StoredFinding.State;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a list of findings is narrowed to: the parameters of its address. An empty set and an empty
/// text do not narrow.
///
/// @param sources ids of sources that the proof rests on
/// @param assignees names of those who are to work on it, or [#NOBODY]
/// @param text must occur in story, rule, subject or short name, without regard to case
public record FindingQuery(
    Set<State> states,
    Set<FindingKind> kinds,
    Set<Severity> severities,
    Set<String> sources,
    Set<String> assignees,
    String text) {

  /// Stands among names for findings that nobody is to work on.
  public static final String NOBODY = "nobody";

  /// Everything that is open.
  public static final FindingQuery OPEN =
      new FindingQuery(EnumSet.of(State.OPEN), Set.of(), Set.of(), Set.of(), Set.of(), "");

  public FindingQuery {
    states = Set.copyOf(states);
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
    sources = Set.copyOf(sources);
    assignees = Set.copyOf(assignees);
    text = text.strip();
  }

  /// The query that the parameters of an address ask for. Without a state, open findings are meant;
  /// the state `ALL` means all.
  ///
  /// @throws NotUnderstood for a word that is no state, kind or severity
  public static FindingQuery of(
      @Nullable Collection<String> states,
      @Nullable Collection<String> kinds,
      @Nullable Collection<String> severities,
      @Nullable Collection<String> sources,
      @Nullable Collection<String> assignees,
      @Nullable String text) {
    Set<State> wanted =
        states == null || states.isEmpty()
            ? EnumSet.of(State.OPEN)
            : states.contains("ALL") ? Set.of() : constants(State.class, "state", states);
    return new FindingQuery(
        wanted,
        constants(FindingKind.class, "kind", kinds),
        constants(Severity.class, "severity", severities),
        sources == null ? Set.of() : new TreeSet<>(sources),
        assignees == null ? Set.of() : new TreeSet<>(assignees),
        text == null ? "" : text);
  }

  /// Refuses sources that nobody has heard of.
  ///
  /// @param known the ids of all that there are
  /// @throws NotUnderstood for the first other one
  void requireSources(Set<String> known) {
    for (String source : new TreeSet<>(sources)) {
      if (!known.contains(source)) {
        throw none("source", source, known.stream().sorted());
      }
    }
  }

  /// Whether a finding is in the list.
  public boolean matches(StoredFinding finding) {
    return matchesBut(null, finding);
  }

  /// Whether it would be in the list if one of `state`, `kind`, `severity`, `source` and `assignee`
  /// did not narrow.
  boolean matchesBut(@Nullable String facet, StoredFinding finding) {
    return ("state".equals(facet) || states.isEmpty() || states.contains(finding.state()))
        && ("kind".equals(facet)
            || kinds.isEmpty()
            || kinds.contains(finding.finding().key().kind()))
        && ("severity".equals(facet)
            || severities.isEmpty()
            || severities.contains(finding.finding().severity()))
        && ("source".equals(facet)
            || sources.isEmpty()
            || FindingsReader.sources(finding).stream().anyMatch(sources::contains))
        && ("assignee".equals(facet)
            || assignees.isEmpty()
            || assignees.contains(assignee(finding)))
        && mentions(finding);
  }

  /// Who is to work on a finding, or [#NOBODY].
  static String assignee(StoredFinding finding) {
    return finding.assignee() == null ? NOBODY : finding.assignee();
  }

  /// The same list as the parameters of an address.
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("state", states.isEmpty() ? List.of("ALL") : names(states));
    put(all, "kind", names(kinds));
    put(all, "severity", names(severities));
    put(all, "source", sources.stream().sorted().toList());
    put(all, "assignee", assignees.stream().sorted().toList());
    put(all, "q", text.isEmpty() ? List.of() : List.of(text));
    return all;
  }

  private boolean mentions(StoredFinding finding) {
    if (text.isEmpty()) {
      return true;
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    var told = finding.finding();
    return (told.story()
            + " "
            + told.key().rule()
            + " "
            + told.ruleName()
            + " "
            + told.subjectName()
            + " "
            + told.id())
        .toLowerCase(Locale.ROOT)
        .contains(wanted);
  }

  private static void put(Map<String, List<String>> all, String name, List<String> values) {
    if (!values.isEmpty()) {
      all.put(name, values);
    }
  }

  private static List<String> names(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).sorted().toList();
  }

  private static <E extends Enum<E>> Set<E> constants(
      Class<E> type, String what, @Nullable Collection<String> words) {
    Set<E> found = EnumSet.noneOf(type);
    for (String word : words == null ? List.<String>of() : words) {
      found.add(
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> constant.name().equalsIgnoreCase(word))
              .findFirst()
              .orElseThrow(
                  () -> none(what, word, Arrays.stream(type.getEnumConstants()).map(Enum::name))));
    }
    return found;
  }

  private static NotUnderstood none(String what, String word, Stream<String> known) {
    return new NotUnderstood(
        "There is no %s '%s'. Use one of %s."
            .formatted(what, word, known.collect(Collectors.joining(", "))));
  }
}
