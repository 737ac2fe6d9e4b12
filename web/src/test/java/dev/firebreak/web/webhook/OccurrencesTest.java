package dev.firebreak.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.webhook.Occurrences.Cursor;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How far events were queued is kept from when it was begun, and begun once.
@ExtendWith(SharedNeo4j.class)
class OccurrencesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void aLookThatEndsAfterTheGraphWasReplacedKeepsNothing(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      graph.apply(Occurrences.MOVE_CURSOR, new Cursor(7, 100, NOON, 3));
      assertThat(graph.ask(Occurrences.CURSOR, None.NONE)).isEmpty();
    }
  }

  @Test
  void whatWasBegunIsNotBegunAgain(URI uri) {
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      graph.apply(Occurrences.BEGIN_CURSOR, new Cursor(1, 10, NOON, 1));
      graph.apply(Occurrences.MOVE_CURSOR, new Cursor(2, 20, NOON, 5));
      graph.apply(Occurrences.BEGIN_CURSOR, new Cursor(9, 90, NOON, 1));
      assertThat(graph.ask(Occurrences.CURSOR, None.NONE).getFirst().analysis()).isEqualTo(2);
    }
  }
}
