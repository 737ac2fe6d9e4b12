package dev.firebreak.graph.guard;

import java.util.List;

/// One operator of the plan of a query.
///
/// @param operator its name, without the database
/// @param details what the plan says of it; empty for nothing
public record PlanStep(String operator, String details, List<PlanStep> children) {

  public PlanStep {
    children = List.copyOf(children);
  }
}
