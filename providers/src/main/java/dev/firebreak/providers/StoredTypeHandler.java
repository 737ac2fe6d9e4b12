package dev.firebreak.providers;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.constants.enums.Uniqueness;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.schemas.validation.AbstractResourceValidator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Create, read, list, replace and delete over one [ResourceStore]; PATCH comes from the SCIM-SDK
/// on top of these.
final class StoredTypeHandler extends ResourceHandler<StoredResource> {
  private final ResourceStore store;

  StoredTypeHandler(ResourceStore store) {
    this.store = store;
  }

  @Override
  public StoredResource createResource(StoredResource resource, Context context) {
    resource.setId(UUID.randomUUID().toString());
    requireUnique(resource, Optional.empty());
    return store.put(resource);
  }

  @Override
  public StoredResource getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    return store.get(id).orElseThrow(() -> notFound(id));
  }

  @Override
  public PartialListResponse<StoredResource> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      SchemaAttribute sortBy,
      SortOrder sortOrder,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    if (filter == null) {
      return answer(store.page(startIndex, count), store.count());
    }
    var matches = FilterResourceResolver.filterResources(getServiceProvider(), store.all(), filter);
    return answer(matches.stream().skip(startIndex - 1).limit(count).toList(), matches.size());
  }

  @Override
  public StoredResource updateResource(StoredResource resource, Context context) {
    var id = resource.getId().orElseThrow();
    var before = store.get(id).orElseThrow(() -> notFound(id));
    requireUnique(resource, Optional.of(before));
    var stored = store.put(resource);
    // The SDK takes the ETag header of a PUT from the request's meta object.
    var version = stored.at("/meta/version").asText();
    resource.getMeta().ifPresent(meta -> meta.setVersion(ETag.parseETag(version)));
    return stored;
  }

  @Override
  public void deleteResource(String id, Context context) {
    if (!store.remove(id)) {
      throw notFound(id);
    }
  }

  /// Whole resources go out as stored; only a choice of attributes needs the SDK's walk over the
  /// schema, which costs more than all the rest of a page.
  @Override
  protected Optional<AbstractResourceValidator> getResponseValidator(
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      JsonNode requestDocument,
      BiFunction<String, String, String> referenceUrlSupplier) {
    if (isEmpty(attributes) && isEmpty(excludedAttributes)) {
      return Optional.empty();
    }
    return super.getResponseValidator(
        attributes, excludedAttributes, requestDocument, referenceUrlSupplier);
  }

  private static boolean isEmpty(@Nullable List<SchemaAttribute> attributes) {
    return attributes == null || attributes.isEmpty();
  }

  private static PartialListResponse<StoredResource> answer(List<StoredResource> page, int total) {
    return PartialListResponse.<StoredResource>builder()
        .resources(page)
        .totalResults(total)
        .build();
  }

  private void requireUnique(StoredResource resource, Optional<StoredResource> before) {
    for (SchemaAttribute attribute : getSchema().getAttributes()) {
      var name = attribute.getName();
      var value = resource.path(name).asText("");
      var kept = before.filter(old -> old.path(name).asText("").equals(value)).isPresent();
      if (attribute.getUniqueness() == Uniqueness.SERVER
          && !name.equals("id")
          && !value.isEmpty()
          && !kept
          && store.taken(name, value, resource.getId().orElse(null))) {
        throw new ConflictException(
            name + " '" + value + "' is already taken", ScimType.RFC7644.UNIQUENESS);
      }
    }
  }

  private ResourceNotFoundException notFound(String id) {
    return new ResourceNotFoundException(
        "the " + getResourceType().getName() + " with id '" + id + "' does not exist");
  }
}
