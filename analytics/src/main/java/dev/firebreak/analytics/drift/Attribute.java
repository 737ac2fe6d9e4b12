package dev.firebreak.analytics.drift;

import dev.firebreak.graph.snapshot.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What two accounts of one identity may disagree about.
enum Attribute {
  USER_NAME("user name", false, Node::userName),
  EMAIL("e-mail address", false, Node::email),
  DEPARTMENT("department", true, Node::department),
  TITLE("title", true, Node::title);

  private final String word;
  private final boolean told;
  private final Function<Node, @Nullable String> value;

  Attribute(String word, boolean told, Function<Node, @Nullable String> value) {
    this.word = word;
    this.told = told;
    this.value = value;
  }

  /// @throws IllegalArgumentException if none is called so
  static Attribute called(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no attribute is called " + word));
  }

  String word() {
    return word;
  }

  /// Whether stories tell its values.
  boolean told() {
    return told;
  }

  /// Its value in the form in which it is compared: trimmed, in lower case; null where the source
  /// says nothing.
  @Nullable String compared(Node account) {
    String raw = value.apply(account);
    return raw == null || raw.isBlank() ? null : raw.strip().toLowerCase(Locale.ROOT);
  }

  /// Its value as the source has it.
  String shown(Node account) {
    return String.valueOf(value.apply(account)).strip();
  }
}
