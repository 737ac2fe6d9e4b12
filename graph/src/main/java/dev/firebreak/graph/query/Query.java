package dev.firebreak.graph.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One Cypher file bound to its parameter and row records. Constants of this type are the only way
/// Cypher reaches the database.
///
/// @param path the file below `cypher/`, without its ending: `analytics/blast-radius`
/// @param mode whether it reads or writes
/// @param parameters the record whose components are the query's `$names`
/// @param rows the record whose components are the query's columns
/// @param header what the file's comment says of itself
/// @param text the statement
public record Query<P extends Record, R extends Record>(
    String path, Mode mode, Class<P> parameters, Class<R> rows, QueryHeader header, String text) {

  /// Whether a query changes the graph.
  public enum Mode {
    READ,
    WRITE
  }

  /// The parameters of a query that takes none.
  public record None() {
    /// The only value needed.
    public static final None NONE = new None();
  }

  /// A query that reads.
  ///
  /// @throws IllegalArgumentException if the file is missing or its header is not complete
  public static <P extends Record, R extends Record> Query<P, R> read(
      String path, Class<P> parameters, Class<R> rows) {
    return load(path, Mode.READ, parameters, rows);
  }

  /// A query that writes. Its rows may be [None] when only the counts matter.
  ///
  /// @throws IllegalArgumentException if the file is missing or its header is not complete
  public static <P extends Record, R extends Record> Query<P, R> write(
      String path, Class<P> parameters, Class<R> rows) {
    return load(path, Mode.WRITE, parameters, rows);
  }

  private static <P extends Record, R extends Record> Query<P, R> load(
      String path, Mode mode, Class<P> parameters, Class<R> rows) {
    String text = text(path);
    QueryHeader header = QueryHeader.parse(path, text);
    if (header.mode() != mode) {
      throw new IllegalArgumentException(
          "cypher/%s.cypher says mode %s but is bound as %s".formatted(path, header.mode(), mode));
    }
    return new Query<>(path, mode, parameters, rows, header, text);
  }

  /// The text of a Cypher file.
  ///
  /// @throws IllegalArgumentException if there is no such file, naming it
  public static String text(String path) {
    String resource = "/cypher/" + path + ".cypher";
    try (InputStream in = Query.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no query file " + resource.substring(1));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
