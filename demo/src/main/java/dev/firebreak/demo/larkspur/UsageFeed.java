package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Draft.Account;
import dev.firebreak.demo.larkspur.Draft.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was used: each thing an active ledgerone account holds was used within 60 days, but for the
/// planted exceptions, and so was each right that a vault permission gives to a user directly. The
/// vault says nothing of rights held through groups, the directory delivers no feed. Ledgerone
/// tells single uses, oldest first, so that their rhythm is known; the vault tells the last and a
/// count.
///
/// @param usage CSV `source,account,entitlement,last_used,count`: the account's id, the value of
///   the entitlement or role, an ISO-8601 instant in UTC, uses in the covered time
/// @param coverage CSV `source,entitlement,from,to`: between these instants the feed is whole
public record UsageFeed(String usage, String coverage) {
  private static final int COVERED_DAYS = 365;
  private static final int BARELY_COVERED_DAYS = 30;
  private static final int RECENT_DAYS = 60;
  private static final int MOST_USES = 26;

  static UsageFeed generate(
      LedgerOne ledger, Strongroom vault, Stories stories, Dice dice, Instant asOf) {
    var usage = new ArrayList<String>();
    usage.add("source,account,entitlement,last_used,count");
    for (var account : ledger.draft().accounts()) {
      if (account.active()) {
        rows(ledger, account, stories, dice, asOf, usage);
      }
    }
    var coverage = coverage(ledger, stories, asOf);
    for (var permission : vault.permissions()) {
      if (permission.holder().type().equals("User")) {
        for (var right : permission.rights()) {
          var name = permission.safe() + ":" + right;
          var lastUsed = asOf.minus(dice.days(1, 20));
          usage.add(use(Strongroom.SOURCE, permission.holder().id(), name, lastUsed, 9));
          coverage.add(covered(Strongroom.SOURCE, name, COVERED_DAYS, asOf));
        }
      }
    }
    return new UsageFeed(lines(usage), lines(coverage));
  }

  private static void rows(
      LedgerOne ledger,
      Account account,
      Stories stories,
      Dice dice,
      Instant asOf,
      List<String> rows) {
    var sinceByValue = held(ledger, account, asOf.minus(Duration.ofDays(400)));
    var left = account.id().equals(stories.leaver().ledgerAccount().id());
    for (var held : sinceByValue.entrySet()) {
      var value = held.getKey();
      var age = (int) Duration.between(held.getValue(), asOf).toDays();
      var silent = silent(stories, account.id(), value);
      Duration ago;
      if (!silent) {
        ago = dice.days(1, Math.min(left ? 12 : RECENT_DAYS, age) - 1);
      } else if (!value.equals(stories.unusedGrants().unknown().entitlement().id())
          && dice.chance(0.5)) {
        ago = dice.days(100, age - 1);
      } else {
        continue;
      }
      var lastUsed = asOf.minus(ago);
      var count = silent ? dice.between(1, 3) : dice.between(1, 180);
      singleUses(
              account.id(),
              value,
              lastUsed,
              silent ? Math.min(2, count) : count,
              held.getValue(),
              asOf)
          .forEach(rows::add);
    }
  }

  /// So many single uses up to the last, evenly spread over the time in which it was held and
  /// covered; at most some, and no two in a day.
  private static List<String> singleUses(
      String account, String value, Instant lastUsed, int count, Instant since, Instant asOf) {
    var covered = asOf.minus(Duration.ofDays(COVERED_DAYS - 1));
    var earliest = since.isAfter(covered) ? since : covered;
    var days = Math.max(0, Duration.between(earliest, lastUsed).toDays());
    var uses = (int) Math.min(Math.min(count, MOST_USES), days + 1);
    var step = Duration.ofDays(days / Math.max(1, uses));
    var rows = new ArrayList<String>();
    for (int i = uses - 1; i >= 0; i--) {
      rows.add(use(LedgerOne.SOURCE, account, value, lastUsed.minus(step.multipliedBy(i)), 1));
    }
    return rows;
  }

  private static boolean silent(Stories stories, String accountId, String value) {
    var grants = new ArrayList<>(stories.unusedGrants().unused());
    grants.add(stories.unusedGrants().unknown());
    return grants.stream()
        .anyMatch(grant ->
            grant.account().id().equals(accountId) && grant.entitlement().id().equals(value));
  }

  /// Everything an account holds in ledgerone, with the start of the newest way of holding it.
  private static Map<String, Instant> held(LedgerOne ledger, Account account, Instant ofGroups) {
    var since = new TreeMap<String, Instant>();
    for (var group : ledger.draft().groupsOf(account)) {
      group.entitlements().forEach(granted -> since.put(granted.value(), ofGroups));
    }
    for (var role : account.roles()) {
      roleAndContents(ledger, role.value(), role.since(), since);
    }
    for (Held held : account.entitlements()) {
      since.merge(held.value(), held.since(), UsageFeed::later);
    }
    return since;
  }

  private static void roleAndContents(
      LedgerOne ledger, String value, Instant since, Map<String, Instant> held) {
    held.merge(value, since, UsageFeed::later);
    var role = ledger.roles().get(value);
    if (role != null) {
      role.contains().forEach(inner -> roleAndContents(ledger, inner, since, held));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static List<String> coverage(LedgerOne ledger, Stories stories, Instant asOf) {
    var daysByValue = new HashMap<String, Integer>();
    daysByValue.put(stories.unusedGrants().unknown().entitlement().id(), BARELY_COVERED_DAYS);
    var values = new ArrayList<>(ledger.offers().keySet());
    values.addAll(ledger.roles().keySet());
    var rows = new ArrayList<String>();
    rows.add("source,entitlement,from,to");
    for (var value : values) {
      var days = daysByValue.getOrDefault(value, COVERED_DAYS);
      rows.add(covered(LedgerOne.SOURCE, value, days, asOf));
    }
    return rows;
  }

  private static String use(
      String source, String account, String entitlement, Instant lastUsed, int count) {
    return String.join(
        ",", source, account, entitlement, lastUsed.toString(), Integer.toString(count));
  }

  private static String covered(String source, String entitlement, int days, Instant asOf) {
    var from = asOf.minus(Duration.ofDays(days));
    return String.join(",", source, entitlement, from.toString(), asOf.toString());
  }

  private static String lines(List<String> rows) {
    return String.join("\n", rows) + "\n";
  }
}
