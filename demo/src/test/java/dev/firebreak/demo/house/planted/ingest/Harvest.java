package dev.firebreak.demo.house.planted.ingest;

/// Stands for a harvest.
public record Harvest(String stamp) {}
