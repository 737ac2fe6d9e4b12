package dev.firebreak.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.testkit.SharedNeo4j;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who had what, told of a person who came, was granted more, and left.
@ExtendWith(SharedNeo4j.class)
class AccessHistoryTest {

  private static final Instant LATER = Instant.parse("2026-04-01T00:00:00Z");

  private Scene scene;

  @BeforeEach
  void anaHoldsMoreAndThenLeaves() {
    scene = new Scene();
    Served hr =
        scene
            .directory("hr")
            .has(
                "/Users",
                "{'id':'a','userName':'ana','displayName':'Ana','externalId':'7','active':true}",
                "{'id':'b','userName':'ben','displayName':'Ben','externalId':'8','active':true}")
            .unguarded();
    Served ledger = scene.application("ledger").unguarded();
    ledger
        .has("/Users", "{'id':'1','userName':'ana','roles':[{'value':'clerk'}]}")
        .has("/Groups", "{'id':'g','displayName':'Clerks','members':[{'value':'1'}]}");
    hr.harvestAll(); // 08:00
    ledger.harvestAll(); // 08:01
    scene.correlate(); // 08:02
    ledger
        .has(
            "/Users",
            "{'id':'1','userName':'ana','roles':[{'value':'clerk'},{'value':'boss','since':'2026-02-01T00:00:00Z'}]}")
        .harvestAll(); // 08:03
    ledger.lacks("/Users", "1").has("/Groups", "{'id':'g','displayName':'Clerks'}");
    ledger.harvestAll(); // 08:04
    scene.correlate();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private List<String> between(@Nullable String who, String from, Instant to) {
    return AccessHistory.between(scene.graph(), who, Instant.parse(from), to).stream()
        .map(period ->
            "%s %s %s %s: %s to %s, says %s"
                .formatted(
                    period.identityName(),
                    period.principalName(),
                    period.kind(),
                    period.targetName(),
                    period.grantedAt(),
                    period.removedAt(),
                    period.since()))
        .toList();
  }

  @Test
  void whoHadWhatIsKnownAfterTheAccountIsGone() {
    List<String> ana =
        List.of(
            "Ana ana HOLDS boss: 2026-03-01T08:03:00Z to 2026-03-01T08:04:00Z, says 2026-02-01T00:00:00Z",
            "Ana ana HOLDS clerk: null to 2026-03-01T08:04:00Z, says null",
            "Ana ana MEMBER_OF Clerks: null to 2026-03-01T08:04:00Z, says null");
    assertThat(between(null, "2026-01-01T00:00:00Z", LATER)).isEqualTo(ana);
    assertThat(between("firebreak/Identity/hr:a", "2026-01-01T00:00:00Z", LATER)).isEqualTo(ana);
    assertThat(between("ledger/User/1", "2026-01-01T00:00:00Z", LATER)).isEqualTo(ana);
    assertThat(between("firebreak/Identity/hr:b", "2026-01-01T00:00:00Z", LATER)).isEmpty();
  }

  @Test
  void theWindowCutsWhatWasNotYetSeenAndWhatWasGone() {
    assertThat(between(null, "2026-03-01T08:04:00Z", LATER)).as("gone by then").isEmpty();
    assertThat(between(null, "2026-03-01T08:03:59Z", LATER)).hasSize(3);
    assertThat(between(null, "2026-01-01T00:00:00Z", Instant.parse("2026-03-01T08:03:00Z")))
        .as("not yet granted")
        .noneMatch(line -> line.contains("boss"))
        .hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> between(null, "2026-05-01T00:00:00Z", LATER))
        .withMessageContaining("must be before");
  }

  private List<String> around(@Nullable String identity, int skip, int limit, String... keys) {
    return AccessChanges.around(scene.graph(), List.of(keys), identity, skip, limit).stream()
        .map(change ->
            "%s %s %s %s".formatted(change.at(), change.fromName(), change.what(), change.toName()))
        .toList();
  }

  @Test
  void whatCameAndWentIsToldNewestFirstAndWhatTheFirstHarvestFoundIsNoChange() {
    List<String> ana = around("firebreak/Identity/hr:a", 0, 10, "hr/User/a");
    assertThat(ana)
        .as("her account is gone, and what it had is still hers")
        .containsExactly(
            "2026-03-01T08:04:00Z ana REMOVED Clerks",
            "2026-03-01T08:04:00Z ana REMOVED boss",
            "2026-03-01T08:04:00Z ana REMOVED clerk");
    assertThat(around("firebreak/Identity/hr:a", 1, 1, "hr/User/a")).isEqualTo(ana.subList(1, 2));
    assertThat(around(null, 0, 10, "ledger/Group/g"))
        .singleElement()
        .asString()
        .isEqualTo("2026-03-01T08:04:00Z ana REMOVED Clerks");
    assertThat(around(null, 0, 10, "ledger/User/1"))
        .hasSize(4)
        .last()
        .asString()
        .isEqualTo("2026-03-01T08:03:00Z ledger/User/1 APPEARED ledger/Role/boss");
    assertThat(around(null, 0, 10, "hr/User/b")).isEmpty();
  }
}
