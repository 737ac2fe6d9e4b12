package dev.firebreak.analytics.drift;

import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.graph.model.NodeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How much a source disagrees with the sources of people, and for how long already: the sum over
/// its open findings of `weight × accounts × (1 + days open / 30)`.
///
/// @param source the source's id
/// @param debt the sum, one decimal place of which means something
/// @param findings how many findings add up to it
/// @param accounts how many accounts they concern
/// @param oldestDays the age of the oldest in whole days
public record DriftDebt(String source, double debt, int findings, long accounts, long oldestDays) {

  private static final double MONTH_DAYS = 30;

  /// A finding and since when it is open.
  ///
  /// @param affected how many identities it concerns
  public record Open(FindingKey key, int affected, Instant since) {}

  /// The debt of each source that has any, by id.
  ///
  /// @param open what is open, of whatever kind
  public static List<DriftDebt> of(List<Open> open, Instant now) {
    Map<String, List<Open>> bySource = new TreeMap<>();
    for (Open each : open) {
      if (weight(each.key()) > 0) {
        bySource.computeIfAbsent(source(each.key()), _ -> new ArrayList<>()).add(each);
      }
    }
    return bySource.entrySet().stream()
        .map(entry -> sum(entry.getKey(), entry.getValue(), now))
        .toList();
  }

  private static DriftDebt sum(String source, List<Open> open, Instant now) {
    double debt = 0;
    long accounts = 0;
    long oldest = 0;
    for (Open each : open) {
      long days = Math.max(0, Duration.between(each.since(), now).toDays());
      long count = accounts(each);
      debt += weight(each.key()) * count * (1 + days / MONTH_DAYS);
      accounts += count;
      oldest = Math.max(oldest, days);
    }
    return new DriftDebt(source, debt, open.size(), accounts, oldest);
  }

  /// What one account of such a finding weighs; 0 for what is no drift.
  static double weight(FindingKey key) {
    return switch (key.kind()) {
      case LEAVER -> 5;
      case ORPHAN -> 3;
      case DRIFT -> key.rule().equals(Drift.ACTIVE.id()) ? 5 : 1;
      case TOXIC,
          BLAST_RADIUS,
          UNUSED,
          OWNERLESS,
          OUTLIER,
          DORMANT,
          OUTSIDE_VAULT,
          STANDING_PRIVILEGE,
          SHARED,
          SAFE,
          GROUP_CYCLE,
          EMPTY_GROUP,
          DUPLICATE_GROUP,
          QUARANTINE ->
          0;
    };
  }

  private static long accounts(Open open) {
    return open.key().rule().equals(Drift.SOURCE.id()) ? open.affected() : 1;
  }

  /// The source of the account, or the source itself where the finding is about it.
  private static String source(FindingKey key) {
    if (key.rule().equals(Drift.SOURCE.id())) {
      return NodeKey.parse(key.subject()).id();
    }
    return NodeKey.parse(key.detail().isEmpty() ? key.subject() : key.detail()).source();
  }
}
