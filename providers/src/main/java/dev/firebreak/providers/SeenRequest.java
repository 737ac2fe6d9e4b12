package dev.firebreak.providers;

import org.jspecify.annotations.Nullable;

/// One request as a provider saw it, and what it answered.
///
/// @param method the HTTP method
/// @param path the path with its query, as sent
/// @param ifMatch the `If-Match` header, null when there was none
/// @param status the HTTP status of the answer
public record SeenRequest(String method, String path, @Nullable String ifMatch, int status) {}
