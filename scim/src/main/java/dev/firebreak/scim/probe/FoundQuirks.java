package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.quirk.AtMostPerPage;
import dev.firebreak.scim.quirk.BareFilterValues;
import dev.firebreak.scim.quirk.ConfigsInPlural;
import dev.firebreak.scim.quirk.CutListing;
import dev.firebreak.scim.quirk.MembersByAsking;
import dev.firebreak.scim.quirk.MembersOnRequest;
import dev.firebreak.scim.quirk.NoPatchOf;
import dev.firebreak.scim.quirk.OneByOne;
import dev.firebreak.scim.quirk.PagesOnlyByCursor;
import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.quirk.UnqualifiedPaths;
import dev.firebreak.scim.resource.ResourceType;
import java.util.List;

/// Which quirks a profile shows. What could not be told chooses nothing.
public final class FoundQuirks {
  private FoundQuirks() {}

  /// The quirks that measurements show, each with the one that does, in the order of [Point].
  public static List<ChosenQuirk> of(CapabilityProfile profile) {
    return profile.measurements().stream()
        .flatMap(measured ->
            shown(measured, profile).stream().map(quirk -> new ChosenQuirk(quirk, measured)))
        .toList();
  }

  private static List<Quirk> shown(Measurement measured, CapabilityProfile profile) {
    return switch (measured.verdict()) {
      case UNKNOWN -> List.of();
      case YES ->
          measured.point() == Point.CURSOR_PAGES && onlyByCursor(measured, profile)
              ? List.of(new PagesOnlyByCursor())
              : List.of();
      case NO -> missed(measured, profile);
    };
  }

  /// One that says so itself is asked by cursor anyway.
  private static boolean onlyByCursor(Measurement byCursor, CapabilityProfile profile) {
    return profile
        .of(Point.INDEX_PAGES)
        .filter(byIndex ->
            byIndex.verdict() == Verdict.NO
                && (byCursor.claimed() != Support.YES || byIndex.claimed() == Support.YES))
        .isPresent();
  }

  private static List<Quirk> missed(Measurement measured, CapabilityProfile profile) {
    String value = measured.value() == null ? "" : measured.value();
    return switch (measured.point()) {
      case CONFIG_PAGE ->
          value.equals(ConfigProbe.PLURAL) ? List.of(new ConfigsInPlural()) : List.of();
      case PAGE_SIZE ->
          PageProbe.most(value) < Integer.MAX_VALUE
              ? List.of(new AtMostPerPage(PageProbe.most(value)))
              : List.of();
      case QUOTED_NUMBERS -> List.of(new BareFilterValues());
      case WHOLE_LISTINGS ->
          CutProbe.cuts(value).entrySet().stream()
              .<Quirk>map(cut -> new CutListing(cut.getKey(), cut.getValue()))
              .toList();
      case LISTED_MEMBERS -> MemberRemedy.of(value).map(FoundQuirks::members).orElse(List.of());
      case PATCH_USER -> List.of(new NoPatchOf(ResourceType.USER));
      case PATCH_GROUP -> List.of(new NoPatchOf(ResourceType.GROUP));
      case PATCH_QUALIFIED ->
          profile.verdict(Point.PATCH_REPLACE) == Verdict.YES
              ? List.of(new UnqualifiedPaths())
              : List.of();
      case TYPES_PAGE,
          SCHEMAS_PAGE,
          INDEX_PAGES,
          CURSOR_PAGES,
          STABLE_TOTALS,
          FILTER_EQUALS,
          FILTER_NOTHING,
          FILTER_LAST_MODIFIED,
          ATTRIBUTES,
          EXCLUDED_ATTRIBUTES,
          SORT,
          ETAG,
          IF_NONE_MATCH,
          IF_MATCH,
          PATCH_REPLACE,
          PATCH_MERGE,
          PATCH_ADD_MEMBER,
          PATCH_REMOVE_BY_FILTER,
          PATCH_REMOVE_BY_VALUE ->
          List.of();
    };
  }

  private static List<Quirk> members(MemberRemedy remedy) {
    var oneByOne = new OneByOne(ResourceType.GROUP, MemberProbe.OUTLINE);
    return switch (remedy) {
      case ON_REQUEST -> List.of(new MembersOnRequest());
      case ONE_BY_ONE -> List.of(oneByOne);
      case ONE_BY_ONE_ON_REQUEST -> List.of(new MembersOnRequest(), oneByOne);
      case BY_FILTER -> List.of(new MembersByAsking());
    };
  }
}
