package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The service provider says that it patches, but not resources of this type: CyberArk's containers
/// and container permissions take [PUT and
/// DELETE](https://identity-developer.cyberark.com/docs/manage-containers-with-scim-endpoints)
/// only. Nothing is sent.
public record NoPatchOf(ResourceType type) implements Quirk {
  @Override
  public String behaviour() {
    return "a PATCH of a %s is never taken: none is sent".formatted(type.typeName());
  }

  @Override
  public URI link() {
    return URI.create(
        "https://identity-developer.cyberark.com/docs/manage-containers-with-scim-endpoints");
  }

  @Override
  public ResourceType only() {
    return type;
  }

  @Override
  public @Nullable String refusesPatch(ResourceType patched) {
    return patched == type
        ? "this service provider takes no PATCH of a " + type.typeName() + "; nothing was sent"
        : null;
  }
}
