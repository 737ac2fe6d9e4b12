package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Does a listing that says nothing of more hold all there is? A listing of everything but one
/// resource, or in another order, shows what a cut one leaves out: a resource that was not in it,
/// in an answer that is as long.
final class CutProbe {
  private final ScimClient client;

  CutProbe(ScimClient client) {
    this.client = client;
  }

  /// What is known of one type: cut at so many, or not, or neither.
  private record Found(ResourceType type, Verdict whole, int length) {}

  Judged listings(List<ResourceType> types) {
    List<Found> found = types.stream().flatMap(type -> listing(type).stream()).toList();
    String asked = "for all of %s, and for the same in another way".formatted(names(found));
    List<Found> cut = found.stream().filter(each -> each.whole() == Verdict.NO).toList();
    if (!cut.isEmpty()) {
      return Judged.no(
              "asked %s; others came among as many of %s: a listing ends there and does not say so",
              asked, names(cut))
          .with(
              cut.stream()
                  .map(each -> each.type().typeName() + " " + each.length())
                  .collect(Collectors.joining(", ")));
    }
    List<Found> untold = found.stream().filter(each -> each.whole() == Verdict.UNKNOWN).toList();
    if (found.isEmpty()) {
      return Judged.unknown("asked for all of what is read; there is nothing");
    }
    return untold.isEmpty()
        ? Judged.yes("asked %s; the same came, or a way to more", asked)
        : Judged.unknown(
            "asked %s; of %s nothing tells whether there is more", asked, names(untold));
  }

  /// The cuts that a measurement names: `Entitlement 200, Role 50`.
  static Map<ResourceType, Integer> cuts(String value) {
    var cuts = new TreeMap<ResourceType, Integer>();
    for (String cut : value.split(", ", -1)) {
      String[] parts = cut.split(" ", -1);
      Stream.of(ResourceType.values())
          .filter(type -> parts.length == 2 && type.typeName().equals(parts[0]))
          .filter(_ -> parts[1].matches("[1-9]\\d{0,8}"))
          .forEach(type -> cuts.put(type, Integer.parseInt(parts[1])));
    }
    return cuts;
  }

  private static String names(List<Found> found) {
    return found.stream().map(each -> each.type().typeName()).collect(Collectors.joining(", "));
  }

  /// Empty for a type of which there is nothing.
  private Optional<Found> listing(ResourceType type) {
    ScimPage all = page(type, Map.of());
    int length = all.resources().size();
    Integer total = all.total();
    boolean none = all.granted() ? length == 0 : all.status() == 404 || all.status() == 501;
    if (none) {
      return Optional.empty();
    }
    boolean says = all.nextCursor() != null || (total != null && total > length);
    return Optional.of(new Found(type, says ? Verdict.YES : compared(type, all), length));
  }

  private Verdict compared(ResourceType type, ScimPage all) {
    String naming = FilterProbe.naming(type);
    Optional<String> name =
        all.resources().stream().flatMap(each -> each.text(naming).stream()).findFirst();
    int length = all.resources().size();
    if (!all.granted() || length >= PageProbe.LARGE || name.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    var known = new HashSet<>(all.ids());
    ScimPage others = page(type, Map.of("filter", FilterProbe.otherThan(naming, name.get())));
    long named =
        all.resources().stream()
            .filter(each -> each.text(naming).orElse("").equalsIgnoreCase(name.get()))
            .count();
    if (others.granted()
        && others.resources().size() == length - named
        && known.containsAll(others.ids())) {
      return Verdict.YES;
    }
    Verdict filtered = judged(type, known, length, others);
    return filtered == Verdict.UNKNOWN
        ? judged(
            type, known, length, page(type, Map.of("sortBy", naming, "sortOrder", "descending")))
        : filtered;
  }

  /// What came into being meanwhile is in a listing now, and shows nothing.
  ///
  /// @param other asked for in another way
  private Verdict judged(ResourceType type, Set<String> known, int length, ScimPage other) {
    if (other.resources().size() != length || known.containsAll(other.ids())) {
      return Verdict.UNKNOWN;
    }
    var unlisted = new HashSet<>(other.ids());
    unlisted.removeAll(known);
    ScimPage again = page(type, Map.of());
    return again.resources().size() != length || again.ids().containsAll(unlisted)
        ? Verdict.UNKNOWN
        : leadsOn(again, type, known) ? Verdict.YES : Verdict.NO;
  }

  /// Whether a reader finds the way on all the same: by index where no total stops it, or by
  /// cursor.
  private boolean leadsOn(ScimPage all, ResourceType type, Set<String> known) {
    if (all.total() == null) {
      String next = Integer.toString(all.resources().size() + 1);
      if (!known.containsAll(page(type, Map.of("startIndex", next)).ids())) {
        return true;
      }
    }
    return page(type, Map.of("cursor", "")).nextCursor() != null;
  }

  private ScimPage page(ResourceType type, Map<String, String> query) {
    var more = new HashMap<>(query);
    more.put("count", Integer.toString(PageProbe.LARGE));
    return client.page(type, more);
  }
}
