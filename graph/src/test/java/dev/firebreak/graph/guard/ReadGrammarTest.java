package dev.firebreak.graph.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReadGrammarTest {

  @ParameterizedTest
  @MethodSource("dev.firebreak.graph.guard.Lines#hostile")
  void whatIsNotPlainReadingIsRefused(String query) {
    assertThatThrownBy(() -> ReadGrammar.parameters(query))
        .isInstanceOf(CypherRefused.class)
        .hasMessageMatching("(?s)\\S.* .*\\.");
  }

  @ParameterizedTest
  @MethodSource("dev.firebreak.graph.guard.Lines#friendly")
  void whatPeopleAskIsKnown(String query) {
    ReadGrammar.parameters(query);
  }

  @ParameterizedTest
  @MethodSource("dev.firebreak.graph.guard.Lines#friendly")
  void noPartOfAQueryPassesByItsEndAlone(String query) {
    assertThatThrownBy(() -> ReadGrammar.parameters(query + "\n} MATCH (u:User) RETURN u"))
        .isInstanceOf(CypherRefused.class);
    assertThatThrownBy(() -> ReadGrammar.parameters(query + "\nUNION MATCH (u:User) RETURN u"))
        .isInstanceOf(CypherRefused.class);
  }

  @Test
  void parametersAreNamedOnceInTheirOrder() {
    assertThat(
            ReadGrammar.parameters(
                "MATCH (n:Node {key: $key}) WHERE n.name = $b OR n.name = $a OR n.id = $key RETURN n // $not"))
        .containsExactly("key", "b", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 10 | MATCH (n:User) RETURN n
          2 | 1  | MATCH (n:Account)~SET n.x = 1 RETURN n
          3 | 8  | MATCH (n:Account)~// one~RETURN elementId(n) AS x
          1 | 7  | MATCH (n) RETURN n
          2 | 14 | MATCH (n:Account)~WHERE n.a = '\\u0027' RETURN n
          """)
  void aRefusalNamesItsPlace(int line, int column, String query) {
    assertThatThrownBy(() -> ReadGrammar.parameters(query.replace('~', '\n')))
        .isInstanceOfSatisfying(
            CypherRefused.class,
            refused -> {
              assertThat(refused.line()).isEqualTo(line);
              assertThat(refused.column()).isEqualTo(column);
            });
  }

  @Test
  void whatIsRunHoldsNothingThatWasNotRead() {
    assertThat(
            ReadGrammar.plain(
                "MATCH\t(n:Group) // RETURN u\r\n  WHERE n.a = '// x\t' /* a\nb */\rRETURN n"))
        .isEqualTo("MATCH (n:Group)             \n  WHERE n.a = '// x\t'     \n     RETURN n");
  }

  @Test
  void whatIsTooLongOrTooDeepIsRefusedAndEndsNothingElse() {
    assertThatThrownBy(() -> ReadGrammar.parameters("RETURN " + "(".repeat(5_000)))
        .isInstanceOf(CypherRefused.class);
    assertThatThrownBy(
            () -> ReadGrammar.parameters("RETURN " + "(".repeat(500) + "1" + ")".repeat(500)))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> ReadGrammar.parameters("RETURN 1 AS x" + " ".repeat(16_000)))
        .hasMessageContaining("longer than 16,000 characters");
    assertThatThrownBy(() -> ReadGrammar.parameters("RETURN 'a'" + " + 'a'".repeat(11) + " AS x"))
        .hasMessageContaining("10 times at most");
  }
}
