package dev.firebreak.scim.client;

import org.jspecify.annotations.Nullable;

/// What reading an endpoint to its end came to. Only a complete listing tells what is *not* there.
///
/// @param endpoint as it was asked for
/// @param distinct resources handed out, each once
/// @param promised the last `totalResults` that could be read, or null
/// @param pages answers read
/// @param complete whether every resource of the endpoint was handed out
/// @param problem why not, in one sentence; null exactly when complete
public record Listing(
    String endpoint,
    int distinct,
    @Nullable Integer promised,
    int pages,
    boolean complete,
    @Nullable String problem) {
  public Listing {
    if (complete != (problem == null)) {
      throw new IllegalArgumentException("a listing is either complete or has a problem");
    }
  }
}
