package dev.firebreak.web.view;

import dev.firebreak.analytics.unused.Creep;
import dev.firebreak.analytics.unused.CreepReport;
import dev.firebreak.analytics.unused.JudgedGrant;
import dev.firebreak.analytics.unused.StillUsed;
import dev.firebreak.analytics.unused.UnusedEntitlements;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UsageReader;
import dev.firebreak.analytics.unused.UseOfIdentity;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.analytics.unused.UseWording;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.config.FirebreakConfig;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How what is held is used: verdicts, how probable it is that the use goes on, and the permission
/// creep index. What feeds told after a snapshot was read is seen with the next.
@Component
public final class UsePages {

  private final CurrentGraph current;
  private final int windowDays;
  private final PerSnapshot<Usage> usage;
  private final PerSnapshot<UnusedEntitlements> judges;

  UsePages(IdentityGraph graph, CurrentGraph current, FirebreakConfig config) {
    this.current = current;
    this.windowDays =
        Objects.requireNonNull(Objects.requireNonNull(config.analysis()).unusedWindowDays());
    this.usage = current.perSnapshot(snapshot -> UsageReader.read(graph));
    this.judges =
        current.perSnapshot(
            snapshot -> UnusedEntitlements.of(snapshot, usage.of(snapshot), windowDays));
  }

  /// One grant.
  ///
  /// @param word the verdict
  /// @param reason why it is that
  /// @param basis what it rests on, as a sentence
  /// @param lastUsed null when no use was ever seen
  /// @param probability how probable it is that it is still in use, or `unknown`
  /// @param points what it adds to the index
  public record UseLine(
      NodeRef entitlement,
      String source,
      NodeRef account,
      String word,
      String tone,
      String icon,
      String reason,
      String basis,
      @Nullable Instant lastUsed,
      @Nullable Instant grantedAt,
      String probability,
      String points) {}

  /// What one identity's accounts hold themselves.
  ///
  /// @param index its permission creep index as a whole number; null where nothing could be judged
  /// @param words what the index leaves open, as sentences
  public record UsePage(List<UseLine> lines, @Nullable String index, String band, String words) {}

  /// The use of an identity or an account.
  ///
  /// @throws NotThere if the graph has neither with this key
  public UsePage of(String key) {
    GraphSnapshot snapshot = current.snapshot();
    UseOfIdentity use = use(snapshot, key);
    SourceNames names = SourceNames.of(snapshot);
    Creep creep = use.creep();
    return new UsePage(
        use.grants().stream().map(grant -> line(snapshot, names, grant)).toList(),
        creep.index().isPresent()
            ? String.format(Locale.ROOT, "%.0f", creep.index().getAsDouble())
            : null,
        creep.band().name().toLowerCase(Locale.ROOT),
        words(creep));
  }

  /// The use of one identity or account, as it is computed.
  ///
  /// @throws NotThere if the graph has neither with this key
  public UseOfIdentity use(String key) {
    return use(current.snapshot(), key);
  }

  /// The index of everybody.
  public CreepReport creep() {
    UnusedEntitlements judge = judges.of(current.snapshot());
    synchronized (judge) {
      return judge.creep();
    }
  }

  /// Every grant of everybody, or of one identity or account.
  ///
  /// @param key its key; null for everybody
  /// @throws NotThere if the graph has neither with this key
  public Stream<JudgedGrant> grants(GraphSnapshot snapshot, @Nullable String key) {
    return key != null
        ? use(snapshot, key).grants().stream()
        : UnusedEntitlements.of(snapshot, usage.of(snapshot), windowDays).all();
  }

  private UseOfIdentity use(GraphSnapshot snapshot, String key) {
    int subject =
        snapshot.find(key).stream()
            .filter(
                i -> snapshot.kind(i) == NodeKind.IDENTITY || snapshot.kind(i) == NodeKind.ACCOUNT)
            .findFirst()
            .orElseThrow(() -> NotThere.node("identity", key));
    UnusedEntitlements judge = judges.of(snapshot);
    synchronized (judge) {
      return judge.use(subject);
    }
  }

  private static UseLine line(GraphSnapshot snapshot, SourceNames names, JudgedGrant grant) {
    int entitlement = snapshot.find(grant.entitlement()).orElseThrow();
    UseVerdict verdict = grant.verdict();
    return new UseLine(
        NodeRef.of(snapshot, entitlement),
        names.of(snapshot.source(entitlement)),
        NodeRef.of(snapshot, snapshot.find(grant.account()).orElseThrow()),
        grant.asleep() ? "Account inactive" : capitalized(verdict.kind().word()),
        grant.asleep() ? "is-unknown" : tone(verdict.kind()),
        grant.asleep() ? "s-noop" : icon(verdict.kind()),
        UseWording.reason(verdict),
        UseWording.basis(grant.facts(), grant.stillUsed()),
        grant.facts().lastUsed(),
        grant.facts().grantedAt(),
        grant.stillUsed().map(StillUsed::percent).orElse("unknown"),
        grant.points() == 0 ? "" : String.format(Locale.ROOT, "%.1f", grant.points()));
  }

  private static String tone(UseVerdict.Kind kind) {
    return switch (kind) {
      case USED, SEASONAL -> "is-verified";
      case UNUSED -> "is-high";
      case TOO_NEW -> "";
      case UNKNOWN -> "is-unknown";
    };
  }

  private static String icon(UseVerdict.Kind kind) {
    return switch (kind) {
      case USED, SEASONAL -> "s-verified";
      case UNUSED -> "s-failed";
      case TOO_NEW -> "s-open";
      case UNKNOWN -> "s-unknown";
    };
  }

  private static String words(Creep creep) {
    String what =
        "The unused part of what its accounts hold themselves, weighed by sensitivity and right.";
    if (creep.unknown() == 0) {
      return what;
    }
    return what
        + String.format(
            Locale.ROOT,
            " Of %.0f%% of the weight nobody can tell: it counts neither way, and the index lies"
                + " between %.0f and %.0f whatever it is.",
            creep.unknownShare(),
            creep.lowest().orElse(0),
            creep.highest().orElse(100));
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
