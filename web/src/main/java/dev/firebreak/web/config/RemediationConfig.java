package dev.firebreak.web.config;

import dev.firebreak.remediation.plan.NeverTouch;
import dev.firebreak.remediation.run.AdminGroups;
import dev.firebreak.remediation.run.ApprovalRules;
import dev.firebreak.remediation.run.Approvers;
import dev.firebreak.remediation.run.Breaker;
import dev.firebreak.remediation.run.Budget;
import dev.firebreak.remediation.run.ChangeWindow;
import dev.firebreak.remediation.run.Guardrails;
import dev.firebreak.remediation.run.Pace;
import dev.firebreak.remediation.run.Protection;
import dev.firebreak.remediation.run.Undo;
import dev.firebreak.web.user.FirstStart;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether and how far sources may be changed. What is absent is the safe choice.
///
/// @param enabled off unless stated: then plans and dry runs are possible and nothing is sent
/// @param fourEyes whether somebody else than the proposer must approve; true when absent
/// @param approvers who may approve; where four eyes are not asked for, anybody when absent
/// @param highImpact which plans two approvers must approve
/// @param maxChanges the most changes of one run; 25 when absent
/// @param maxChangesPerDay the most changes of 24 hours; 100 when absent
/// @param maxChangesPerSourceAndDay the most changes of one source in 24 hours; 100 when absent
/// @param maxGroupPercent the most of the members of one group that 24 hours may take; 10 when
///   absent, and one member always
/// @param maxGroupMembers the most members of one group that 24 hours may take; 20 when absent
/// @param neverTouch accounts, groups and containers that are left alone, by id, user name,
///   external id or name; nothing is sent before somebody has said which, and be it none
/// @param ownPrincipals the accounts that Firebreak signs in with, beside those that the sources
///   name themselves
/// @param adminGroups the names or ids of groups that keep two active members, `*` for any
///   characters; `*admin*` when absent
/// @param adminSensitivity from which sensitivity of what it grants on a group is one of them, 1 to
///   100; 90 when absent
/// @param canary whether the first change of a run goes alone; true when absent
/// @param breaker when a source is no longer trusted
/// @param writesPerSecond the most changes of a source in a second; 2 when absent
/// @param maxHarvestAgeHours how old the data of a touched source may be; 24 when absent
/// @param changeWindow when changes may be sent; always when absent
/// @param undoDays for how many days after a change its undo is offered; 7 when absent
/// @param pendingSeconds how long a source may take over a change that it accepted to make later;
///   120 when absent
/// @param lookAgain whether verified changes are looked at again; true when absent
public record RemediationConfig(
    boolean enabled,
    @Nullable Boolean fourEyes,
    @Nullable Set<String> approvers,
    @Nullable HighImpactConfig highImpact,
    @Nullable Integer maxChanges,
    @Nullable Integer maxChangesPerDay,
    @Nullable Integer maxChangesPerSourceAndDay,
    @Nullable Integer maxGroupPercent,
    @Nullable Integer maxGroupMembers,
    @Nullable Set<String> neverTouch,
    @Nullable Set<String> ownPrincipals,
    @Nullable List<String> adminGroups,
    @Nullable Integer adminSensitivity,
    @Nullable Boolean canary,
    @Nullable BreakerConfig breaker,
    @Nullable Double writesPerSecond,
    @Nullable Integer maxHarvestAgeHours,
    @Nullable WindowConfig changeWindow,
    @Nullable Integer undoDays,
    @Nullable Integer pendingSeconds,
    @Nullable Boolean lookAgain) {

  /// From which sensitivity on what a group grants makes it an admin group, unless stated.
  private static final int HIGH_SENSITIVITY = 90;

  static final RemediationConfig OFF =
      new RemediationConfig(
          false, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null);

  /// Which plans two approvers must approve.
  ///
  /// @param changes more changes than this; 5 when absent
  /// @param deactivations those that switch an account off; true when absent
  /// @param adminGroups those that take a member from an admin group; true when absent
  public record HighImpactConfig(
      @Nullable Integer changes, @Nullable Boolean deactivations, @Nullable Boolean adminGroups) {
    public HighImpactConfig {
      ApprovalRules standard = ApprovalRules.STANDARD;
      changes = or(changes, standard.many());
      deactivations = or(deactivations, standard.deactivations());
      adminGroups = or(adminGroups, standard.adminGroups());
      if (changes < 0) {
        throw new IllegalArgumentException("changes must be 0 or more");
      }
    }
  }

  /// When a source is no longer trusted, see [Breaker.Limits].
  ///
  /// @param failures so many in a row; 5 when absent
  /// @param failurePercent more than this share of the last outcomes; 20 when absent
  /// @param failuresOfAtLeast so many outcomes it takes for a share; 5 when absent
  /// @param pauseMinutes after which one change is let through; 15 when absent
  /// @param conflictPercent more than this share of conflicts ends a run; 10 when absent
  /// @param conflictsOfAtLeast so many changes must have been looked at for that; 10 when absent
  public record BreakerConfig(
      @Nullable Integer failures,
      @Nullable Integer failurePercent,
      @Nullable Integer failuresOfAtLeast,
      @Nullable Integer pauseMinutes,
      @Nullable Integer conflictPercent,
      @Nullable Integer conflictsOfAtLeast) {

    public BreakerConfig {
      Breaker.Limits standard = Breaker.Limits.STANDARD;
      failures = or(failures, standard.inARow());
      failurePercent = or(failurePercent, standard.percent());
      failuresOfAtLeast = or(failuresOfAtLeast, standard.atLeast());
      pauseMinutes = or(pauseMinutes, (int) standard.pause().toMinutes());
      conflictPercent = or(conflictPercent, standard.conflictPercent());
      conflictsOfAtLeast = or(conflictsOfAtLeast, standard.conflictsOfAtLeast());
      new Breaker.Limits(
          failures,
          failurePercent,
          failuresOfAtLeast,
          Duration.ofMinutes(pauseMinutes),
          conflictPercent,
          conflictsOfAtLeast);
    }

    Breaker.Limits limits() {
      return new Breaker.Limits(
          Objects.requireNonNull(failures),
          Objects.requireNonNull(failurePercent),
          Objects.requireNonNull(failuresOfAtLeast),
          Duration.ofMinutes(Objects.requireNonNull(pauseMinutes)),
          Objects.requireNonNull(conflictPercent),
          Objects.requireNonNull(conflictsOfAtLeast));
    }
  }

  /// When changes may be sent.
  ///
  /// @param days every day when absent
  /// @param from when it opens on each of them; 00:00 when absent
  /// @param to when it closes, on the next day unless that is after `from`; 00:00 when absent
  /// @param zone a time zone such as Europe/Berlin; UTC when absent
  public record WindowConfig(
      @Nullable Set<DayOfWeek> days,
      @Nullable String from,
      @Nullable String to,
      @Nullable String zone) {

    public WindowConfig {
      days = days == null ? EnumSet.allOf(DayOfWeek.class) : Set.copyOf(days);
      from = or(from, "00:00");
      to = or(to, "00:00");
      zone = or(zone, "UTC");
      new ChangeWindow(days, time("from", from), time("to", to), zone(zone));
    }

    ChangeWindow window() {
      return new ChangeWindow(
          Objects.requireNonNull(days),
          time("from", String.valueOf(from)),
          time("to", String.valueOf(to)),
          zone(String.valueOf(zone)));
    }

    private static LocalTime time(String key, String text) {
      try {
        return LocalTime.parse(text.strip());
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "%s '%s' is no time of day such as 08:00".formatted(key, text), e);
      }
    }

    private static ZoneId zone(String text) {
      try {
        return ZoneId.of(text.strip());
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "zone '%s' is no time zone such as Europe/Berlin".formatted(text), e);
      }
    }
  }

  public RemediationConfig {
    Budget standard = Budget.STANDARD;
    fourEyes = or(fourEyes, true);
    highImpact = highImpact == null ? new HighImpactConfig(null, null, null) : highImpact;
    maxChanges = or(maxChanges, standard.perRun());
    maxChangesPerDay = or(maxChangesPerDay, standard.perDay());
    maxChangesPerSourceAndDay = or(maxChangesPerSourceAndDay, standard.perSourceAndDay());
    maxGroupPercent = or(maxGroupPercent, standard.groupPercent());
    maxGroupMembers = or(maxGroupMembers, standard.groupMembers());
    approvers = approvers == null ? Set.of() : Set.copyOf(approvers);
    neverTouch = neverTouch == null ? null : Set.copyOf(neverTouch);
    ownPrincipals = ownPrincipals == null ? Set.of() : Set.copyOf(ownPrincipals);
    adminGroups = adminGroups == null ? AdminGroups.STANDARD.patterns() : List.copyOf(adminGroups);
    adminSensitivity = or(adminSensitivity, HIGH_SENSITIVITY);
    canary = or(canary, true);
    breaker = breaker == null ? new BreakerConfig(null, null, null, null, null, null) : breaker;
    writesPerSecond = or(writesPerSecond, Guardrails.STANDARD.writesPerSecond());
    maxHarvestAgeHours =
        or(maxHarvestAgeHours, (int) Guardrails.STANDARD.maxHarvestAge().toHours());
    undoDays = or(undoDays, (int) Undo.WINDOW.toDays());
    if (undoDays < 1) {
      throw new IllegalArgumentException("undo-days must be at least 1");
    }
    lookAgain = or(lookAgain, true);
    pendingSeconds = or(pendingSeconds, (int) Pace.STANDARD.pending().toSeconds());
    if (pendingSeconds < 1) {
      throw new IllegalArgumentException("pending-seconds must be at least 1");
    }
    new Budget(
        maxChanges, maxChangesPerDay, maxChangesPerSourceAndDay, maxGroupPercent, maxGroupMembers);
    new AdminGroups(adminGroups);
    if (adminSensitivity < 1 || adminSensitivity > 100) {
      throw new IllegalArgumentException("admin-sensitivity must be 1 to 100");
    }
    if (maxHarvestAgeHours < 1) {
      throw new IllegalArgumentException("max-harvest-age-hours must be at least 1");
    }
    if (!(writesPerSecond > 0 && writesPerSecond <= 1_000)) {
      throw new IllegalArgumentException("writes-per-second must be more than 0, 1000 at most");
    }
    nobodyIsNameless("approvers", approvers);
    nobodyIsNameless("never-touch", neverTouch == null ? Set.of() : neverTouch);
    nobodyIsNameless("own-principals", ownPrincipals);
  }

  private static void nobodyIsNameless(String key, Set<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(key + " names somebody with an empty name");
    }
  }

  private static <T> T or(@Nullable T stated, T otherwise) {
    return stated == null ? otherwise : stated;
  }

  /// Whether the never-touch list was written down, and be it empty.
  public boolean saysWhomNeverToTouch() {
    return neverTouch != null;
  }

  /// Who is never changed.
  public NeverTouch leftAlone() {
    return neverTouch == null ? NeverTouch.NONE : new NeverTouch(neverTouch);
  }

  /// Who may approve.
  public Approvers mayApprove() {
    Set<String> named = Objects.requireNonNull(approvers);
    if (!Objects.requireNonNull(fourEyes)) {
      return named.isEmpty() ? Approvers.ANYBODY : Approvers.named(named, Set.of());
    }
    return Approvers.named(named, Set.of(FirstStart.NAME));
  }

  /// How patient a run is.
  public Pace pace() {
    return new Pace(Duration.ofSeconds(Objects.requireNonNull(pendingSeconds)));
  }

  /// All of it as the engine takes it.
  ///
  /// @param own the accounts that Firebreak signs in with
  public Guardrails guardrails(Set<String> own) {
    HighImpactConfig high = Objects.requireNonNull(highImpact);
    return new Guardrails(
        new Budget(
            Objects.requireNonNull(maxChanges),
            Objects.requireNonNull(maxChangesPerDay),
            Objects.requireNonNull(maxChangesPerSourceAndDay),
            Objects.requireNonNull(maxGroupPercent),
            Objects.requireNonNull(maxGroupMembers)),
        new Protection(
            leftAlone(), new NeverTouch(own), new NeverTouch(Objects.requireNonNull(approvers))),
        new AdminGroups(Objects.requireNonNull(adminGroups)),
        new ApprovalRules(
            Objects.requireNonNull(fourEyes),
            mayApprove(),
            Objects.requireNonNull(high.changes()),
            Objects.requireNonNull(high.deactivations()),
            Objects.requireNonNull(high.adminGroups())),
        Objects.requireNonNull(breaker).limits(),
        changeWindow == null ? null : changeWindow.window(),
        Duration.ofHours(Objects.requireNonNull(maxHarvestAgeHours)),
        Objects.requireNonNull(writesPerSecond),
        Objects.requireNonNull(canary));
  }
}
