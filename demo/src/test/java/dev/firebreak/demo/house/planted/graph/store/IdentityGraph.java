package dev.firebreak.demo.house.planted.graph.store;

/// Stands for the door to Neo4j.
public final class IdentityGraph {

  private IdentityGraph() {}

  public static void ask() {}

  public static void apply() {}

  public static void inOneTransaction() {}
}
