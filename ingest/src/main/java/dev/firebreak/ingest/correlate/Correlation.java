package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.ingest.source.CorrelationRule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What correlation concluded: the identities, which accounts are theirs and why, and who reports
/// to whom. An account is at most one identity's.
///
/// @param conflicts what could not be decided or was decided against a rule
/// @param unmatched keys of accounts that belong to nobody, in their order
public record Correlation(
    List<IdentityRow> identities,
    List<IdentityLink> links,
    List<ReportingLine> reporting,
    List<Conflict> conflicts,
    List<String> unmatched) {

  /// An identity.
  ///
  /// @param active what its authoritative account says; false once that account is gone
  /// @param gone whether that account is gone: then what was known of the identity stays as it was,
  ///   and the other components are only of use if nothing was
  /// @param owner how its source names who answers for it, if it is no person
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
      @Nullable String title,
      @Nullable String owner) {}

  /// Why an account is an identity's.
  ///
  /// @param confidence how sure that is, see [Confidence]; null for the account of a leaver that
  ///   was linked before that was kept
  public record IdentityLink(
      String identity, String account, String rule, @Nullable Long confidence) {}

  /// An identity reports to another, or a service account is owned by it.
  public record ReportingLine(String identity, String manager) {}

  /// Decides, whatever the order of `accounts` and `byHand`.
  ///
  /// An account of an authoritative source is an identity of its own. Another account belongs to
  /// whom somebody gave it by hand, else to the one identity that the first decisive rule finds. An
  /// account that no rule decides, and whose identity has lost its authoritative account, stays
  /// with it, so that a leaver who was deleted is still seen; that identity goes with its last
  /// account. The account of a service or agent that is nobody's by now is an identity of its own,
  /// so that somebody can answer for it. An account that was given to an identity which is not
  /// there is nobody's, whatever the rules find: they were overruled before.
  ///
  /// @param byHand what people decided; of several on one account the latest counts
  public static Correlation decide(
      List<CorrelatedAccount> accounts,
      Set<String> authoritative,
      List<CorrelationRule> rules,
      Collection<ManualLink> byHand) {
    return new Deciding(byKey(accounts), authoritative, rules, byHand).correlation();
  }

  /// The conflicts, each as a sentence.
  public List<String> problems() {
    return conflicts.stream().map(Conflict::sentence).toList();
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
}
