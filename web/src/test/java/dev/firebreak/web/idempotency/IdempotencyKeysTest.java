package dev.firebreak.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.config.LocalKey;
import dev.firebreak.web.idempotency.IdempotencyKeys.Answer;
import dev.firebreak.web.idempotency.IdempotencyKeys.Begun;
import dev.firebreak.web.idempotency.IdempotencyKeys.Ended;
import dev.firebreak.web.idempotency.IdempotencyKeys.Other;
import dev.firebreak.web.idempotency.IdempotencyKeys.Running;
import dev.firebreak.web.idempotency.IdempotencyKeys.Unknown;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of requests, over a restart and until its time is over.
class IdempotencyKeysTest {

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final byte[] REQUEST = {1};
  private static final Answer ANSWER = new Answer(200, "application/json", null, null, "{}");

  @TempDir private Path folder;
  private IdentityGraph graph;

  @BeforeEach
  void open() {
    SharedNeo4j.clear();
    graph = IdentityGraph.connect(SharedNeo4j.uri(), null, null);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  /// A server that has just been started.
  private IdempotencyKeys started(Instant now) {
    return new IdempotencyKeys(
        graph, LocalKey.of(folder.resolve("data")), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String id(IdempotencyKeys.Standing standing) {
    return ((Begun) standing).id();
  }

  @Test
  void anAnswerOutlivesARestart() {
    IdempotencyKeys first = started(NOW);
    first.ended(id(first.begin("1", "k", REQUEST)), ANSWER);
    assertThat(started(NOW).begin("1", "k", REQUEST)).isEqualTo(new Ended(NOW, ANSWER));
    assertThat(started(NOW).begin("1", "k", new byte[] {2})).isEqualTo(new Other());
    assertThat(started(NOW).begin("2", "k", REQUEST)).isInstanceOf(Begun.class);
  }

  @Test
  void whatRunsIsToldFromWhatAStopCutOff() {
    IdempotencyKeys first = started(NOW);
    first.begin("1", "k", REQUEST);
    assertThat(first.begin("1", "k", REQUEST)).isEqualTo(new Running());
    assertThat(first.begin("1", "k", new byte[] {2})).isEqualTo(new Other());
    assertThat(started(NOW).begin("1", "k", REQUEST)).isEqualTo(new Unknown(NOW));
  }

  @Test
  void whatFailedIsNotBegunAgainAndWhatDidNothingIs() {
    IdempotencyKeys keys = started(NOW);
    keys.left(id(keys.begin("1", "failed", REQUEST)));
    assertThat(keys.begin("1", "failed", REQUEST)).isEqualTo(new Unknown(NOW));
    keys.didNothing(id(keys.begin("1", "refused", REQUEST)));
    assertThat(keys.begin("1", "refused", REQUEST)).isInstanceOf(Begun.class);
  }

  @Test
  void aKeyIsRememberedForADay() {
    IdempotencyKeys first = started(NOW);
    first.ended(id(first.begin("1", "k", REQUEST)), ANSWER);
    Duration almost = IdempotencyKeys.KEPT.minusMillis(1);
    assertThat(started(NOW.plus(almost)).begin("1", "k", REQUEST)).isInstanceOf(Ended.class);
    assertThat(started(NOW.plus(IdempotencyKeys.KEPT)).begin("1", "k", REQUEST))
        .isInstanceOf(Begun.class);
  }

  @Test
  void withAnotherLocalKeyNothingIsRecognised() {
    IdempotencyKeys first = started(NOW);
    first.ended(id(first.begin("1", "k", REQUEST)), ANSWER);
    IdempotencyKeys elsewhere =
        new IdempotencyKeys(
            graph, LocalKey.of(folder.resolve("other")), Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(elsewhere.begin("1", "k", REQUEST)).isInstanceOf(Begun.class);
  }
}
