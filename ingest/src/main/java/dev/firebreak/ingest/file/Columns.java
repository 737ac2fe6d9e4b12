package dev.firebreak.ingest.file;

import dev.firebreak.ingest.source.FilesConfig.FileList;
import dev.firebreak.scim.resource.ScimFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which attribute each column of a list holds. A column that nobody knows is not read, and told
/// once.
final class Columns {

  private final FileList list;
  private final String file;
  private final ListFormat format;
  private final Map<String, String> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> unread = new LinkedHashSet<>();

  /// @param declared column names to attributes, as configured
  Columns(FileList list, String file, Map<String, String> declared) {
    this.list = list;
    this.file = file;
    this.format = ListFormat.of(list);
    this.declared.putAll(declared);
  }

  /// The attribute that a column holds; empty for one that is not read.
  Optional<String> attribute(String column) {
    String name = column.strip();
    Optional<String> attribute = Optional.ofNullable(declared.get(name)).or(() -> ofFormat(name));
    if (attribute.isEmpty()) {
      unread.add(name);
    }
    return attribute;
  }

  /// A column that another one is declared to be is not read by its own name.
  private Optional<String> ofFormat(String name) {
    return format.attribute(name).filter(attribute -> !declared.containsValue(attribute));
  }

  /// The attributes of a header, null for a column that is not read.
  ///
  /// @throws ScimFailure if a column is missing or there twice
  List<@Nullable String> header(List<String> names) {
    List<@Nullable String> attributes = new ArrayList<>();
    for (String name : names) {
      String attribute = attribute(name).orElse(null);
      if (attribute != null && attributes.contains(attribute)) {
        throw malformed("has two columns for %s; take one out".formatted(attribute), names);
      }
      attributes.add(attribute);
    }
    for (String required : format.required()) {
      if (!attributes.contains(required)) {
        throw malformed(
            "has no column for %s; name it so, or say which one it is under files.columns.%s"
                .formatted(required, list.word()),
            names);
      }
    }
    return attributes;
  }

  /// What a reader should know of the columns that were not read, as a sentence.
  Optional<String> remark() {
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: %s not read; say under files.columns.%s which attribute it holds if it should be"
                .formatted(
                    file,
                    unread.stream()
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(", ", "column ", " is")),
                    list.word()));
  }

  private ScimFailure malformed(String what, List<String> names) {
    return new ScimFailure(
        ScimFailure.Kind.MALFORMED,
        "%s %s. It has: %s".formatted(file, what, String.join(", ", names)));
  }
}
