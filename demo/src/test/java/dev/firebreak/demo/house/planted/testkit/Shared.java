package dev.firebreak.demo.house.planted.testkit;

/// Stands for what only tests may import.
public final class Shared {}
