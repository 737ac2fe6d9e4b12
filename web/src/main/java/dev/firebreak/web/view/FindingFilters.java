package dev.firebreak.web.view;

import io.swagger.v3.oas.annotations.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of an address that asks for findings, as they came. [FindingQuery#of] says what
/// they mean.
public record FindingFilters(
    @Parameter(
            description =
                "OPEN, MITIGATED, ACCEPTED, UPCOMING or RESOLVED, or ALL; open ones when absent. May"
                    + " be given more than once, as may the others.")
        @Nullable List<String> state,
    @Parameter(description = "A kind such as TOXIC or LEAVER.") @Nullable List<String> kind,
    @Parameter(description = "CRITICAL, HIGH, MEDIUM, LOW or INFO.")
        @Nullable List<String> severity,
    @Parameter(description = "The id of a source that states an edge of the proof.")
        @Nullable List<String> source,
    @Parameter(description = "The id of a rule, for example AP-03.") @Nullable List<String> rule,
    @Parameter(description = "Who is to work on it, or nobody.") @Nullable List<String> assignee,
    @Parameter(
            description =
                "How long ago it opened: DAY for less than one, WEEK, MONTH, QUARTER or OLDER.")
        @Nullable List<String> age,
    @Parameter(description = "Words that the finding must contain.") @Nullable String q,
    @Parameter(
            description =
                "severity, age, identities, subject, rule, state or assignee; with a leading - the"
                    + " other way round. The worst first when absent.")
        @Nullable String sort) {

  private static final Set<String> NAMES =
      Set.of("state", "kind", "severity", "source", "rule", "assignee", "age", "q", "sort");

  /// Refuses what findings cannot be narrowed by.
  ///
  /// @throws NotUnderstood for a parameter that there is not
  public static void requireKnown(String name) {
    if (!NAMES.contains(name)) {
      throw new NotUnderstood(
          "Findings cannot be narrowed by '%s'. Use %s."
              .formatted(name, new TreeSet<>(NAMES).stream().collect(Collectors.joining(", "))));
    }
  }

  /// The parameters of a query string such as `state=OPEN&kind=TOXIC`, encoded as in an address.
  ///
  /// @throws NotUnderstood for a parameter that there is not, or a value that is not encoded
  public static FindingFilters parse(String query) {
    Map<String, List<String>> values = new HashMap<>();
    String text = query.startsWith("?") ? query.substring(1) : query;
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int at = pair.indexOf('=');
        String name = decoded(at < 0 ? pair : pair.substring(0, at));
        requireKnown(name);
        values
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(at < 0 ? "" : decoded(pair.substring(at + 1)));
      }
    }
    return new FindingFilters(
        values.get("state"),
        values.get("kind"),
        values.get("severity"),
        values.get("source"),
        values.get("rule"),
        values.get("assignee"),
        values.get("age"),
        last(values.get("q")),
        last(values.get("sort")));
  }

  private static @Nullable String last(@Nullable List<String> values) {
    return values == null ? null : values.getLast();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood("'%s' is not encoded as in an address.".formatted(text));
    }
  }
}
