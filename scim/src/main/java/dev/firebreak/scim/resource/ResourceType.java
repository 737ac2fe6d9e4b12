package dev.firebreak.scim.resource;

import java.util.Optional;

/// The resource types that Firebreak reads, by the name their schema gives them and the endpoint
/// that serves them: RFC 7643, the roles-and-entitlements draft and the PAM extension draft.
public enum ResourceType {
  USER("User", "/Users"),
  GROUP("Group", "/Groups"),
  ROLE("Role", "/Roles"),
  ENTITLEMENT("Entitlement", "/Entitlements"),
  CONTAINER("Container", "/Containers"),
  PRIVILEGED_DATA("PrivilegedData", "/PrivilegedData"),
  CONTAINER_PERMISSION("ContainerPermission", "/ContainerPermissions"),
  PRIVILEGED_DATA_PERMISSION("PrivilegedDataPermission", "/PrivilegedDataPermissions");

  private final String typeName;
  private final String endpoint;

  ResourceType(String typeName, String endpoint) {
    this.typeName = typeName;
    this.endpoint = endpoint;
  }

  /// The name, for example `ContainerPermission`; the middle part of a node key.
  public String typeName() {
    return typeName;
  }

  /// The path below the base URL, for example `/ContainerPermissions`.
  public String endpoint() {
    return endpoint;
  }

  /// The type with this name.
  public static Optional<ResourceType> named(String typeName) {
    for (ResourceType type : values()) {
      if (type.typeName.equals(typeName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
