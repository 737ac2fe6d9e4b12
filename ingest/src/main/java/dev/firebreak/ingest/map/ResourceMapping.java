package dev.firebreak.ingest.map;

import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;

/// The only change of shape between a SCIM resource and the graph: a pure function of the resource
/// and the source's declared mapping. What an attribute does not say stays unknown; what it says
/// wrongly is reported with source, resource and attribute, and the rest of the resource is kept.
public final class ResourceMapping {

  private final SourceConfig source;
  private final AccountMapping accounts;
  private final AccessMapping access;
  private final VaultMapping vault;

  public ResourceMapping(SourceConfig source, List<SensitivityRule> sensitivity) {
    List<SensitivityRule> rules = List.copyOf(sensitivity);
    this.source = source;
    this.access = new AccessMapping(source.map(), rules);
    this.accounts = new AccountMapping(source.map(), access);
    this.vault = new VaultMapping(source.map(), rules);
  }

  /// Adds what `resource` says to `rows`.
  ///
  /// @throws dev.firebreak.scim.resource.ScimFailure if the resource has no id; `rows` is unchanged
  /// @throws IllegalArgumentException for a type that no mapping reads
  public void map(ResourceType type, ScimResource resource, MappedRows rows) {
    Attributes attributes = new Attributes(source.id(), type, resource, rows.problems());
    switch (type) {
      case USER -> accounts.user(attributes, rows);
      case GROUP -> access.group(attributes, rows);
      case ROLE, ENTITLEMENT -> access.entitlement(attributes, rows);
      case CONTAINER -> vault.container(attributes, rows);
      case PRIVILEGED_DATA -> vault.privilegedData(attributes, rows);
      case CONTAINER_PERMISSION -> vault.permission(attributes, rows);
      case PRIVILEGED_DATA_PERMISSION ->
          throw new IllegalArgumentException(type.typeName() + " resources are not read");
    }
  }
}
