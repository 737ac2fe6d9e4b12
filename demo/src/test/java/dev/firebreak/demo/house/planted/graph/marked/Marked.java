package dev.firebreak.demo.house.planted.graph.marked;

/// In a package with a proper package-info.
public final class Marked {}
