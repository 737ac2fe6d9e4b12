package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.Restoring;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How much may be changed. A day is the 24 hours before the moment that is asked about. What
/// counts is [Spent]: changes that were sent, whatever run they belong to.
///
/// @param perRun the most changes of one run
/// @param perDay the most changes of a day
/// @param perSourceAndDay the most changes of one source in a day
/// @param groupPercent the most of the members of one group that a day may take, in percent; one
///   may always go
/// @param groupMembers the most members of one group that a day may take
public record Budget(
    int perRun, int perDay, int perSourceAndDay, int groupPercent, int groupMembers) {

  /// 25 changes in a run; 100 in a day, over all and of one source; of one group 10 percent and 20
  /// members.
  public static final Budget STANDARD = new Budget(25, 100, 100, 10, 20);

  public Budget {
    atLeastOne("max-changes", perRun);
    atLeastOne("max-changes-per-day", perDay);
    atLeastOne("max-changes-per-source-and-day", perSourceAndDay);
    atLeastOne("max-group-members", groupMembers);
    if (groupPercent < 0 || groupPercent > 100) {
      throw new IllegalArgumentException("max-group-percent must be 0 to 100");
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be at least 1");
    }
  }

  /// Why a plan changes too much at once.
  public Optional<String> overRun(int changes) {
    return changes > perRun
        ? Optional.of(
            "The plan has %d changes and a run may make %d. Split it.".formatted(changes, perRun))
        : Optional.empty();
  }

  /// Why some more changes are too many for this day. What takes and what gives back is counted
  /// apart, each up to the same limits: a day whose budget was spent on a mistake can be undone.
  public Optional<String> overDay(Spent spent, Collection<? extends PlannedChange> more) {
    return overDay(spent.of(false), of(false, more), "")
        .or(() -> overDay(spent.of(true), of(true, more), " for what is given back"));
  }

  private static List<PlannedChange> of(boolean giving, Collection<? extends PlannedChange> all) {
    return all.stream()
        .<PlannedChange>map(each -> each)
        .filter(each -> each instanceof Restoring == giving)
        .toList();
  }

  private Optional<String> overDay(Spent spent, List<PlannedChange> more, String measure) {
    if (!more.isEmpty() && spent.size() + more.size() > perDay) {
      return Optional.of(
          used("a day" + measure, spent.size(), perDay, more.size(), "max-changes-per-day"));
    }
    Map<String, Long> bySource =
        more.stream()
            .collect(
                Collectors.groupingBy(PlannedChange::source, TreeMap::new, Collectors.counting()));
    for (Map.Entry<String, Long> each : bySource.entrySet()) {
      int before = spent.of(each.getKey());
      if (before + each.getValue() > perSourceAndDay) {
        return Optional.of(
            used(
                "the source " + each.getKey() + " and a day" + measure,
                before,
                perSourceAndDay,
                each.getValue(),
                "max-changes-per-source-and-day"));
      }
    }
    return Optional.empty();
  }

  private static String used(String of, int before, int limit, long more, String key) {
    return "The budget of %s is %d changes; %d were sent in the last 24 hours, and this makes %d more. Wait, split the plan, or raise remediation.%s."
        .formatted(of, limit, before, more, key);
  }

  /// How many members of a group of this size a day may take.
  public int ofGroup(int size) {
    return Math.min(groupMembers, Math.max(1, (int) ((long) size * groupPercent / 100)));
  }

  /// Why one member fewer is one too many for this day, as the end of "not allowed: …".
  ///
  /// @param now how many members the group has
  /// @param planned how many of them earlier changes of the same plan are going to take
  public Optional<String> overGroup(PlannedChange change, Spent spent, int now, int planned) {
    if (!(change instanceof RemoveMember member)) {
      return Optional.empty();
    }
    Spent taken = spent.of(false);
    int size = now + taken.applied(change);
    int gone = taken.members(change) + planned + 1;
    int allowed = ofGroup(size);
    return gone <= allowed
        ? Optional.empty()
        : Optional.of(
            "it would be change %d of the members of %s within 24 hours; of its %d members %d may go (%d %%, 1 at the least and %d at the most). Wait, or raise remediation.max-group-percent or max-group-members"
                .formatted(gone, member.groupName(), size, allowed, groupPercent, groupMembers));
  }
}
