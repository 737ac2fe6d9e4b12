package dev.firebreak.graph.guard;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a plan touches what the [Vocabulary] names and nothing else: each operator is one that
/// is known, each way into the graph is by labels or types, and each edge that is followed has
/// types. Does not rest on [ReadGrammar]: either of the two is enough.
public final class PlanJudge {

  private static final String NAME = "(?:\\w+|`[^`]*`)";

  private static final Pattern BY_LABEL =
      Pattern.compile(NAME + ":(\\w+(?:\\|\\w+)*|\\w+(?:&!?\\w+)*)");

  private static final Pattern BY_INDEX =
      Pattern.compile("(?:(?:UNIQUE|RANGE|TEXT|INDEX) )+" + NAME + ":(\\w+)\\(.*", Pattern.DOTALL);

  private static final Pattern EDGE =
      Pattern.compile("<?-\\[" + NAME + "?:(\\w+(?:\\|\\w+)*)(?:\\*[\\d.]*)?]->?");

  private static final Pattern NODES_COUNTED =
      Pattern.compile("count\\( (\\(:\\w+\\)(?:, \\(:\\w+\\))*) \\) AS " + NAME);

  private static final Pattern EDGES_COUNTED =
      Pattern.compile(
          "count\\( \\((?::\\w+)?\\)-\\[:(\\w+(?:\\|\\w+)*)]->\\((?::\\w+)?\\) \\) AS " + NAME);

  private static final Set<String> LABEL_SCANS =
      Set.of(
          "NodeByLabelScan",
          "UnionNodeByLabelsScan",
          "IntersectionNodeByLabelsScan",
          "SubtractionNodeByLabelsScan");

  private static final Set<String> INDEX_READS =
      Set.of(
          "NodeIndexSeek",
          "NodeIndexSeekByRange",
          "NodeUniqueIndexSeek",
          "NodeUniqueIndexSeekByRange",
          "NodeIndexScan",
          "NodeIndexContainsScan",
          "NodeIndexEndsWithScan");

  private static final Set<String> EDGE_READS =
      Set.of(
          "DirectedRelationshipTypeScan",
          "UndirectedRelationshipTypeScan",
          "DirectedUnionRelationshipTypesScan",
          "UndirectedUnionRelationshipTypesScan",
          "Expand(All)",
          "Expand(Into)",
          "OptionalExpand(All)",
          "OptionalExpand(Into)",
          "ShortestPath",
          "VarLengthExpand(All)",
          "VarLengthExpand(Into)",
          "VarLengthExpand(Pruning)",
          "VarLengthExpand(Pruning,All)",
          "VarLengthExpand(Pruning,BFS)",
          "VarLengthExpand(Pruning,BFS,All)",
          "VarLengthExpand(Pruning,BFS,Into)");

  /// Operators that work on the rows they are given.
  private static final Set<String> ROW_WORK =
      Set.of(
          ("AntiConditionalApply AntiSemiApply Apply AssertSameNode CacheProperties CartesianProduct"
                  + " ConditionalApply Distinct Eager EagerAggregation ExhaustiveLimit Filter"
                  + " LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply"
                  + " Limit NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin Optional"
                  + " OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop"
                  + " ProduceResults ProjectEndpoints Projection RollUpApply"
                  + " SelectOrAntiSemiApply SelectOrSemiApply SemiApply Skip Sort Top Union Unwind"
                  + " ValueHashJoin")
              .split(" ", -1));

  /// A group that repeats; the steps below it say what.
  private static final Pattern REPEAT =
      Pattern.compile("Repeat\\((?:(?:All|Into), )?(?:Acyclic|Trail|Walk)\\)");

  private static final Set<String> ROWS_FROM_NOTHING = Set.of("Argument", "EmptyRow");

  private PlanJudge() {}

  /// Looks at a plan and everything below it.
  ///
  /// @throws CypherRefused for a step that is not known to stay within the vocabulary
  public static void judge(PlanStep step) {
    String operator = step.operator();
    if (LABEL_SCANS.contains(operator)) {
      allowed(step, BY_LABEL, Vocabulary.LABELS);
    } else if (INDEX_READS.contains(operator)) {
      allowed(step, BY_INDEX, Vocabulary.LABELS);
    } else if (EDGE_READS.contains(operator)) {
      edge(step);
    } else if (operator.equals("NodeCountFromCountStore")) {
      allowed(step, NODES_COUNTED, Vocabulary.LABELS);
    } else if (operator.equals("RelationshipCountFromCountStore")) {
      allowed(step, EDGES_COUNTED, Vocabulary.TYPES);
    } else if (operator.equals("AllNodesScan")) {
      throw refused(
          "The database would begin at every node there is. Give a label to the node that the query begins with, such as (n:Account).");
    } else if (!isRowWork(step)) {
      throw refused("Queries do not use what the database calls %s.".formatted(operator));
    }
    step.children().forEach(PlanJudge::judge);
  }

  /// Whether it only works on rows: those of the steps below it, or one row made of constants.
  private static boolean isRowWork(PlanStep step) {
    String operator = step.operator();
    return ROW_WORK.contains(operator)
        || ((operator.startsWith("StatefulShortestPath(") || REPEAT.matcher(operator).matches())
            && !step.children().isEmpty())
        || (ROWS_FROM_NOTHING.contains(operator) && step.children().isEmpty());
  }

  private static void allowed(PlanStep step, Pattern form, Set<String> vocabulary) {
    Matcher found = form.matcher(step.details());
    if (!found.matches() || !names(found.group(1), vocabulary)) {
      throw outside(step);
    }
  }

  private static void edge(PlanStep step) {
    Matcher found = EDGE.matcher(step.details());
    if (!found.find() || !names(found.group(1), Vocabulary.TYPES)) {
      throw outside(step);
    }
  }

  private static boolean names(String written, Set<String> vocabulary) {
    return Arrays.stream(written.split("\\W+", -1))
        .filter(name -> !name.isEmpty())
        .allMatch(vocabulary::contains);
  }

  private static CypherRefused outside(PlanStep step) {
    return refused(
        "The database would read what queries may not read (%s).".formatted(step.operator()));
  }

  private static CypherRefused refused(String why) {
    return new CypherRefused(why, 0, 0);
  }
}
