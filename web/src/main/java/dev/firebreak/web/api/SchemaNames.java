package dev.firebreak.web.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What schemas of the OpenAPI document are called, and which of their fields are always there. A
/// record inside of another class is called after both; one inside of a controller by its own name
/// alone. Two that would have one name keep the document from being made.
@Component
final class SchemaNames implements ModelConverter {

  private static final String OURS = "dev.firebreak.";
  private static final String CONTROLLER = "Api";

  private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    JavaType java = Json.mapper().constructType(type.getType());
    Class<?> raw = java.getRawClass();
    if (!raw.getName().startsWith(OURS) || raw.isEnum()) {
      return chain.next().resolve(type, context, chain);
    }
    if (type.getName() == null) {
      type.setName(name(raw));
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    Schema<?> defined = context.getDefinedModels().get(name(raw));
    if (defined != null && raw.isRecord()) {
      complete(defined, raw);
    }
    return resolved;
  }

  private String name(Class<?> type) {
    Class<?> around = type.getDeclaringClass();
    String name =
        around == null || around.getSimpleName().endsWith(CONTROLLER)
            ? type.getSimpleName()
            : name(around) + "." + type.getSimpleName();
    Class<?> other = named.putIfAbsent(name, type);
    if (other != null && other != type) {
      throw new IllegalStateException("%s and %s are both called %s.".formatted(other, type, name));
    }
    return name;
  }

  /// A component that cannot be null is always there; any other may be null.
  private static void complete(Schema<?> schema, Class<?> type) {
    var fields = schema.getProperties();
    if (fields == null) {
      return;
    }
    List<String> always = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Schema<?> field = fields.get(component.getName());
      if (field == null) {
        continue;
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        maybeNull(field);
      } else {
        always.add(component.getName());
      }
    }
    List<String> stated = schema.getRequired();
    schema.setRequired(
        Stream.concat(always.stream(), stated == null ? Stream.of() : stated.stream())
            .distinct()
            .sorted()
            .toList());
  }

  private static void maybeNull(Schema<?> field) {
    Set<String> types = field.getTypes();
    if (types != null && types.size() == 1) {
      Set<String> both = new LinkedHashSet<>(types);
      both.add("null");
      field.setTypes(both);
    }
  }
}
