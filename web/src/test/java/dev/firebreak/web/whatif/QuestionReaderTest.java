package dev.firebreak.web.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuestionReaderTest {

  private static final Instant READ = Instant.parse("2026-11-22T06:12:00Z");
  private static final Instant ENDS = READ.plusSeconds(60);

  private static GraphSnapshot snapshot() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(READ);
    int account = builder.add(Node.of(NodeKind.ACCOUNT, "s/User/a"));
    int group = builder.add(Node.of(NodeKind.GROUP, "s/Group/g"));
    builder.add(
        new Edge(
            EdgeKind.MEMBER_OF,
            account,
            group,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            ENDS,
            null,
            null));
    return builder.build();
  }

  @Test
  void aQuestionThatNamesNoInstantIsAskedForNow() {
    Question plain = new Question(null, null, null, null, null);
    GraphSnapshot snapshot = snapshot();

    assertThat(QuestionReader.asked(plain, snapshot, READ.plusSeconds(30))).isSameAs(snapshot);
    GraphSnapshot later = QuestionReader.asked(plain, snapshot, READ.plusSeconds(90));
    assertThat(later.asOf()).isEqualTo(READ.plusSeconds(90));
    assertThat(later.edges(EdgeKind.MEMBER_OF)).as("it has ended by now").isEmpty();
  }
}
