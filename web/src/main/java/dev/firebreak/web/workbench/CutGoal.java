package dev.firebreak.web.workbench;

import dev.firebreak.analytics.cut.Spare;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.work.CutRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// What a cut plan is asked for, as a form has it.
///
/// @param goal `share`, `part` or `close`; empty for none
/// @param share how many per cent of the crown-jewel exposure are to go
/// @param from who is to be parted, as typed
/// @param to from what, as typed
/// @param findings short names, with anything between them
/// @param budget the most changes; empty for as many as a run may make
/// @param spare the name of a [Spare]; empty for the usual
public record CutGoal(
    @Nullable String goal,
    @Nullable String share,
    @Nullable String from,
    @Nullable String to,
    @Nullable String findings,
    @Nullable String budget,
    @Nullable String spare) {

  /// Whether anything is asked for.
  public boolean wanted() {
    return goal != null && !goal.isBlank();
  }

  /// The same as the parameters of an address.
  public String query() {
    StringBuilder query = new StringBuilder();
    put(query, "goal", goal);
    put(query, "share", share);
    put(query, "from", from);
    put(query, "to", to);
    put(query, "findings", findings);
    put(query, "budget", budget);
    put(query, "spare", spare);
    return query.toString();
  }

  private static void put(StringBuilder query, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      query
          .append(query.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(UriUtils.encode(value, StandardCharsets.UTF_8));
    }
  }

  /// The request.
  ///
  /// @param key makes of what is typed the key of a node
  /// @throws NotUnderstood if something in it cannot be meant
  public CutRequest request(UnaryOperator<String> key) {
    return switch (text(goal).toLowerCase(Locale.ROOT)) {
      case "share" -> new CutRequest(null, null, null, percent(), changes(), spared());
      case "part" ->
          new CutRequest(
              null,
              List.of(key.apply(text(from))),
              List.of(key.apply(text(to))),
              null,
              changes(),
              spared());
      case "close" -> new CutRequest(names(), null, null, null, changes(), spared());
      default -> throw new NotUnderstood("Choose a goal: share, part or close.");
    };
  }

  private List<String> names() {
    List<String> names =
        Arrays.stream(text(findings).split("[\\s,;]+")).filter(each -> !each.isEmpty()).toList();
    if (names.isEmpty()) {
      throw new NotUnderstood("Give the short names of the findings to close, such as T-04c1.");
    }
    return names;
  }

  private Double percent() {
    try {
      return Double.valueOf(text(share));
    } catch (NumberFormatException e) {
      throw new NotUnderstood("Say by how many per cent the exposure is to fall, 1 to 100.");
    }
  }

  private @Nullable Integer changes() {
    try {
      return text(budget).isEmpty() ? null : Integer.valueOf(text(budget));
    } catch (NumberFormatException e) {
      throw NotUnderstood.parameter("budget", budget, Integer.class);
    }
  }

  private @Nullable Spare spared() {
    String word = text(spare);
    return word.isEmpty()
        ? null
        : Arrays.stream(Spare.values())
            .filter(each -> each.name().equalsIgnoreCase(word))
            .findFirst()
            .orElseThrow(() ->
                new NotUnderstood(
                    "spare must be one of USED_AND_UNKNOWN, USED, NOTHING, not " + word + "."));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
