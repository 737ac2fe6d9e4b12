package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.source.CorrelationRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What correlation concluded: the identities, which accounts are theirs and why, and who reports
/// to whom. An account is at most one identity's.
///
/// @param ambiguous accounts for which a rule found more than one identity, each a sentence
/// @param unmatched keys of accounts that belong to nobody
public record Correlation(
    List<IdentityRow> identities,
    List<IdentityLink> links,
    List<ReportingLine> reporting,
    List<String> ambiguous,
    List<String> unmatched) {

  /// An identity.
  ///
  /// @param active what its authoritative account says; false once that account is gone
  /// @param gone whether that account is gone: then what was known of the identity stays as it was,
  ///   and the other components are only of use if nothing was
  public record IdentityRow(
      String key,
      String id,
      String name,
      IdentityKind kind,
      @Nullable Boolean active,
      boolean gone,
      @Nullable String email,
      @Nullable String userName,
      @Nullable String employeeNumber,
      @Nullable String department,
      @Nullable String title) {}

  /// Why an account is an identity's.
  public record IdentityLink(String identity, String account, String rule) {}

  /// An identity reports to another, or a service account is owned by it.
  public record ReportingLine(String identity, String manager) {}

  /// The rule kept on the link between an identity and the account it comes from.
  public static final String AUTHORITATIVE = "authoritative source";

  private static final String GONE = "; its authoritative account is gone";

  /// Decides, whatever the order of `accounts`.
  ///
  /// An account of an authoritative source is an identity of its own. Another account belongs to
  /// the one identity that the first decisive rule finds. An account that no rule decides, and
  /// whose identity has lost its authoritative account, stays with it, so that a leaver who was
  /// deleted is still seen; that identity goes with its last account.
  public static Correlation decide(
      List<CorrelatedAccount> accounts, Set<String> authoritative, List<CorrelationRule> rules) {
    Map<String, CorrelatedAccount> byKey = byKey(accounts);
    Map<String, IdentityRow> identities = new LinkedHashMap<>();
    List<IdentityLink> links = new ArrayList<>();
    List<CorrelatedAccount> people = new ArrayList<>();
    List<CorrelatedAccount> others = new ArrayList<>();
    for (CorrelatedAccount account : byKey.values()) {
      if (authoritative.contains(account.source())) {
        identities.put(account.ownIdentity(), identity(account));
        links.add(new IdentityLink(account.ownIdentity(), account.key(), AUTHORITATIVE));
        people.add(account);
      } else {
        others.add(account);
      }
    }
    List<ReportingLine> reporting = reporting(people, identities.keySet());
    RuleBook book = new RuleBook(rules, people, byKey.values());
    Map<String, IdentityRow> leavers = new LinkedHashMap<>();
    List<String> unmatched = new ArrayList<>();
    for (CorrelatedAccount account : others) {
      @Nullable IdentityLink link = book.match(account);
      if (link == null && lostItsPerson(account, authoritative, byKey.keySet())) {
        link = keep(account, leavers);
      }
      if (link == null) {
        unmatched.add(account.key());
      } else {
        links.add(link);
      }
    }
    identities.putAll(leavers);
    return new Correlation(
        List.copyOf(identities.values()),
        List.copyOf(links),
        reporting,
        book.ambiguous(),
        List.copyOf(unmatched));
  }

  /// One row per account, in the order of keys.
  private static Map<String, CorrelatedAccount> byKey(List<CorrelatedAccount> accounts) {
    Map<String, CorrelatedAccount> byKey = new TreeMap<>();
    Comparator<CorrelatedAccount> byIdentity =
        Comparator.comparing(account -> String.valueOf(account.identity()));
    for (CorrelatedAccount account : accounts) {
      byKey.merge(
          account.key(),
          account,
          (one, other) -> byIdentity.compare(one, other) <= 0 ? one : other);
    }
    return byKey;
  }

  /// Whether the identity that an account is linked to now came from an account of a source that is
  /// still authoritative, and that account is there no more.
  private static boolean lostItsPerson(
      CorrelatedAccount account, Set<String> authoritative, Set<String> accounts) {
    String before = account.identity();
    if (before == null || account.rule() == null) {
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

  private static IdentityLink keep(CorrelatedAccount account, Map<String, IdentityRow> leavers) {
    String before = String.valueOf(account.identity());
    String rule = String.valueOf(account.rule());
    leavers.computeIfAbsent(
        before,
        key ->
            new IdentityRow(
                key,
                NodeKey.parse(key).id(),
                account.name(),
                IdentityKind.UNKNOWN,
                false,
                true,
                null,
                null,
                null,
                null,
                null));
    return new IdentityLink(before, account.key(), rule.endsWith(GONE) ? rule : rule + GONE);
  }

  private static List<ReportingLine> reporting(
      List<CorrelatedAccount> people, Set<String> identities) {
    List<ReportingLine> lines = new ArrayList<>();
    for (CorrelatedAccount person : people) {
      String manager = person.manager();
      if (manager != null && !manager.equals(person.id())) {
        String key = NodeKey.identity(person.source() + ":" + manager).value();
        if (identities.contains(key)) {
          lines.add(new ReportingLine(person.ownIdentity(), key));
        }
      }
    }
    return List.copyOf(lines);
  }

  private static IdentityRow identity(CorrelatedAccount account) {
    return new IdentityRow(
        account.ownIdentity(),
        account.source() + ":" + account.id(),
        account.name(),
        account.kind() == null ? IdentityKind.UNKNOWN : IdentityKind.valueOf(account.kind()),
        account.active(),
        false,
        account.email(),
        account.userName(),
        account.employeeNumber(),
        account.department(),
        account.title());
  }
}
