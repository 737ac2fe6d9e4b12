package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Standing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The values that one property of a node keeps as JSON.
public final class StoredJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoredJson() {}

  /// Access paths as a JSON array.
  public static String write(List<AccessPath> paths) {
    return JSON.writeValueAsString(paths);
  }

  /// The inverse of [#write].
  ///
  /// @throws tools.jackson.core.JacksonException if `json` is not what [#write] makes
  public static List<AccessPath> paths(String json) {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  static @Nullable String mitigation(Standing.@Nullable Mitigation mitigation) {
    return mitigation == null ? null : JSON.writeValueAsString(mitigation);
  }

  static Standing.@Nullable Mitigation mitigation(@Nullable String json) {
    return json == null ? null : JSON.readValue(json, Standing.Mitigation.class);
  }

  static String counts(Map<? extends Enum<?>, Integer> counts) {
    return JSON.writeValueAsString(counts);
  }

  static Map<Severity, Integer> bySeverity(String json) {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  static Map<FindingKind, Integer> byKind(String json) {
    return JSON.readValue(json, new TypeReference<>() {});
  }
}
