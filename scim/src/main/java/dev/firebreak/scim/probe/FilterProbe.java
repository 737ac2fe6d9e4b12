package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;

/// Does it filter, or does it only answer? The functions judge what came.
final class FilterProbe {
  /// No resource has this name.
  static final String NOBODY = "firebreak-probe-matches-nothing-7c1e9a";

  static final String FAR_FUTURE = "meta.lastModified gt \"2999-01-01T00:00:00Z\"";
  static final String EPOCH = "meta.lastModified gt \"1970-01-01T00:00:00Z\"";

  private FilterProbe() {}

  /// The attribute that names a resource of a type.
  static String naming(ResourceType type) {
    return switch (type) {
      case USER -> "userName";
      case GROUP -> "displayName";
      case ROLE, ENTITLEMENT -> "value";
      case CONTAINER, PRIVILEGED_DATA -> "name";
      case CONTAINER_PERMISSION, PRIVILEGED_DATA_PERMISSION -> "id";
    };
  }

  static String equalTo(String attribute, String value) {
    return attribute + " eq " + ScimJson.quote(value);
  }

  static String otherThan(String attribute, String value) {
    return attribute + " ne " + ScimJson.quote(value);
  }

  /// @param wanted the resource that must be found
  /// @param others whether there are further resources, which must not be
  static Judged equal(ScimPage found, ScimResource wanted, String attribute, boolean others) {
    String asked = "for the resource with the " + attribute + " of one that was listed";
    if (!found.granted()) {
      return Judged.refused(asked, found);
    }
    String name = wanted.text(attribute).orElse("");
    long wrong =
        found.resources().stream()
            .filter(each -> !each.text(attribute).orElse("").equalsIgnoreCase(name))
            .count();
    if (wrong > 0) {
      return Judged.no(
          "asked %s; %d of the %d that came are others: the filter is ignored",
          asked, wrong, found.resources().size());
    }
    boolean there = found.ids().contains(wanted.text("id").orElse(""));
    if (!there) {
      return Judged.no("asked %s; the answer was %d without it", asked, found.status());
    }
    Integer total = found.total();
    if (total != null && total > found.resources().size()) {
      return Judged.no(
          "asked %s; %d came but the total is %d", asked, found.resources().size(), total);
    }
    return others
        ? Judged.yes("asked %s; it came, and nothing else", asked)
        : Judged.unknown("asked %s; it came, but there is nothing else to tell it from", asked);
  }

  static Judged nothing(ScimPage found) {
    String asked = "for a name that nobody has";
    if (!found.granted()) {
      return Judged.refused(asked, found);
    }
    Integer total = found.total();
    return found.resources().isEmpty() && (total == null || total == 0)
        ? Judged.yes("asked %s; nothing came", asked)
        : Judged.no(
            "asked %s; %d resources came with a total of %s: the filter is ignored",
            asked, found.resources().size(), total == null ? "nothing known" : total);
  }

  /// @param total how many resources there are, or null
  static Judged lastModified(ScimPage future, ScimPage epoch, @Nullable Integer total) {
    if (!future.granted()) {
      return Judged.refused("for what changed after the year 2999", future);
    }
    if (!future.resources().isEmpty()) {
      return Judged.no(
          "asked for what changed after the year 2999; %d resources came: the filter is ignored",
          future.resources().size());
    }
    if (!epoch.granted()) {
      return Judged.refused("for what changed since 1970", epoch);
    }
    Integer found = epoch.total();
    if (epoch.resources().isEmpty()) {
      return total != null && total == 0
          ? Judged.unknown("there is no resource to filter")
          : Judged.no("asked for what changed since 1970; nothing came of what there is");
    }
    if (total == null || found == null) {
      return Judged.unknown(
          "asked for what changed since 1970; something came, but without totals nobody can say whether it was all");
    }
    return found.equals(total)
        ? Judged.yes(
            "asked for what changed after the year 2999 and since 1970; nothing and all %d came",
            total)
        : Judged.no(
            "asked for what changed since 1970; %d of %d came: a harvest by this filter would miss the others",
            found, total);
  }
}
