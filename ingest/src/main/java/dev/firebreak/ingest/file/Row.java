package dev.firebreak.ingest.file;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a list.
///
/// @param place file and line, for people
/// @param cells what it holds, by attribute; a blank cell is left out
/// @param fault why its cells cannot be told apart; null where they can
record Row(String place, Map<String, String> cells, @Nullable String fault) {

  /// The text of an attribute; null where the row has none.
  @Nullable String text(String attribute) {
    return cells.get(attribute);
  }

  /// The place and what is wrong there.
  String at(String what) {
    return place + ": " + what;
  }
}
