package dev.firebreak.ingest.map;

import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;

/// The only change of shape between a SCIM resource and the graph: a pure function of the resource
/// and the source's declared mapping. What an attribute does not say stays unknown; what it says
/// wrongly is reported with source, resource and attribute, and the rest of the resource is kept.
public final class ResourceMapping {

  /// The type in the keys of rights on containers.
  public static final String CONTAINER_RIGHT = "ContainerRight";

  /// The type in the keys of rights on privileged accounts.
  public static final String PRIVILEGED_DATA_RIGHT = "PrivilegedDataRight";

  private final SourceConfig source;
  private final AccountMapping accounts;
  private final AccessMapping access;
  private final VaultMapping vault;
  private final MappedRows scratch = MappedRows.empty();

  public ResourceMapping(SourceConfig source, List<SensitivityRule> sensitivity) {
    List<SensitivityRule> rules = List.copyOf(sensitivity);
    this.source = source;
    this.access = new AccessMapping(source.map(), rules);
    this.accounts = new AccountMapping(source.map(), access);
    this.vault = new VaultMapping(source.map(), rules);
  }

  /// Adds what `resource` says to `rows`. Not for several threads.
  ///
  /// @throws UnusableResource if nothing can be made of it; `rows` is unchanged
  public void map(ResourceType type, ScimResource resource, MappedRows rows) {
    Optional<UnusableResource> fault = RowNotes.fault(resource);
    if (fault.isPresent()) {
      throw fault.get();
    }
    try {
      RowNotes.remarks(resource)
          .forEach(remark -> scratch.problems().add("source " + source.id() + ": " + remark));
      read(type, new Attributes(source.id(), type, resource, scratch.problems()));
      scratch.moveTo(rows);
    } catch (ScimFailure e) {
      throw new UnusableResource("/id", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new UnusableResource("", String.valueOf(e.getMessage()));
    } finally {
      scratch.clear();
    }
  }

  private void read(ResourceType type, Attributes attributes) {
    switch (type) {
      case USER -> accounts.user(attributes, scratch);
      case GROUP -> access.group(attributes, scratch);
      case ROLE, ENTITLEMENT -> access.entitlement(attributes, scratch);
      case CONTAINER -> vault.container(attributes, scratch);
      case PRIVILEGED_DATA -> vault.privilegedData(attributes, scratch);
      case CONTAINER_PERMISSION -> vault.containerPermission(attributes, scratch);
      case PRIVILEGED_DATA_PERMISSION -> vault.privilegedDataPermission(attributes, scratch);
    }
  }
}
