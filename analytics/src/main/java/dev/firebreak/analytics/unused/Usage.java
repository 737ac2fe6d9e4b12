package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Reason;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.analytics.unused.UseVerdict.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the usage feeds say: which account used which entitlement when, and which time they cover.
public final class Usage {

  /// A feed may lag behind this much and still count as up to now; the window then ends with it.
  public static final Duration FEED_LAG = Duration.ofDays(2);

  /// The entitlement of a [Coverage] that speaks for a whole source.
  public static final String EVERY = "*";

  /// An account used an entitlement.
  ///
  /// @param account the account's node key
  /// @param entitlement the entitlement's node key
  /// @param count how often, as far as the feed counts
  public record Use(String account, String entitlement, Instant lastUsed, long count) {}

  /// A feed saw every use of this time.
  ///
  /// @param source the id of the source whose entitlements it covers
  /// @param entitlement an entitlement's node key, or [#EVERY]
  public record Coverage(String source, String entitlement, Period period) {}

  private record Pair(String account, String entitlement) {}

  private final Map<Pair, Use> uses = new HashMap<>();
  private final Map<Pair, List<Period>> coverage = new HashMap<>();

  /// Merges what several feeds say: the latest use, the sum of counts, the union of times.
  public Usage(List<Use> uses, List<Coverage> coverage) {
    for (Use use : uses) {
      this.uses.merge(new Pair(use.account(), use.entitlement()), use, Usage::both);
    }
    for (Coverage each : coverage) {
      this.coverage
          .computeIfAbsent(new Pair(each.source(), each.entitlement()), pair -> new ArrayList<>())
          .add(each.period());
    }
  }

  /// No feed at all.
  public static Usage none() {
    return new Usage(List.of(), List.of());
  }

  /// Whether any feed speaks of this entitlement, at any time.
  public boolean covers(@Nullable String source, String entitlement) {
    return !periods(source, entitlement).isEmpty();
  }

  /// When an account last used an entitlement, as far as a feed says.
  public Optional<Instant> lastUsed(String account, String entitlement) {
    return Optional.ofNullable(uses.get(new Pair(account, entitlement))).map(Use::lastUsed);
  }

  /// Judges one grant.
  ///
  /// @param source the id of the entitlement's source
  /// @param grantedAt when the grant began, as far as known
  /// @param now the instant of the question
  /// @param windowDays how many days without use make a grant unused
  public UseVerdict judge(
      String account,
      String entitlement,
      @Nullable String source,
      @Nullable Instant grantedAt,
      Instant now,
      int windowDays) {
    Duration length = Duration.ofDays(windowDays);
    Use use = uses.get(new Pair(account, entitlement));
    if (use != null && use.lastUsed().isAfter(now.minus(length))) {
      return new Used(use.lastUsed(), use.count());
    }
    List<Period> periods = periods(source, entitlement);
    if (periods.isEmpty()) {
      return new Unknown(Reason.NO_FEED);
    }
    Period latest = periods.getLast();
    Instant to = latest.to().isBefore(now) ? latest.to() : now;
    Period window = new Period(to.minus(length), to);
    if (latest.to().isBefore(now.minus(FEED_LAG)) || latest.from().isAfter(window.from())) {
      return new Unknown(Reason.WINDOW_NOT_COVERED);
    }
    if (use != null && use.lastUsed().isAfter(window.from())) {
      return new Used(use.lastUsed(), use.count());
    }
    if (grantedAt == null) {
      return new Unknown(Reason.GRANT_AGE_UNKNOWN);
    }
    if (grantedAt.isAfter(window.from())) {
      return new Unknown(Reason.GRANT_TOO_YOUNG);
    }
    Instant lastUsed = use == null ? null : use.lastUsed();
    Instant since =
        Objects.requireNonNullElseGet(
            lastUsed, () -> grantedAt.isAfter(latest.from()) ? grantedAt : latest.from());
    return new Unused(Duration.between(since, now).toDays(), window, lastUsed);
  }

  /// The covered time as periods that do not touch, oldest first.
  private List<Period> periods(@Nullable String source, String entitlement) {
    if (source == null) {
      return List.of();
    }
    List<Period> all = new ArrayList<>(coverage.getOrDefault(new Pair(source, EVERY), List.of()));
    all.addAll(coverage.getOrDefault(new Pair(source, entitlement), List.of()));
    all.sort(Comparator.comparing(Period::from));
    List<Period> merged = new ArrayList<>();
    for (Period next : all) {
      if (!merged.isEmpty() && !next.from().isAfter(merged.getLast().to())) {
        Period last = merged.removeLast();
        merged.add(new Period(last.from(), next.to().isAfter(last.to()) ? next.to() : last.to()));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private static Use both(Use a, Use b) {
    return new Use(
        a.account(),
        a.entitlement(),
        a.lastUsed().isAfter(b.lastUsed()) ? a.lastUsed() : b.lastUsed(),
        a.count() + b.count());
  }
}
