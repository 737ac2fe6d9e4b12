package dev.firebreak.demo.house;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names that a statement gives to labels, types and properties, read from its text. Neo4j
/// takes a new name in a write for meant, so a write needs this beside its plan.
///
/// @param labelsAndTypes what follows a colon or a bar without a space, as in `:Account` and
///   `|HOLDS`
/// @param properties what follows a dot, and the keys of maps; what is read of an unwound row, the
///   names of functions and maps that are their arguments are left out
record WrittenNames(Set<String> labelsAndTypes, Set<String> properties) {

  private static final Pattern LABEL_OR_TYPE = Pattern.compile("[:|&]([A-Z]\\w*)");
  private static final Pattern PROPERTY = Pattern.compile("\\b(\\w+)\\.(\\w+)");
  private static final Pattern MAP_KEY = Pattern.compile("[{,]\\s*(\\w+):\\s");
  private static final Pattern ROW = Pattern.compile("(?i)UNWIND\\s+\\S+\\s+AS\\s+(\\w+)");

  static WrittenNames in(String text) {
    String statement =
        QueryShape.statement(text)
            .replaceAll("(?i)CALL\\s+[\\w.]+", "CALL ")
            .replaceAll("\\b\\w+\\(\\{[^{}]*}\\)", "(")
            .replaceAll("\\b(?:\\w+\\.)+\\w+\\(", "(");
    Set<String> rows =
        ROW.matcher(statement).results().map(m -> m.group(1)).collect(Collectors.toSet());
    Set<String> properties = new LinkedHashSet<>();
    PROPERTY
        .matcher(statement)
        .results()
        .filter(access -> !rows.contains(access.group(1)))
        .forEach(access -> properties.add(access.group(2)));
    MAP_KEY.matcher(statement).results().forEach(key -> properties.add(key.group(1)));
    Set<String> labelsAndTypes =
        LABEL_OR_TYPE
            .matcher(statement)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new WrittenNames(labelsAndTypes, properties);
  }
}
