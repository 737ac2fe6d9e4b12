package dev.firebreak.graph.query;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a parameter record into the map that goes over the wire: nested records become maps, enums
/// their names, an [Instant] a zoned time in UTC.
public final class Parameters {

  private Parameters() {}

  /// The components of `record` by name.
  public static Map<String, @Nullable Object> of(Record record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        map.put(component.getName(), wire(accessor.invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("cannot read " + component + " of " + record, e);
      }
    }
    return map;
  }

  private static @Nullable Object wire(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Record record -> of(record);
      case Enum<?> constant -> constant.name();
      case Instant instant -> instant.atZone(ZoneOffset.UTC);
      case Collection<?> values -> values.stream().map(Parameters::wire).toList();
      default -> value;
    };
  }
}
