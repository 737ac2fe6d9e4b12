package dev.firebreak.demo.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.firebreak.graph.query.Query;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The constants that bind query files, found in the compiled classes whatever their visibility.
final class BoundQueries {

  /// A constant and where it stands.
  record Constant(String where, Query<?, ?> query) {

    @Override
    public String toString() {
      return query.path();
    }
  }

  private BoundQueries() {}

  static List<Constant> in(JavaClasses classes) {
    List<Constant> constants = new ArrayList<>();
    for (var type : classes) {
      for (JavaField field : type.getFields()) {
        if (field.getRawType().isEquivalentTo(Query.class)
            && field.getModifiers().contains(JavaModifier.STATIC)) {
          constants.add(new Constant(field.getFullName(), value(field.reflect())));
        }
      }
    }
    return List.copyOf(constants);
  }

  /// The files that are not bound by exactly one constant, each a sentence. A constant without a
  /// file does not even load.
  static List<String> faults(List<Constant> constants, List<String> files) {
    Map<String, List<String>> bound =
        constants.stream()
            .collect(groupingBy(c -> c.query().path(), mapping(Constant::where, toList())));
    List<String> faults = new ArrayList<>();
    for (String file : files) {
      List<String> where = bound.getOrDefault(file, List.of());
      if (where.isEmpty()) {
        faults.add("cypher/%s.cypher is bound by no Query constant".formatted(file));
      } else if (where.size() > 1) {
        faults.add("cypher/%s.cypher is bound more than once: %s".formatted(file, where));
      }
    }
    return faults;
  }

  private static Query<?, ?> value(Field field) {
    try {
      field.setAccessible(true);
      return (Query<?, ?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
