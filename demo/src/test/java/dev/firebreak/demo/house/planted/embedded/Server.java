package dev.firebreak.demo.house.planted.embedded;

/// Stands for the embedded database.
public final class Server {}
