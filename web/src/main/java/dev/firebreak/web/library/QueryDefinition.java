package dev.firebreak.web.library;

import java.util.List;

/// What a query is, wherever it is kept.
///
/// @param description what it answers, in a sentence; may be empty
/// @param cypher the query
public record QueryDefinition(
    String name,
    String description,
    List<String> tags,
    String cypher,
    List<QueryParameter> parameters) {

  public QueryDefinition {
    tags = List.copyOf(tags);
    parameters = List.copyOf(parameters);
  }
}
