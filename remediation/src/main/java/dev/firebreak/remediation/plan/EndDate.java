package dev.firebreak.remediation.plan;

import dev.firebreak.scim.filter.Op;
import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimResource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Where a source keeps until when something is held: in the `validTo` of one value of a list, as
/// it is harvested, or in an attribute of the account itself.
///
/// @param list the list, such as `entitlements`; or the attribute of the account
/// @param held the value in the list; empty for an attribute of the account
public record EndDate(String list, String held) {

  /// The sub-attribute of a grant that ends it.
  public static final String VALID_TO = "validTo";

  private static final String UNTIL = " until ";

  /// What a patch is about.
  ScimPath path() {
    return held.isEmpty()
        ? ScimPath.parse(list)
        : new ScimPath(
            AttributePath.parse(list),
            new ScimFilter.Compare(AttributePath.parse("value"), Op.EQ, StringNode.valueOf(held)),
            VALID_TO);
  }

  /// The elements that carry it.
  List<JsonNode> in(ScimResource shown) {
    return held.isEmpty()
        ? shown.values(list)
        : shown.values(list).stream()
            .filter(element ->
                AttributePath.scalar(element)
                    .filter(value -> value.asString("").equals(held))
                    .isPresent())
            .toList();
  }

  /// Whether the source is seen to keep ends of this kind: this resource shows one.
  public boolean isCarriedBy(ScimResource shown) {
    return held.isEmpty()
        ? !shown.values(list).isEmpty()
        : shown.values(list).stream().anyMatch(element -> end(element).isPresent());
  }

  /// `pay until 2026-12-31T00:00:00Z`, or `pay` without an end; nothing where it is not held.
  SortedSet<String> valuesIn(ScimResource shown) {
    TreeSet<String> values = new TreeSet<>();
    in(shown).forEach(element -> values.addAll(value(end(element).orElse(null))));
    return Collections.unmodifiableSortedSet(values);
  }

  /// The values with this end, as [#valuesIn] tells them.
  SortedSet<String> value(@Nullable String end) {
    String time = end == null ? null : instant(end);
    if (held.isEmpty()) {
      return time == null ? Collections.emptySortedSet() : PlannedChange.set(time);
    }
    return PlannedChange.set(time == null ? held : held + UNTIL + time);
  }

  /// The end in one of the elements.
  Optional<String> end(JsonNode element) {
    if (held.isEmpty()) {
      return AttributePath.scalar(element).map(JsonNode::asString);
    }
    return element instanceof ObjectNode complex
        ? new ScimResource(complex).text(VALID_TO)
        : Optional.empty();
  }

  /// One time has many spellings.
  private static String instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeParseException other) {
      return text;
    }
  }
}
