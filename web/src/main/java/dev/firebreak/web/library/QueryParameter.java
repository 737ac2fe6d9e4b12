package dev.firebreak.web.library;

import org.jspecify.annotations.Nullable;

/// A value that a query needs.
///
/// @param name as the query writes it, without `$`
/// @param description what it means; empty for nothing
/// @param preset what it is when nobody says otherwise, as [ParameterType#value] reads it; null
///   where somebody must
public record QueryParameter(
    String name, ParameterType type, String description, @Nullable String preset) {}
