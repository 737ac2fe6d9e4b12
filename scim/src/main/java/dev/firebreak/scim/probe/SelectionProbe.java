package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Does it select and sort as asked? The functions judge what came.
final class SelectionProbe {
  /// What may always come, asked for or not.
  private static final Set<String> ALWAYS = Set.of("id", "schemas", "meta");

  private SelectionProbe() {}

  /// What a resource has besides what always comes, in lower case.
  ///
  /// @param kept what was asked for
  static Set<String> others(ScimResource resource, String kept) {
    var names = new TreeSet<String>();
    resource.body().propertyNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    names.removeAll(ALWAYS);
    names.remove(kept.toLowerCase(Locale.ROOT));
    return names;
  }

  /// The attribute to ask to be left out: one that a reader can do without.
  static Optional<String> excludable(ScimResource whole, String naming) {
    Set<String> others = others(whole, naming);
    return Optional.of("displayName")
        .filter(name -> others.contains(name.toLowerCase(Locale.ROOT)))
        .or(() ->
            whole.body().propertyNames().stream()
                .filter(name -> others.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> !name.contains(":"))
                .findFirst());
  }

  /// @param whole the resource as it comes without a selection
  /// @param page asked for with `attributes`
  static Judged attributes(ScimResource whole, ScimPage page, String kept) {
    String asked = "for " + kept + " alone";
    if (!page.granted()) {
      return Judged.refused(asked, page);
    }
    Set<String> before = others(whole, kept);
    Optional<ScimResource> same = same(whole, page);
    if (same.isEmpty() || before.isEmpty()) {
      return Judged.unknown("asked %s; there was nothing to compare with", asked);
    }
    if (same.get().attribute(kept).isEmpty() && whole.attribute(kept).isPresent()) {
      return Judged.no("asked %s; it did not come", asked);
    }
    Set<String> still = others(same.get(), kept);
    still.retainAll(before);
    if (still.size() == before.size()) {
      return Judged.no("asked %s; all the other attributes came, too", asked);
    }
    return still.isEmpty()
        ? Judged.yes("asked %s; nothing else came", asked)
        : Judged.yes("asked %s; besides came %s", asked, String.join(", ", still));
  }

  /// @param page asked for with `excludedAttributes`
  static Judged excluded(ScimResource whole, ScimPage page, String left) {
    String asked = "for all but " + left;
    if (!page.granted()) {
      return Judged.refused(asked, page);
    }
    Optional<ScimResource> same = same(whole, page);
    if (same.isEmpty()) {
      return Judged.unknown("asked %s; there was nothing to compare with", asked);
    }
    return same.get().attribute(left).isPresent()
        ? Judged.no("asked %s; it came", asked)
        : Judged.yes("asked %s; it did not come", asked);
  }

  static Judged sorted(ScimPage ascending, ScimPage descending, String by) {
    String asked = "for the first by " + by + ", ascending and descending";
    if (!ascending.granted()) {
      return Judged.refused(asked, ascending);
    }
    if (!descending.granted()) {
      return Judged.refused(asked, descending);
    }
    List<String> up = names(ascending, by);
    List<String> down = names(descending, by);
    if (Set.copyOf(up).size() < 2) {
      return Judged.unknown("asked %s; there are not two to tell apart", asked);
    }
    if (ascending.ids().equals(descending.ids())) {
      return Judged.no("asked %s; the same came in the same order: sortBy is ignored", asked);
    }
    return inOrder(up, down, String.CASE_INSENSITIVE_ORDER)
            || inOrder(up, down, Comparator.naturalOrder())
        ? Judged.yes("asked %s; both came in their order", asked)
        : Judged.unknown("asked %s; the order is none that is known here", asked);
  }

  private static boolean inOrder(List<String> up, List<String> down, Comparator<String> order) {
    return up.equals(in(up, order)) && down.equals(in(down, order.reversed()));
  }

  private static List<String> in(List<String> names, Comparator<String> order) {
    var sorted = new ArrayList<>(names);
    sorted.sort(order);
    return sorted;
  }

  private static List<String> names(ScimPage page, String by) {
    return page.resources().stream().flatMap(each -> each.text(by).stream()).toList();
  }

  private static Optional<ScimResource> same(ScimResource whole, ScimPage page) {
    Optional<String> id = whole.text("id");
    return page.resources().stream().filter(each -> each.text("id").equals(id)).findFirst();
  }
}
