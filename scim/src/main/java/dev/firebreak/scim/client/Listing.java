package dev.firebreak.scim.client;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What reading an endpoint to its end came to. Only a complete listing tells what is *not* there.
///
/// @param endpoint as it was asked for
/// @param received resources that came over the wire, those that came again included
/// @param distinct resources handed out, each once
/// @param promised the last `totalResults` that could be read, or null
/// @param pages answers read
/// @param complete whether every resource of the endpoint was handed out
/// @param problem why not, in one sentence; null exactly when complete
/// @param secrets how often a secret stood in clear, by the attribute that held it; all were
///   dropped
public record Listing(
    String endpoint,
    int received,
    int distinct,
    @Nullable Integer promised,
    int pages,
    boolean complete,
    @Nullable String problem,
    Map<String, Integer> secrets) {
  public Listing {
    if (complete != (problem == null)) {
      throw new IllegalArgumentException("a listing is either complete or has a problem");
    }
    if (received < distinct) {
      throw new IllegalArgumentException("no more resources are distinct than were received");
    }
    secrets = Map.copyOf(secrets);
  }

  /// A listing in which every resource came once and no secret stood.
  public Listing(
      String endpoint,
      int distinct,
      @Nullable Integer promised,
      int pages,
      boolean complete,
      @Nullable String problem) {
    this(endpoint, distinct, distinct, promised, pages, complete, problem, Map.of());
  }

  /// The same, though not complete after all.
  Listing doubted(String why) {
    return new Listing(endpoint, received, distinct, promised, pages, false, why, secrets);
  }

  /// The same, with the secrets that were dropped from it.
  Listing without(Map<String, Integer> dropped) {
    return new Listing(
        endpoint, received, distinct, promised, pages, complete, problem, new TreeMap<>(dropped));
  }
}
