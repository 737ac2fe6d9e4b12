package dev.firebreak.web.saved;

import java.time.Instant;

/// A list of findings under a name.
///
/// @param id its name in addresses
/// @param shared whether everybody sees it
/// @param query the parameters of the list's address, encoded
public record SavedView(
    String id, String name, String owner, boolean shared, String query, Instant savedAt) {}
