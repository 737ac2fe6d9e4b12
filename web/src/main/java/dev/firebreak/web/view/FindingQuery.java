package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a list of findings is narrowed to and ordered by: the parameters of its address. An empty
/// set and an empty text do not narrow.
///
/// @param sources ids of sources that the proof rests on
/// @param rules ids of rules
/// @param assignees names of those who are to work on it, or [#NOBODY]
/// @param text must occur in story, rule, subject or short name, without regard to case
public record FindingQuery(
    Set<State> states,
    Set<FindingKind> kinds,
    Set<Severity> severities,
    Set<String> sources,
    Set<String> rules,
    Set<String> assignees,
    Set<FindingAge> ages,
    String text,
    FindingSort sort) {

  /// Stands among names for findings that nobody is to work on.
  public static final String NOBODY = "nobody";

  /// Stands among states for every state.
  private static final String ALL = "ALL";

  /// Everything that is open.
  public static final FindingQuery OPEN =
      new FindingQuery(
          EnumSet.of(State.OPEN),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          "",
          FindingSort.USUAL);

  public FindingQuery {
    states = Set.copyOf(states);
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
    sources = Set.copyOf(sources);
    rules = Set.copyOf(rules);
    assignees = Set.copyOf(assignees);
    ages = Set.copyOf(ages);
    text = text.strip();
  }

  /// The query that the parameters of an address ask for. Without a state, open findings are meant;
  /// the state `ALL` alone means all.
  ///
  /// @throws NotUnderstood for a word that is no state, kind, severity, age or order
  public static FindingQuery of(FindingFilters asked) {
    List<String> states =
        asked.state() == null || asked.state().isEmpty()
            ? List.of(State.OPEN.name())
            : asked.state().stream().filter(state -> !state.equalsIgnoreCase(ALL)).toList();
    return new FindingQuery(
        constants(State.class, "state", states),
        constants(FindingKind.class, "kind", asked.kind()),
        constants(Severity.class, "severity", asked.severity()),
        texts(asked.source()),
        texts(asked.rule()),
        texts(asked.assignee()),
        constants(FindingAge.class, "age", asked.age()),
        asked.q() == null ? "" : asked.q(),
        FindingSort.of(asked.sort()));
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

  /// What a list can be narrowed by one by one.
  enum Part {
    STATE,
    KIND,
    SEVERITY,
    SOURCE,
    RULE,
    ASSIGNEE,
    AGE
  }

  /// Whether a finding passes one part of the query.
  boolean passes(Part part, FindingSummary finding, Instant now) {
    return switch (part) {
      case STATE -> states.isEmpty() || states.contains(finding.state());
      case KIND -> kinds.isEmpty() || kinds.contains(finding.key().kind());
      case SEVERITY -> severities.isEmpty() || severities.contains(finding.severity());
      case SOURCE ->
          sources.isEmpty() || finding.proof().sources().stream().anyMatch(sources::contains);
      case RULE -> rules.isEmpty() || rules.contains(finding.key().rule());
      case ASSIGNEE -> assignees.isEmpty() || assignees.contains(assignee(finding));
      case AGE -> ages.isEmpty() || ages.contains(FindingAge.of(finding.openedAt(), now));
    };
  }

  /// Whether a finding is in the list.
  boolean matches(FindingSummary finding, Instant now) {
    for (Part part : Part.values()) {
      if (!passes(part, finding, now)) {
        return false;
      }
    }
    return mentions(finding);
  }

  /// Whether a finding contains the words.
  boolean mentions(FindingSummary finding) {
    return text.isEmpty()
        || contains(finding.story())
        || contains(finding.subjectName())
        || contains(finding.key().rule())
        || contains(finding.ruleName())
        || contains(finding.id());
  }

  private boolean contains(String said) {
    char first = text.charAt(0);
    char upper = Character.toUpperCase(first);
    char lower = Character.toLowerCase(first);
    for (int at = 0; at <= said.length() - text.length(); at++) {
      char here = said.charAt(at);
      if ((here == upper || here == lower || here > 127)
          && said.regionMatches(true, at, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }

  /// Who is to work on a finding, or [#NOBODY].
  static String assignee(FindingSummary finding) {
    return finding.assignee() == null ? NOBODY : finding.assignee();
  }

  /// Whether anything but the state narrows it.
  public boolean narrowed() {
    return !(kinds.isEmpty()
        && severities.isEmpty()
        && sources.isEmpty()
        && rules.isEmpty()
        && assignees.isEmpty()
        && ages.isEmpty()
        && text.isEmpty());
  }

  /// How many values narrow it, other than that it lists what is open.
  public int filters() {
    return (states.equals(OPEN.states) ? 0 : states.size())
        + kinds.size()
        + severities.size()
        + sources.size()
        + rules.size()
        + assignees.size()
        + ages.size()
        + (text.isEmpty() ? 0 : 1);
  }

  /// The same findings in another order.
  FindingQuery sorted(FindingSort other) {
    return new FindingQuery(
        states, kinds, severities, sources, rules, assignees, ages, text, other);
  }

  /// The same list as the parameters of an address, encoded: `state=OPEN&kind=TOXIC`.
  public String parameters() {
    Map<String, Collection<String>> all = new LinkedHashMap<>();
    all.put("state", states.isEmpty() ? List.of(ALL) : names(states));
    all.put("kind", names(kinds));
    all.put("severity", names(severities));
    all.put("source", new TreeSet<>(sources));
    all.put("rule", new TreeSet<>(rules));
    all.put("assignee", new TreeSet<>(assignees));
    all.put("age", names(ages));
    all.put("q", text.isEmpty() ? List.of() : List.of(text));
    all.put("sort", sort.equals(FindingSort.USUAL) ? List.of() : List.of(sort.word()));
    List<String> pairs = new ArrayList<>();
    all.forEach((name, values) ->
        values.forEach(
            value -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
    return String.join("&", pairs);
  }

  /// The address of the list on a screen.
  public String address() {
    return "/findings?" + parameters();
  }

  private static List<String> names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).sorted().toList();
  }

  private static Set<String> texts(@Nullable Collection<String> words) {
    return words == null ? Set.of() : new TreeSet<>(words);
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
