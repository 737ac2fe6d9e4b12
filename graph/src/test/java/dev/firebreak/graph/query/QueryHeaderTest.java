package dev.firebreak.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.query.Query.Mode;
import dev.firebreak.graph.query.Query.None;
import org.junit.jupiter.api.Test;

class QueryHeaderTest {

  @Test
  void aHeaderMayRunOverSeveralLines() {
    QueryHeader header =
        QueryHeader.parse(
            "x",
            """
            // purpose: who can reach
            //          what
            // params:  a STRING,
            //          b ZONED DATETIME
            // returns: c INTEGER
            // mode:    read
            RETURN 1 AS c
            """);
    assertThat(header.purpose()).isEqualTo("who can reach what");
    assertThat(header.params()).containsEntry("b", "ZONED DATETIME").hasSize(2);
    assertThat(header.returns()).containsOnlyKeys("c");
    assertThat(header.mode()).isEqualTo(Mode.READ);
  }

  @Test
  void aMissingEntryIsNamed() {
    assertThatThrownBy(() -> QueryHeader.parse("read/x", "// purpose: y\nRETURN 1"))
        .hasMessage("cypher/read/x.cypher has no '// params:' line in its header");
  }

  @Test
  void aMissingFileIsAnErrorThatNamesThePath() {
    assertThatThrownBy(() -> Query.read("read/no-such-query", None.class, None.class))
        .hasMessageContaining("cypher/read/no-such-query.cypher");
  }
}
