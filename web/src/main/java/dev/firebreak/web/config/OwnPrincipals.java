package dev.firebreak.web.config;

import dev.firebreak.ingest.source.AuthConfig;
import dev.firebreak.ingest.source.SourceConfig;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Who Firebreak is in the sources: the user names and client ids that it signs in with, and those
/// that somebody named because a token does not tell.
public final class OwnPrincipals {

  private OwnPrincipals() {}

  /// Their names, in order.
  public static Set<String> of(FirebreakConfig config) {
    Set<String> names =
        new TreeSet<>(
            Objects.requireNonNull(Objects.requireNonNull(config.remediation()).ownPrincipals()));
    for (SourceConfig source :
        Objects.requireNonNullElse(config.sources(), List.<SourceConfig>of())) {
      AuthConfig auth = source.auth();
      if (auth != null && auth.basic() != null) {
        names.add(auth.basic().username());
      }
      if (auth != null && auth.clientCredentials() != null) {
        names.add(auth.clientCredentials().clientId());
      }
    }
    return names;
  }
}
