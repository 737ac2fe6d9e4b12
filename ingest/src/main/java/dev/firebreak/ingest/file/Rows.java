package dev.firebreak.ingest.file;

import dev.firebreak.scim.resource.ScimFailure;
import java.util.function.Consumer;

/// The rows of a list, in the order of the file.
sealed interface Rows permits CsvRows, JsonRows {

  /// Hands out each row, bad ones with their fault.
  ///
  /// @throws ScimFailure if the file cannot be read to its end, or is not of its format
  void each(Consumer<Row> take);
}
