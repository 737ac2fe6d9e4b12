package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Reason;
import dev.firebreak.analytics.unused.UseVerdict.Seasonal;
import dev.firebreak.analytics.unused.UseVerdict.TooNew;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.analytics.unused.UseVerdict.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the usage feeds say: which account used which entitlement when, and which time they cover.
public final class Usage {

  /// A feed may lag behind this much and still count as up to now; the window then ends with it.
  public static final Duration FEED_LAG = Duration.ofDays(2);

  /// The entitlement of a [Coverage] that speaks for a whole source.
  public static final String EVERY = "*";

  /// What feeds that are read from files are called.
  public static final String FILES = "files";

  /// An account used an entitlement.
  ///
  /// @param account the account's node key
  /// @param entitlement the entitlement's node key
  /// @param count how often, as far as the feed counts
  /// @param rhythm in which weeks, as far as the feed tells
  public record Use(
      String account, String entitlement, Instant lastUsed, long count, Rhythm rhythm) {

    /// A use of unknown rhythm.
    public Use(String account, String entitlement, Instant lastUsed, long count) {
      this(account, entitlement, lastUsed, count, Rhythm.NOT_KNOWN);
    }

    private Use and(Use other) {
      return new Use(
          account,
          entitlement,
          lastUsed.isAfter(other.lastUsed) ? lastUsed : other.lastUsed,
          count + other.count,
          rhythm.and(other.rhythm));
    }
  }

  /// A feed saw every use of this time.
  ///
  /// @param source the id of the source whose entitlements it covers
  /// @param entitlement an entitlement's node key, or [#EVERY]
  /// @param feed the id of a pushed feed, or [#FILES]
  public record Coverage(String source, String entitlement, Period period, String feed) {

    /// What a feed of files covers.
    public Coverage(String source, String entitlement, Period period) {
      this(source, entitlement, period, FILES);
    }
  }

  /// Covered time without a gap.
  private record Covered(Period period, Set<String> feeds) {}

  private record Pair(String account, String entitlement) {}

  private final Map<Pair, Use> uses = new HashMap<>();
  private final Map<Pair, List<Covered>> covered = new HashMap<>();
  private final Set<String> sources;

  /// Merges what several feeds say: the latest use, the sum of counts, the union of times.
  public Usage(Collection<Use> uses, Collection<Coverage> coverage) {
    for (Use use : uses) {
      this.uses.merge(new Pair(use.account(), use.entitlement()), use, Use::and);
    }
    Map<Pair, List<Coverage>> stated = new HashMap<>();
    for (Coverage each : coverage) {
      stated
          .computeIfAbsent(new Pair(each.source(), each.entitlement()), pair -> new ArrayList<>())
          .add(each);
    }
    stated.forEach((pair, own) -> {
      List<Coverage> all = new ArrayList<>(own);
      if (!pair.entitlement().equals(EVERY)) {
        all.addAll(stated.getOrDefault(new Pair(pair.account(), EVERY), List.of()));
      }
      covered.put(pair, merged(all));
    });
    this.sources = covered.keySet().stream().map(Pair::account).collect(Collectors.toSet());
  }

  /// Whether any feed speaks of anything of a source, at any time.
  public boolean coversAny(@Nullable String source) {
    return source != null && sources.contains(source);
  }

  /// No feed at all.
  public static Usage none() {
    return new Usage(List.of(), List.of());
  }

  /// Whether any feed speaks of this entitlement, at any time.
  public boolean covers(@Nullable String source, String entitlement) {
    return !covered(source, entitlement).isEmpty();
  }

  /// Every pair of an account and an entitlement that was ever used, in no order.
  public Collection<Use> uses() {
    return List.copyOf(uses.values());
  }

  /// When an account last used an entitlement, as far as a feed says.
  public Optional<Instant> lastUsed(String account, String entitlement) {
    return Optional.ofNullable(uses.get(new Pair(account, entitlement))).map(Use::lastUsed);
  }

  /// Judges one grant.
  ///
  /// @param source the id of the entitlement's source
  /// @param granted since when it is granted, as far as known
  /// @param now the instant of the question
  /// @param windowDays how many days without use make a grant unused
  public Judgement judge(
      String account,
      String entitlement,
      @Nullable String source,
      @Nullable Since granted,
      Instant now,
      int windowDays) {
    Duration length = Duration.ofDays(windowDays);
    Use use = uses.get(new Pair(account, entitlement));
    List<Covered> periods = covered(source, entitlement);
    Covered latest = periods.isEmpty() ? null : periods.getLast();
    Instant to =
        latest == null
                || latest.period().to().isAfter(now)
                || latest.period().to().isBefore(now.minus(FEED_LAG))
            ? now
            : latest.period().to();
    Period window = new Period(to.minus(length), to);
    UseFacts facts =
        new UseFacts(
            now,
            windowDays,
            window,
            latest == null ? null : latest.period(),
            latest == null ? List.of() : List.copyOf(latest.feeds()),
            granted,
            use);
    return new Judgement(verdict(facts), facts);
  }

  private static UseVerdict verdict(UseFacts facts) {
    Instant now = facts.now();
    Period window = facts.window();
    Period covered = facts.covered();
    Use use = facts.use();
    Since granted = facts.granted();
    if (use != null && use.lastUsed().isAfter(now.minus(Duration.ofDays(facts.windowDays())))) {
      return new Used(use.lastUsed(), use.count());
    }
    if (covered == null) {
      return new Unknown(Reason.NO_FEED);
    }
    if (covered.to().isBefore(now.minus(FEED_LAG)) || covered.from().isAfter(window.from())) {
      return new Unknown(Reason.WINDOW_NOT_COVERED);
    }
    if (use != null && use.lastUsed().isAfter(window.from())) {
      return new Used(use.lastUsed(), use.count());
    }
    if (use != null && use.rhythm().whole()) {
      Optional<Season> season =
          Season.of(use.rhythm().weeks(), new Period(covered.from(), window.to()));
      if (season.isPresent()) {
        return new Seasonal(season.get(), use.lastUsed());
      }
    }
    if (granted == null || (!granted.exact() && granted.at().isAfter(window.from()))) {
      return new Unknown(Reason.GRANT_AGE_UNKNOWN);
    }
    Instant grantedAt = granted.at();
    if (grantedAt.isAfter(window.from())) {
      return new TooNew(grantedAt, grantedAt.plus(Duration.between(window.from(), window.to())));
    }
    Instant lastUsed = facts.lastUsed();
    Instant since =
        Objects.requireNonNullElseGet(
            lastUsed, () -> grantedAt.isAfter(covered.from()) ? grantedAt : covered.from());
    return new Unused(Duration.between(since, now).toDays(), window, lastUsed);
  }

  private List<Covered> covered(@Nullable String source, String entitlement) {
    if (source == null) {
      return List.of();
    }
    List<Covered> own = covered.get(new Pair(source, entitlement));
    return own != null ? own : covered.getOrDefault(new Pair(source, EVERY), List.of());
  }

  /// The covered time as periods that do not touch, oldest first.
  private static List<Covered> merged(List<Coverage> all) {
    all.sort(Comparator.comparing(coverage -> coverage.period().from()));
    List<Covered> merged = new ArrayList<>();
    for (Coverage each : all) {
      Period next = each.period();
      Set<String> feeds = new TreeSet<>(Set.of(each.feed()));
      if (!merged.isEmpty() && !next.from().isAfter(merged.getLast().period().to())) {
        Covered last = merged.removeLast();
        feeds.addAll(last.feeds());
        Instant to = last.period().to();
        merged.add(
            new Covered(
                new Period(last.period().from(), next.to().isAfter(to) ? next.to() : to), feeds));
      } else {
        merged.add(new Covered(next, feeds));
      }
    }
    return merged;
  }
}
