package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.LinkRule;
import dev.firebreak.ingest.correlate.Conflict.Kind;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.source.CorrelationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One decision in the making, see [Correlation#decide].
final class Deciding {

  private static final Comparator<ManualLink> LATEST =
      Comparator.comparing(ManualLink::at)
          .thenComparing(link -> String.valueOf(link.identity()))
          .thenComparing(ManualLink::by)
          .thenComparing(ManualLink::reason);

  private final Set<String> authoritative;
  private final Map<String, ManualLink> byHand = new HashMap<>();
  private final Map<String, IdentityRow> identities = new LinkedHashMap<>();
  private final List<CorrelatedAccount> people = new ArrayList<>();
  private final List<CorrelatedAccount> workloads = new ArrayList<>();
  private final List<IdentityLink> links = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private final List<String> unmatched = new ArrayList<>();

  /// Accounts that were given to an identity which no source of people has now.
  private final List<CorrelatedAccount> waiting = new ArrayList<>();

  private final RuleBook book;
  private final Leavers leavers;

  Deciding(
      Map<String, CorrelatedAccount> byKey,
      Set<String> authoritative,
      List<CorrelationRule> rules,
      Collection<ManualLink> manual) {
    this.authoritative = authoritative;
    this.leavers = new Leavers(authoritative, byKey.keySet());
    for (ManualLink link : manual) {
      byHand.merge(
          link.account(), link, (one, other) -> LATEST.compare(one, other) >= 0 ? one : other);
    }
    byKey.values().stream().filter(this::isPerson).forEach(this::person);
    this.book = new RuleBook(rules, people, byKey.values());
    List<CorrelatedAccount> others =
        byKey.values().stream().filter(account -> !isPerson(account)).toList();
    others.stream().filter(account -> !byHand.containsKey(account.key())).forEach(this::byRules);
    others.stream().filter(account -> byHand.containsKey(account.key())).forEach(this::byHand);
    waiting.stream().filter(this::alreadyWithLeaver).forEach(this::withLeaver);
    waiting.stream().filter(account -> !alreadyWithLeaver(account)).forEach(this::toLeaver);
  }

  Correlation correlation() {
    List<IdentityRow> all = new ArrayList<>(identities.values());
    all.addAll(leavers.rows());
    return new Correlation(
        List.copyOf(all),
        links.stream().sorted(Comparator.comparing(IdentityLink::account)).toList(),
        Reporting.lines(people, workloads, links),
        conflicts.stream().sorted(Comparator.comparing(Conflict::key)).toList(),
        unmatched.stream().sorted().toList());
  }

  private boolean isPerson(CorrelatedAccount account) {
    return authoritative.contains(account.source());
  }

  private void person(CorrelatedAccount account) {
    people.add(account);
    identities.put(account.ownIdentity(), identity(account));
    links.add(
        new IdentityLink(
            account.ownIdentity(),
            account.key(),
            LinkRule.AUTHORITATIVE,
            (long) Confidence.CERTAIN));
    ManualLink decided = byHand.get(account.key());
    if (decided != null) {
      conflict(
          decided,
          Kind.AUTHORITATIVE,
          "%s decided of it by hand, but source %s says who is a person, so it is one of its own"
              .formatted(decided.by(), account.source()));
    }
  }

  private void byHand(CorrelatedAccount account) {
    ManualLink decided = byHand.get(account.key());
    String identity = decided == null ? null : decided.identity();
    if (identity == null) {
      unmatched.add(account.key());
    } else if (identities.containsKey(identity)) {
      links.add(
          new IdentityLink(identity, account.key(), LinkRule.BY_HAND, (long) Confidence.CERTAIN));
    } else {
      waiting.add(account);
    }
  }

  private void byRules(CorrelatedAccount account) {
    RuleBook.Verdict verdict = book.judge(account);
    conflicts.addAll(verdict.conflicts());
    @Nullable IdentityLink link = verdict.link();
    link = link == null ? leavers.keep(account) : link;
    if (link != null) {
      links.add(link);
    } else if (account.isWorkload()) {
      workload(account);
    } else {
      unmatched.add(account.key());
    }
  }

  private void workload(CorrelatedAccount account) {
    workloads.add(account);
    identities.put(account.ownIdentity(), identity(account));
    links.add(
        new IdentityLink(
            account.ownIdentity(), account.key(), LinkRule.WORKLOAD, (long) Confidence.CERTAIN));
  }

  private boolean alreadyWithLeaver(CorrelatedAccount account) {
    return given(account).equals(account.identity()) && leavers.belongedToLeaver(account);
  }

  private void withLeaver(CorrelatedAccount account) {
    links.add(leavers.keepByHand(account, given(account)));
    gone(account, "the identity stays for as long as it has accounts");
  }

  private void toLeaver(CorrelatedAccount account) {
    if (leavers.has(given(account))) {
      withLeaver(account);
    } else {
      unmatched.add(account.key());
      gone(account, "it belongs to nobody before somebody decides again");
    }
  }

  private void gone(CorrelatedAccount account, String consequence) {
    ManualLink decided = byHand.get(account.key());
    if (decided != null) {
      conflict(
          decided,
          Kind.IDENTITY_GONE,
          "%s gave it to %s, whose authoritative account is gone; %s"
              .formatted(decided.by(), decided.identity(), consequence));
    }
  }

  /// The key of the identity that an account of [#waiting] was given to.
  private String given(CorrelatedAccount account) {
    ManualLink decided = byHand.get(account.key());
    return decided == null ? "" : String.valueOf(decided.identity());
  }

  private void conflict(ManualLink decided, Kind kind, String why) {
    String identity = decided.identity();
    conflicts.add(
        new Conflict(
            decided.account(),
            kind,
            LinkRule.BY_HAND,
            identity == null ? List.of() : List.of(identity),
            why));
  }

  private static IdentityRow identity(CorrelatedAccount account) {
    return new IdentityRow(
        account.ownIdentity(),
        account.source() + ":" + account.id(),
        account.name(),
        account.identityKind(),
        account.active(),
        false,
        account.email(),
        account.userName(),
        account.employeeNumber(),
        account.department(),
        account.title(),
        Reporting.owner(account));
  }
}
