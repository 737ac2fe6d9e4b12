package dev.firebreak.scim.resource;

/// The schema URNs that this client reads or writes.
public final class Schemas {
  private static final String SCHEMAS = "urn:ietf:params:scim:schemas:";
  private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
  private static final String PAM = SCHEMAS + "pam:1.0:";

  /// What every core schema URN of RFC 7643 starts with.
  public static final String CORE = SCHEMAS + "core:2.0:";

  public static final String USER = CORE + "User";
  public static final String GROUP = CORE + "Group";
  public static final String SERVICE_PROVIDER_CONFIG = CORE + "ServiceProviderConfig";
  public static final String RESOURCE_TYPE = CORE + "ResourceType";
  public static final String SCHEMA = CORE + "Schema";

  /// draft-ietf-scim-roles-entitlements
  public static final String ROLE = CORE + "Role";

  /// draft-ietf-scim-roles-entitlements
  public static final String ENTITLEMENT = CORE + "Entitlement";

  /// RFC 7643 §4.3
  public static final String ENTERPRISE_USER = SCHEMAS + "extension:enterprise:2.0:User";

  /// draft-grizzle-scim-pam-ext: joins a vault's user or group to the directory it comes from.
  public static final String PAM_LINKED_OBJECT = PAM + "LinkedObject";

  public static final String PAM_CONTAINER = PAM + "Container";
  public static final String PAM_PRIVILEGED_DATA = PAM + "PrivilegedData";
  public static final String PAM_CONTAINER_PERMISSION = PAM + "ContainerPermission";
  public static final String PAM_PRIVILEGED_DATA_PERMISSION = PAM + "PrivilegedDataPermission";

  public static final String LIST_RESPONSE = MESSAGES + "ListResponse";
  public static final String SEARCH_REQUEST = MESSAGES + "SearchRequest";
  public static final String PATCH_OP = MESSAGES + "PatchOp";
  public static final String ERROR = MESSAGES + "Error";

  private Schemas() {}
}
