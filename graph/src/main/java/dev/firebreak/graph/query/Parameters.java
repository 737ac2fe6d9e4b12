package dev.firebreak.graph.query;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a parameter record into the map that goes over the wire: nested records become maps, and a
/// [Row] a list; enums become their names, an [Instant] a zoned time in UTC.
public final class Parameters {

  private Parameters() {}

  private record Component(String name, MethodHandle accessor) {}

  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Parameters::component).toList();
        }
      };

  private static Component component(RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Component(
          component.getName(),
          MethodHandles.lookup()
              .unreflect(accessor)
              .asType(MethodType.methodType(Object.class, Object.class)));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  /// The components of `record` by name.
  public static Map<String, @Nullable Object> of(Record record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Component component : COMPONENTS.get(record.getClass())) {
      map.put(component.name(), wire(value(component, record)));
    }
    return map;
  }

  /// The components of a record within a parameter; those that are null are left out, since Cypher
  /// reads a missing key of a map as null.
  private static Map<String, Object> map(Record record) {
    List<Component> components = COMPONENTS.get(record.getClass());
    Map<String, Object> map = HashMap.newHashMap(components.size());
    for (Component component : components) {
      Object value = wire(value(component, record));
      if (value != null) {
        map.put(component.name(), value);
      }
    }
    return map;
  }

  private static List<@Nullable Object> list(Record row) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Component component : COMPONENTS.get(row.getClass())) {
      Object value = value(component, row);
      if (value instanceof Record part && part instanceof Row) {
        list.addAll(list(part));
      } else {
        list.add(wire(value));
      }
    }
    return list;
  }

  private static @Nullable Object value(Component component, Record record) {
    try {
      return (Object) component.accessor().invokeExact((Object) record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException("cannot read " + component.name() + " of " + record, e);
    }
  }

  private static @Nullable Object wire(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Record row when row instanceof Row -> list(row);
      case Record record -> map(record);
      case Enum<?> constant -> constant.name();
      case Instant instant -> instant.atZone(ZoneOffset.UTC);
      case Collection<?> values -> values.stream().map(Parameters::wire).toList();
      default -> value;
    };
  }
}
