package dev.firebreak.remediation.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.quirk.MembersByAsking;
import dev.firebreak.scim.quirk.NoPatchOf;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The narrowest form that is known to be safe, and never one that may do harm.
class WriteStrategyTest {

  /// A way to choose, real or planted.
  private interface Chooser {
    WriteChoice choose(PlannedChange change, Live live, SourceTraits traits);
  }

  private static WriteForm form(PlannedChange change, Live live, SourceTraits traits) {
    return WriteStrategy.choose(change, live, traits).form();
  }

  private static final List<Point> POINTS =
      List.of(
          Point.IF_MATCH,
          Point.LISTED_MEMBERS,
          Point.PATCH_GROUP,
          Point.PATCH_REMOVE_BY_FILTER,
          Point.PATCH_REMOVE_BY_VALUE);

  /// Every combination of verdicts on the points that decide about a member.
  private static List<CapabilityProfile> everyProfile() {
    List<Map<Point, Verdict>> all = new ArrayList<>(List.of(new EnumMap<>(Point.class)));
    for (Point point : POINTS) {
      List<Map<Point, Verdict>> more = new ArrayList<>();
      for (Map<Point, Verdict> each : all) {
        for (Verdict verdict : Verdict.values()) {
          Map<Point, Verdict> with = new EnumMap<>(each);
          with.put(point, verdict);
          more.add(with);
        }
      }
      all = more;
    }
    return all.stream().map(Profiles::of).toList();
  }

  /// The hard rules, over every profile, version, size of a group and way of reading it.
  private static void requireSafe(Chooser chooser) {
    for (CapabilityProfile profile : everyProfile()) {
      for (String version : new String[] {"W/\"1\"", null}) {
        for (int members : List.of(0, 1, 99, 100, 5000)) {
          Live live = Samples.group(members, version);
          SourceTraits whole = Samples.traits(profile);
          for (SourceTraits traits : List.of(whole, Samples.inPart(whole))) {
            WriteChoice choice = chooser.choose(Samples.OUT, live, traits);
            String what = "%s of %d members, %s".formatted(choice, members, profile);
            assertThat(choice.reason()).as(what).isNotBlank();
            switch (choice.form()) {
              case PATCH ->
                  assertThat(profile.verdict(Point.PATCH_REMOVE_BY_FILTER))
                      .as(what)
                      .isNotEqualTo(Verdict.NO);
              case PATCH_BY_VALUE ->
                  assertThat(profile.verdict(Point.PATCH_REMOVE_BY_VALUE))
                      .as(what)
                      .isEqualTo(Verdict.YES);
              case PUT -> {
                assertThat(profile.verdict(Point.IF_MATCH)).as(what).isEqualTo(Verdict.YES);
                assertThat(profile.verdict(Point.LISTED_MEMBERS)).as(what).isEqualTo(Verdict.YES);
                assertThat(version).as(what).isNotNull();
                assertThat(members).as(what).isBetween(1, 99);
                assertThat(traits.readInPart()).as(what).isEmpty();
              }
              case MANUAL -> {}
              case PATCH_WITHOUT_PATH, POST, DELETE -> throw new AssertionError(what);
            }
          }
        }
      }
    }
  }

  @Test
  void noGroupIsEverRiskedWhateverIsKnownOfItsSource() {
    requireSafe(WriteStrategy::choose);
  }

  @Test
  void whoTakesAnUnknownForAYesIsFound() {
    assertThatThrownBy(() ->
            requireSafe((change, live, traits) ->
                traits.verdict(Point.PATCH_REMOVE_BY_VALUE) == Verdict.NO
                    ? WriteStrategy.choose(change, live, traits)
                    : new WriteChoice(WriteForm.PATCH_BY_VALUE, "planted")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() ->
            requireSafe((change, live, traits) ->
                traits.verdict(Point.IF_MATCH) == Verdict.YES && live.version() != null
                    ? new WriteChoice(WriteForm.PUT, "planted")
                    : WriteStrategy.choose(change, live, traits)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void theNarrowPatchIsSentUntilItWasSeenNotToWork() {
    Live live = Samples.group(3, null);
    assertThat(WriteStrategy.choose(Samples.OUT, live, Samples.traits(null)))
        .satisfies(choice -> {
          assertThat(choice.form()).isEqualTo(WriteForm.PATCH);
          assertThat(choice.reason())
              .isEqualTo(
                  "Sent as a PATCH of just this value, since that is the narrowest form, and what it does"
                      + " is read back (it was never seen whether the source removes one member by"
                      + " filter).");
        });
    assertThat(
            WriteStrategy.choose(
                    Samples.OUT,
                    live,
                    Samples.traits(Profiles.of(Map.of(Point.PATCH_REMOVE_BY_FILTER, Verdict.YES))))
                .reason())
        .contains("was seen on 2026-11-20 to do so");
  }

  @Test
  void whatWasSeenWeighsMoreThanWhatIsSaid() {
    CapabilityClaim none =
        new CapabilityClaim(Support.NO, Support.NO, Support.NO, Support.NO, Support.NO, null);
    SourceTraits says = new SourceTraits(false, none, null, List.of(), Quirks.GENERIC, Set.of());
    Live live = Samples.group(3, "W/\"1\"");
    assertThat(WriteStrategy.choose(Samples.OUT, live, says))
        .satisfies(choice -> {
          assertThat(choice.form()).isEqualTo(WriteForm.MANUAL);
          assertThat(choice.reason())
              .startsWith("A task for a person: it says that it has no PATCH");
        });
    SourceTraits seen =
        new SourceTraits(
            false,
            none,
            Profiles.of(Map.of(Point.PATCH_GROUP, Verdict.YES)),
            List.of(),
            Quirks.GENERIC,
            Set.of());
    assertThat(form(Samples.OUT, live, seen)).isEqualTo(WriteForm.PATCH);
  }

  @Test
  void withoutThePatchAPutUnderItsVersionAndWithoutAVersionATask() {
    SourceTraits traits = Samples.traits(Profiles.onlyPut());
    assertThat(form(Samples.OUT, Samples.group(3, "W/\"1\""), traits)).isEqualTo(WriteForm.PUT);
    assertThat(form(Samples.OUT, Samples.group(3, null), traits)).isEqualTo(WriteForm.MANUAL);
    SourceTraits asking =
        new SourceTraits(
            false,
            traits.claim(),
            traits.measured(),
            List.of(new MembersByAsking()),
            Quirks.GENERIC,
            Set.of());
    assertThat(form(Samples.OUT, Samples.group(3, "W/\"1\""), asking)).isEqualTo(WriteForm.MANUAL);
  }

  @Test
  void aPutKeepsWhatNobodyKnowsAndLeavesNoNamesakeOut() {
    ScimResource shown = Samples.group(3, "W/\"1\"").resource();
    assertThat(WholeResource.of(Samples.OUT, shown).body().toString())
        .isEqualTo(
            "{\"id\":\"g1\",\"displayName\":\"Finance\",\"x\":{\"kept\":1.5},"
                + "\"members\":[{\"value\":\"u1\"},{\"value\":\"u2\"}]}");
    Live twins =
        new Live(
            ScimResource.parse(
                "{\"id\":\"g1\",\"members\":[{\"value\":\"u0\"},{\"value\":\"U0\"},{\"value\":\"u2\"}]}"),
            "W/\"1\"");
    assertThat(form(Samples.OUT, twins, Samples.traits(Profiles.onlyPut())))
        .as("two ids that differ in their case alone")
        .isEqualTo(WriteForm.MANUAL);
  }

  @Test
  void anAccountIsSwitchedOffWithoutAPathOnlyWhereThatWasSeen() {
    Deactivate off = new Deactivate(new NodeKey("s", "User", "u"), "u", "S");
    Live user = new Live(ScimResource.parse("{\"id\":\"u\",\"active\":true}"), null);
    for (Verdict merge : Verdict.values()) {
      SourceTraits traits =
          Samples.traits(
              Profiles.of(Map.of(Point.PATCH_REPLACE, Verdict.NO, Point.PATCH_MERGE, merge)));
      assertThat(form(off, user, traits))
          .isEqualTo(merge == Verdict.YES ? WriteForm.PATCH_WITHOUT_PATH : WriteForm.MANUAL);
    }
  }

  @Test
  void anEndIsSetOnlyWhereTheResourceShowsThatItsSourceKeepsEnds() {
    NodeKey user = new NodeKey("s", "User", "u");
    SetEndDate end =
        new SetEndDate(
            user,
            new EndDate("entitlements", "pay"),
            "Pay",
            user,
            "u",
            Instant.parse("2026-12-31T00:00:00Z"));
    Live without =
        new Live(ScimResource.parse("{\"id\":\"u\",\"entitlements\":[{\"value\":\"pay\"}]}"), null);
    Live with =
        new Live(
            ScimResource.parse(
                "{\"id\":\"u\",\"entitlements\":[{\"value\":\"pay\"},{\"value\":\"x\",\"validTo\":\"2027-01-01T00:00:00Z\"}]}"),
            null);
    assertThat(form(end, without, Samples.traits(null))).isEqualTo(WriteForm.MANUAL);
    assertThat(form(end, with, Samples.traits(null))).isEqualTo(WriteForm.PATCH);
  }

  @Test
  void aSourceWithoutAnInterfaceIsForPeople() {
    SourceTraits files =
        new SourceTraits(true, CapabilityClaim.UNKNOWN, null, List.of(), Quirks.GENERIC, Set.of());
    WriteChoice choice = WriteStrategy.choose(Samples.OUT, Live.NOTHING, files);
    assertThat(choice.form()).isEqualTo(WriteForm.MANUAL);
    assertThat(choice.reason())
        .isEqualTo("A task for a person: The source has no interface to write to.");
  }

  @Test
  void eachVaultWritesItsPermissionsInItsOwnWay() {
    Live live = Samples.permission("SAFE:g1", "SAFE", "g1");
    RemovePermission whole =
        new RemovePermission(
            Samples.RIGHT.resource(), "SAFE", Samples.RIGHT.principal(), "Finance", List.of());
    SourceTraits honours = Samples.traits(Profiles.of(Map.of(Point.IF_MATCH, Verdict.YES)));

    assertThat(form(Samples.RIGHT, live, honours)).isEqualTo(WriteForm.PATCH);
    assertThat(form(whole, live, honours)).isEqualTo(WriteForm.DELETE);

    SourceTraits cyberark = Samples.traits(honours.measured(), Quirks.CYBERARK);
    assertThat(form(Samples.RIGHT, live, cyberark)).isEqualTo(WriteForm.PUT);
    assertThat(form(whole, live, cyberark)).isEqualTo(WriteForm.DELETE);
    assertThat(form(Samples.RIGHT, live, Samples.traits(null, Quirks.CYBERARK)))
        .as("whether a stale version is refused was never seen")
        .isEqualTo(WriteForm.MANUAL);

    SourceTraits beyondtrust = Samples.traits(honours.measured(), Quirks.BEYONDTRUST);
    assertThat(form(Samples.RIGHT, live, beyondtrust)).isEqualTo(WriteForm.PUT);
    assertThat(form(Samples.RIGHT, live, Samples.traits(null, Quirks.BEYONDTRUST)))
        .isEqualTo(WriteForm.PATCH);
    RemoveRight ofAUser =
        new RemoveRight(
            Samples.RIGHT.resource(), "Retrieve", "SAFE", new NodeKey("s", "User", "u"), "u");
    assertThat(form(ofAUser, live, beyondtrust)).isEqualTo(WriteForm.MANUAL);
  }

  @Test
  void aPermissionThatHasTheIdOfItsContainerIsNeverDeletedAndOnlyChangedWhenItIsThatOfTheHolder() {
    SourceTraits delinea = Samples.traits(null, Quirks.DELINEA);
    NodeKey permission = new NodeKey("s", "ContainerPermission", "27");
    NodeKey group = new NodeKey("s", "Group", "g1");
    RemoveRight owner = new RemoveRight(permission, "Owner", "Folder", group, "Finance");
    RemovePermission whole =
        new RemovePermission(permission, "Folder", group, "Finance", List.of());
    assertThat(form(owner, Samples.permission("27", "27", "g1"), delinea))
        .isEqualTo(WriteForm.PATCH);
    assertThat(form(owner, Samples.permission("27", "27", "g2"), delinea))
        .isEqualTo(WriteForm.MANUAL);
    assertThat(form(whole, Samples.permission("27", "27", "g1"), delinea))
        .isEqualTo(WriteForm.MANUAL);
    assertThat(form(whole, Samples.permission("27", "12", "g1"), delinea))
        .isEqualTo(WriteForm.DELETE);
  }

  @Test
  void aQuirkThatWasFoundIsEnoughWithoutTheNameOfAProduct() {
    SourceTraits found =
        new SourceTraits(
            false,
            CapabilityClaim.UNKNOWN,
            Profiles.onlyPut(),
            List.of(new NoPatchOf(ResourceType.CONTAINER_PERMISSION)),
            Quirks.GENERIC,
            Set.of());
    assertThat(ContainerPermissions.of(found)).isInstanceOf(CyberArkPermissions.class);
    assertThat(form(Samples.RIGHT, Samples.permission("SAFE:g1", "SAFE", "g1"), found))
        .isEqualTo(WriteForm.PUT);
  }
}
