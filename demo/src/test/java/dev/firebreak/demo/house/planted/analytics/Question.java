package dev.firebreak.demo.house.planted.analytics;

/// Stands for an analysis.
public record Question(String text) {}
