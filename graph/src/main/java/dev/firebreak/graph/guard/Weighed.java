package dev.firebreak.graph.guard;

import java.util.List;
import java.util.stream.Collectors;

/// A query within another that the database runs in its place: it ends after so many rows, and
/// weighs each row before it is sent. A row that is too heavy arrives without its values, so that
/// one value cannot fill the memory of whoever reads it. Names of columns are names as
/// [ReadGrammar] takes them; nothing else of the query is looked at or changed.
public final class Weighed {

  /// How names begin that a query may not use.
  public static final String RESERVED = "firebreak";

  /// The column with the weight of a row: some 32 bytes each.
  public static final String WEIGHT = RESERVED + "Weight";

  /// The parameter with the most rows.
  public static final String ROWS = RESERVED + "Rows";

  /// The parameter with the weight above which a row is sent without its values.
  public static final String HEAVIEST = RESERVED + "Heaviest";

  /// The parameter that is null: in a list with it, a value may be of any type, as far as the
  /// database knows before it runs the query. Else it would refuse to weigh a number like a list.
  public static final String NOTHING = RESERVED + "Nothing";

  private static final int LEVELS = 3;
  private static final int TOO_HEAVY = 1_000_000_000;

  private Weighed() {}

  /// The text that is run.
  ///
  /// @param text a query that [ReadGrammar] knows
  /// @param columns its columns
  public static String text(String text, List<String> columns) {
    List<String> names = columns.stream().map(Weighed::quoted).toList();
    return "CALL () {\n"
        + text
        + "\n}\nWITH *, "
        + sum(LEVELS, "[$" + NOTHING + ", " + String.join(", ", names) + "]", "0", "%s")
        + " AS "
        + WEIGHT
        + "\nRETURN "
        + WEIGHT
        + names.stream()
            .map(name ->
                ", CASE WHEN %s <= $%s THEN %s END AS %s".formatted(WEIGHT, HEAVIEST, name, name))
            .collect(Collectors.joining())
        + "\nLIMIT $"
        + ROWS;
  }

  private static String quoted(String name) {
    if (name.indexOf('`') >= 0 || name.indexOf('\\') >= 0 || name.startsWith(RESERVED)) {
      throw new CypherRefused("Give every column a plain name.", 0, 0);
    }
    return "`" + name + "`";
  }

  /// The weight of a value. What lies deeper than a few levels counts as too heavy, and what is too
  /// heavy already is not weighed further.
  private static String weight(String value, int levels) {
    if (levels == 0) {
      return "CASE WHEN %1$s IS :: LIST<ANY> NOT NULL OR %1$s IS :: MAP NOT NULL THEN %2$d ELSE 1 END"
          .formatted(value, TOO_HEAVY);
    }
    return """
    CASE WHEN %1$s IS :: LIST<ANY> NOT NULL THEN %2$s \
    WHEN %1$s IS :: MAP NOT NULL THEN %3$s \
    WHEN %1$s IS :: STRING NOT NULL THEN 1 + size(%1$s) / 32 \
    WHEN %1$s IS :: PATH NOT NULL THEN 16 + 32 * length(%1$s) \
    WHEN %1$s IS :: NODE NOT NULL OR %1$s IS :: RELATIONSHIP NOT NULL THEN 16 ELSE 1 END\
    """
        .formatted(
            value,
            sum(levels, value, "size(" + value + ")", "%s"),
            sum(levels, "keys(" + value + ")", "size(keys(" + value + "))", value + "[%s]"));
  }

  /// The weights of the elements of a list, or of what they lead to, put together.
  private static String sum(int levels, String list, String first, String element) {
    String sum = RESERVED + "Sum" + levels;
    String each = RESERVED + "Each" + levels;
    return "reduce(%1$s = %2$s, %3$s IN %4$s | CASE WHEN %1$s > $%5$s THEN %1$s ELSE %1$s + %6$s END)"
        .formatted(sum, first, each, list, HEAVIEST, weight(element.formatted(each), levels - 1));
  }
}
