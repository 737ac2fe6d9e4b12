package dev.firebreak.demo;

import static dev.firebreak.demo.Installation.identity;
import static dev.firebreak.demo.Installation.key;
import static dev.firebreak.demo.Installation.right;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.demo.larkspur.Stories;
import dev.firebreak.demo.larkspur.Stories.Grant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an analysis of a Larkspur must find: everything that was planted, as keys, and nothing
/// else.
public final class Planted {

  private Planted() {}

  /// The finding of story (a).
  public static FindingKey toxicPair(Stories stories) {
    var pair = stories.toxicPair();
    return new FindingKey(FindingKind.TOXIC, pair.risk(), identity(pair.person()), "");
  }

  /// The two ways of story (a), stop by stop.
  public static List<List<String>> toxicPairPaths(Stories stories) {
    var pair = stories.toxicPair();
    return List.of(
        List.of(
            identity(pair.person()),
            key(pair.ledgerAccount()),
            key(pair.ledgerGroups().get(0)),
            key(pair.ledgerGroups().get(1)),
            key(pair.createVendor())),
        List.of(
            identity(pair.person()),
            key(pair.vaultAccount()),
            key(pair.vaultGroups().get(0)),
            key(pair.vaultGroups().get(1)),
            right(pair.container(), "RetrieveAccounts"),
            key(pair.container()),
            key(pair.secret()),
            key(pair.serviceAccount()),
            key(pair.role()),
            key(pair.releasePayment())));
  }

  /// The finding of story (b).
  public static FindingKey adminSafe(Stories stories) {
    return new FindingKey(
        FindingKind.BLAST_RADIUS, "blast-radius", identity(stories.adminSafe().person()), "");
  }

  /// The way of story (b) up to what the administrator holds.
  public static List<String> adminSafePath(Stories stories) {
    var safe = stories.adminSafe();
    return List.of(
        identity(safe.person()),
        key(safe.vaultAccount()),
        right(safe.container(), safe.right()),
        key(safe.container()),
        key(safe.secret()),
        key(safe.adminAccount()),
        key(safe.role()));
  }

  /// The finding of story (c).
  public static FindingKey leaver(Stories stories) {
    return new FindingKey(
        FindingKind.LEAVER,
        "leaver",
        identity(stories.leaver().person()),
        key(stories.leaver().ledgerAccount()));
  }

  /// A finding of story (d).
  public static FindingKey unused(Grant grant) {
    return new FindingKey(
        FindingKind.UNUSED, "unused", key(grant.account()), key(grant.entitlement()));
  }

  /// The finding of story (e).
  public static FindingKey ownerless(Stories stories) {
    return new FindingKey(
        FindingKind.OWNERLESS, "ownerless", identity(stories.ownerlessService()), "");
  }

  /// The finding of story (f).
  public static FindingKey orphan(Stories stories) {
    return new FindingKey(FindingKind.ORPHAN, "orphan", key(stories.uncorrelatedAccount()), "");
  }

  /// What is planted finding by finding; the other kinds follow from how Larkspur is made.
  private static final Set<FindingKind> PLANTED =
      EnumSet.of(
          FindingKind.TOXIC,
          FindingKind.UNUSED,
          FindingKind.LEAVER,
          FindingKind.ORPHAN,
          FindingKind.OWNERLESS);

  /// Every finding of a planted kind, as `key value` to how many identities it concerns.
  static Map<String, Integer> findings(Stories stories) {
    Map<String, Integer> planted = new TreeMap<>();
    for (var hit : stories.riskHits()) {
      var subject = hit.blame() == null ? identity(hit.person()) : key(hit.blame());
      planted.merge(
          new FindingKey(FindingKind.TOXIC, hit.risk(), subject, "").value(), 1, Integer::sum);
    }
    stories.unusedGrants().unused().forEach(grant -> planted.put(unused(grant).value(), 1));
    planted.put(leaver(stories).value(), 1);
    planted.put(ownerless(stories).value(), 1);
    planted.put(orphan(stories).value(), 0);
    return planted;
  }

  /// What was found, in the form of [#findings(Stories)].
  static Map<String, Integer> found(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> PLANTED.contains(finding.key().kind()))
        .collect(
            Collectors.toMap(
                finding -> finding.key().value(), Finding::affected, (a, _) -> a, TreeMap::new));
  }

  /// The keys that a path passes, in order.
  static List<String> stops(AccessPath path) {
    return path.stops().stream().map(AccessPath.Stop::key).toList();
  }
}
