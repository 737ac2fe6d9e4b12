package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.LinkRule;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The identities that have lost their authoritative account and live on in others, so that a
/// leaver who was deleted is still seen.
final class Leavers {

  private static final String GONE = "; its authoritative account is gone";

  private final Set<String> authoritative;
  private final Set<String> accounts;

  /// By identity: the first, by key, of the accounts that keep it.
  private final Map<String, CorrelatedAccount> keepers = new TreeMap<>();

  /// @param authoritative ids of the sources of people
  /// @param accounts the keys of all accounts
  Leavers(Set<String> authoritative, Set<String> accounts) {
    this.authoritative = authoritative;
    this.accounts = accounts;
  }

  /// The identities that some account keeps, by key.
  List<IdentityRow> rows() {
    return keepers.entrySet().stream()
        .map(kept -> row(kept.getKey(), kept.getValue().name()))
        .toList();
  }

  /// Whether an identity is kept by some account so far.
  boolean has(String identity) {
    return keepers.containsKey(identity);
  }

  /// Leaves an account that no rule decides with the leaver it belonged to; null if there is none.
  @Nullable IdentityLink keep(CorrelatedAccount account) {
    String rule = account.rule();
    if (rule == null || rule.startsWith(LinkRule.BY_HAND) || !belongedToLeaver(account)) {
      return null;
    }
    String before = String.valueOf(account.identity());
    add(before, account);
    return new IdentityLink(
        before, account.key(), rule.endsWith(GONE) ? rule : rule + GONE, account.confidence());
  }

  /// Leaves an account with the leaver that somebody gave it to by hand.
  IdentityLink keepByHand(CorrelatedAccount account, String identity) {
    add(identity, account);
    return new IdentityLink(
        identity, account.key(), LinkRule.BY_HAND + GONE, (long) Confidence.CERTAIN);
  }

  /// Whether the identity that an account is linked to now came from an account of a source that is
  /// still authoritative, and that account is there no more.
  boolean belongedToLeaver(CorrelatedAccount account) {
    String before = account.identity();
    if (before == null) {
      return false;
    }
    String id = NodeKey.parse(before).id();
    int colon = id.indexOf(':');
    return colon > 0
        && colon + 1 < id.length()
        && authoritative.contains(id.substring(0, colon))
        && !accounts.contains(
            new NodeKey(id.substring(0, colon), "User", id.substring(colon + 1)).value());
  }

  private void add(String identity, CorrelatedAccount account) {
    keepers.merge(
        identity, account, (one, other) -> one.key().compareTo(other.key()) <= 0 ? one : other);
  }

  private static IdentityRow row(String key, String name) {
    return new IdentityRow(
        key,
        NodeKey.parse(key).id(),
        name,
        IdentityKind.UNKNOWN,
        false,
        true,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
