package dev.firebreak.graph.guard;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a query that a person wrote may name. What is not here is refused.
public final class Vocabulary {

  /// The labels: the identity graph, what became of it, how it is used and what was found in it.
  /// Users, keys, leases, saved views and queries, remediations and pushed events are not among
  /// them, and no edge of [#TYPES] leads there.
  public static final Set<String> LABELS =
      sorted(
          Stream.concat(
              Stream.of(NodeKind.values()).map(NodeKind::label),
              Stream.of(
                  "Node",
                  "AccessChange",
                  "AnalysisRun",
                  "Finding",
                  "FindingEvent",
                  "Harvest",
                  "HarvestPart",
                  "RejectedResource",
                  "Use",
                  "UsageCoverage")));

  /// The relationship types.
  public static final Set<String> TYPES =
      sorted(Stream.concat(Stream.of(EdgeKind.values()).map(EdgeKind::name), Stream.of("READ")));

  /// The functions, in lower case. None reads anything but its arguments and the clock, and none
  /// makes much out of little.
  static final Set<String> FUNCTIONS =
      Set.of(
          ("abs avg btrim ceil char_length character_length coalesce collect count date datetime"
                  + " duration endnode exp floor head isempty isnan keys labels last left length"
                  + " localdatetime localtime log log10 lower ltrim max min nodes nullif percentilecont"
                  + " percentiledisc properties range relationships reverse right round rtrim sign size"
                  + " split sqrt startnode stdev stdevp substring sum tail time toboolean"
                  + " tobooleanornull tofloat tofloatornull tointeger tointegerornull tolower tostring"
                  + " tostringornull toupper trim type upper valuetype date.truncate"
                  + " datetime.truncate datetime.fromepoch datetime.fromepochmillis duration.between"
                  + " duration.indays duration.inmonths duration.inseconds")
              .split(" ", -1));

  private Vocabulary() {}

  private static Set<String> sorted(Stream<String> words) {
    return Collections.unmodifiableSet(
        words.collect(Collectors.toCollection(() -> new TreeSet<String>())));
  }
}
