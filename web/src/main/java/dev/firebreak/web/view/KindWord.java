package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A kind of node as an address names it.
public final class KindWord {

  private KindWord() {}

  /// The kind with this name, in whatever case.
  ///
  /// @throws NotUnderstood if there is none, naming those that there are
  public static NodeKind kind(String word) {
    return Arrays.stream(NodeKind.values())
        .filter(kind -> kind.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new NotUnderstood(
                "There is no kind '%s'. Use one of %s."
                    .formatted(
                        word,
                        Arrays.stream(NodeKind.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", ")))));
  }
}
