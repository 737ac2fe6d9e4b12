package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.unused.Since;
import dev.firebreak.analytics.unused.UnusedEntitlements;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How memberships and grants are used, those of groups too.
///
/// Feeds speak of accounts and entitlements. For everything that an account used, the shortest way
/// by which it holds it is kept: the edges of that way are [EdgeUse.Kind#USED], so that whatever
/// else is cut, nobody loses what they used. Any other edge is judged by all that it gives to all
/// accounts: it is [EdgeUse.Kind#UNUSED] only if each of these is, and each has been for the whole
/// window.
///
/// Not safe for use by several threads at once.
public final class AccessInUse implements IntFunction<EdgeUse> {

  /// From which probability on a grant that was not used in the window counts as one whose use goes
  /// on.
  public static final double PROBABLE = 0.5;

  private static final EdgeUse NOBODY =
      EdgeUse.probable(EdgeUse.Kind.UNUSED, "no active account holds it", 0);
  private static final EdgeUse NOTHING =
      new EdgeUse(EdgeUse.Kind.UNKNOWN, "no entitlement that it gives is known");

  private final GraphSnapshot snapshot;
  private final Usage usage;
  private final int windowDays;
  private final Map<String, Instant> firstHarvests;
  private final UnusedEntitlements grants;
  private final Map<String, List<Usage.Use>> uses;
  private final Map<Integer, Map<Integer, EdgeUse>> kept = new HashMap<>();
  private final Map<Integer, EdgeUse> judged = new HashMap<>();

  /// @param windowDays how many days without use make a grant unused
  public AccessInUse(GraphSnapshot snapshot, Usage usage, int windowDays) {
    this.snapshot = snapshot;
    this.usage = usage;
    this.windowDays = windowDays;
    this.firstHarvests = snapshot.firstHarvests();
    this.grants = UnusedEntitlements.of(snapshot, usage, windowDays);
    this.uses = usage.uses().stream().collect(Collectors.groupingBy(Usage.Use::account));
  }

  /// The edges of the ways by which an account holds what it uses.
  private Map<Integer, EdgeUse> kept(int account) {
    return kept.computeIfAbsent(account, this::ways);
  }

  private Map<Integer, EdgeUse> ways(int account) {
    List<Usage.Use> own = uses.getOrDefault(snapshot.key(account), List.of());
    if (own.isEmpty()) {
      return Map.of();
    }
    Map<Integer, EdgeUse> ways = new HashMap<>();
    HeldBy held = HeldBy.from(snapshot, firstHarvests, account);
    own.stream()
        .filter(this::isInUse)
        .sorted(Comparator.comparing(Usage.Use::entitlement))
        .forEach(use -> {
          OptionalInt entitlement = snapshot.find(use.entitlement());
          if (entitlement.isPresent() && held.contains(entitlement.getAsInt())) {
            EdgeUse because =
                new EdgeUse(
                    EdgeUse.Kind.USED,
                    "%s used %s on %s"
                        .formatted(
                            snapshot.name(account),
                            snapshot.name(entitlement.getAsInt()),
                            Wording.time(use.lastUsed())));
            held.way(entitlement.getAsInt()).forEach(edge -> ways.putIfAbsent(edge, because));
          }
        });
    return ways;
  }

  private boolean isInUse(Usage.Use use) {
    return switch (verdict(use.account(), use.entitlement(), null)) {
      case UseVerdict.Used _, UseVerdict.Seasonal _ -> true;
      case UseVerdict.Unused _, UseVerdict.Unknown _, UseVerdict.TooNew _ -> false;
    };
  }

  private UseVerdict verdict(String account, String entitlement, @Nullable Since since) {
    OptionalInt node = snapshot.find(entitlement);
    return usage
        .judge(
            account,
            entitlement,
            node.isPresent() ? snapshot.source(node.getAsInt()) : null,
            since,
            snapshot.asOf(),
            windowDays)
        .verdict();
  }

  /// How an edge is used. An edge that is neither a membership nor a grant is not judged: nobody
  /// can tell.
  @Override
  public EdgeUse apply(int edge) {
    return judged.computeIfAbsent(edge, this::judge);
  }

  private EdgeUse judge(int edge) {
    HeldBy accounts = HeldBy.to(snapshot, firstHarvests, snapshot.from(edge));
    List<Integer> active =
        accounts.nodes(NodeKind.ACCOUNT).stream()
            .filter(account -> snapshot.active(account) != Active.NO)
            .toList();
    Optional<EdgeUse> used =
        active.stream()
            .sorted()
            .map(account -> Optional.ofNullable(kept(account).get(edge)))
            .flatMap(Optional::stream)
            .findFirst();
    return used.orElseGet(() -> unused(edge, accounts, active));
  }

  private EdgeUse unused(int edge, HeldBy accounts, List<Integer> active) {
    EdgeKind kind = snapshot.edgeKind(edge);
    if (kind != EdgeKind.MEMBER_OF && kind != EdgeKind.HOLDS) {
      return new EdgeUse(EdgeUse.Kind.UNKNOWN, "it is no membership and no grant");
    }
    HeldBy given = HeldBy.from(snapshot, firstHarvests, snapshot.to(edge));
    List<Integer> entitlements = given.nodes(NodeKind.ENTITLEMENT);
    if (entitlements.isEmpty()) {
      return NOTHING;
    }
    EdgeUse use = NOBODY;
    double nobody = 1;
    boolean known = true;
    for (int account : active) {
      for (int entitlement : entitlements) {
        use =
            given(
                edge,
                account,
                entitlement,
                Since.later(
                    Since.later(
                        accounts.since(account), HeldBy.since(snapshot, firstHarvests, edge)),
                    given.since(entitlement)));
        if (use.kind() != EdgeUse.Kind.UNUSED) {
          return use;
        }
        Double goesOn = use.goesOn();
        known &= goesOn != null;
        nobody *= goesOn == null ? 1 : 1 - goesOn;
      }
    }
    return new EdgeUse(use.kind(), use.reason(), known ? 1 - nobody : null);
  }

  private EdgeUse given(int edge, int account, int entitlement, @Nullable Since since) {
    String who = snapshot.name(account);
    String what = snapshot.name(entitlement);
    return switch (verdict(snapshot.key(account), snapshot.key(entitlement), since)) {
      case UseVerdict.Used _, UseVerdict.Seasonal _ ->
          EdgeUse.probable(
              EdgeUse.Kind.UNUSED, who + " uses " + what + " by another way, which stays", 0);
      case UseVerdict.TooNew _ ->
          new EdgeUse(EdgeUse.Kind.UNKNOWN, who + " has " + what + " too short a time to tell");
      case UseVerdict.Unknown(UseVerdict.Reason reason) ->
          new EdgeUse(EdgeUse.Kind.UNKNOWN, unknown(reason, who, what));
      case UseVerdict.Unused unused -> unused(edge, account, entitlement, unused);
    };
  }

  private EdgeUse unused(int edge, int account, int entitlement, UseVerdict.Unused unused) {
    String what = snapshot.name(entitlement);
    boolean direct = snapshot.from(edge) == account && snapshot.to(edge) == entitlement;
    Optional<Double> goesOn = direct ? grants.stillUsed(account, entitlement) : Optional.empty();
    return goesOn.isPresent() && goesOn.get() >= PROBABLE
        ? EdgeUse.probable(
            EdgeUse.Kind.UNKNOWN,
            "the use of %s by %s goes on with probability %d%%"
                .formatted(what, snapshot.name(account), Math.round(goesOn.get() * 100)),
            goesOn.get())
        : new EdgeUse(
            EdgeUse.Kind.UNUSED,
            "nobody used %s for %s".formatted(what, Wording.days(unused.sinceDays())),
            goesOn.orElse(null));
  }

  private static String unknown(UseVerdict.Reason reason, String who, String what) {
    return switch (reason) {
      case NO_FEED -> "no usage feed tells of " + what;
      case WINDOW_NOT_COVERED -> "the usage feed of " + what + " does not cover the window";
      case GRANT_AGE_UNKNOWN -> "nobody knows since when " + who + " has " + what;
    };
  }
}
