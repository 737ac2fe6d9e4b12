package dev.firebreak.demo.larkspur;

/// One resource of one system.
///
/// @param source `doorway`, `ledgerone` or `strongroom`
/// @param type the SCIM resource type, for example `User`
/// @param name as people read it
public record Ref(String source, String type, String id, String name) {}
