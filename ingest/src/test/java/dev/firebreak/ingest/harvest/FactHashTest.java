package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.map.AccountRow;
import dev.firebreak.ingest.map.EdgeRow;
import dev.firebreak.ingest.map.ResourceRow;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever changes in a row changes its hash, or a harvest would leave the old one in the graph.
class FactHashTest {

  private final FactHash hash = new FactHash();

  @ParameterizedTest
  @ValueSource(classes = {AccountRow.class, ResourceRow.class})
  void everyPartOfARowCounts(Class<? extends Record> type) throws ReflectiveOperationException {
    RecordComponent[] parts = type.getRecordComponents();
    Set<Long> hashes = new HashSet<>();
    hashes.add(of(make(type, -1)));
    for (int changed = 0; changed < parts.length; changed++) {
      assertThat(hashes.add(of(make(type, changed)))).as(parts[changed].getName()).isTrue();
    }
    assertThat(of(make(type, -1))).as("the same again").isIn(hashes);
    assertThat(hashes).hasSize(parts.length + 1).doesNotContain(0L);
  }

  @Test
  void everyPartOfAnEdgeCounts() {
    Instant at = Instant.parse("2026-03-01T10:00:00.000000001Z");
    List<EdgeRow> rows =
        List.of(
            row("v", "a", null, null, null),
            row("w", "a", null, null, null),
            row("v", "b", null, null, null),
            row("v", "a", at, null, null),
            row("v", "a", at.plusNanos(1), null, null),
            row("v", "a", at.plusSeconds(1L << 33), null, null),
            row("v", "a", null, at, null),
            row("v", "a", null, null, at));
    Set<Long> hashes = new HashSet<>();
    rows.forEach(row -> hashes.add(hash.of(EdgeKind.HOLDS, "x", "y", row)));
    hashes.add(hash.of(EdgeKind.MEMBER_OF, "x", "y", rows.getFirst()));
    hashes.add(hash.of(EdgeKind.HOLDS, "y", "x", rows.getFirst()));
    hashes.add(hash.of(EdgeKind.HOLDS, "xy", "", rows.getFirst()));
    assertThat(hashes).hasSize(rows.size() + 3);
  }

  private static EdgeRow row(
      String via,
      String attribute,
      @Nullable Instant since,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new EdgeRow(List.of("x"), List.of("y"), via, attribute, since, from, to);
  }

  private long of(Record row) {
    return row instanceof AccountRow account ? hash.of(account) : hash.of((ResourceRow) row);
  }

  private static Record make(Class<? extends Record> type, int changed)
      throws ReflectiveOperationException {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = value(parts[i].getType(), i == changed);
    }
    var constructor =
        type.getDeclaredConstructor(
            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
    return constructor.newInstance(values);
  }

  private static @Nullable Object value(Class<?> type, boolean changed) {
    if (type == boolean.class || type == Boolean.class) {
      return changed;
    }
    if (type == int.class) {
      return changed ? 1 : 0;
    }
    if (type == IdentityKind.class) {
      return changed ? IdentityKind.AGENT : IdentityKind.PERSON;
    }
    if (type == String.class) {
      return changed ? "other" : "same";
    }
    throw new IllegalArgumentException("no value of " + type);
  }
}
