package dev.firebreak.remediation.plan;

import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Accounts, groups and containers that Firebreak never changes, such as break-glass users: each
/// named by its id, its user name, its external id or its display name, without regard to case.
///
/// @param names in lower case
public record NeverTouch(Set<String> names) {

  /// Nothing is protected.
  public static final NeverTouch NONE = new NeverTouch(Set.of());

  public NeverTouch {
    names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Protects these.
  public static NeverTouch of(String... names) {
    return new NeverTouch(Set.of(names));
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /// The name under which a node is protected, if it is.
  public Optional<String> match(Node node) {
    return named(node.resourceId()).or(() -> named(node.userName())).or(() -> named(node.name()));
  }

  private Optional<String> named(@Nullable String candidate) {
    return candidate != null && names.contains(candidate.toLowerCase(Locale.ROOT))
        ? Optional.of(candidate)
        : Optional.empty();
  }

  /// The name under which a resource is protected, if it is.
  public Optional<String> match(ScimResource resource) {
    return match(
        Stream.of("id", "userName", "externalId", "displayName", "name", "display")
            .flatMap(path -> resource.text(path).stream())
            .toList());
  }

  /// The first of these that is protected.
  public Optional<String> match(Collection<String> candidates) {
    return candidates.stream().flatMap(candidate -> named(candidate).stream()).findFirst();
  }
}
