package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A listing leaves out what each resource has, or takes too long with it: Databricks tells the
/// members of account groups [one group at a
/// time](https://databricks-sdk-py.readthedocs.io/en/latest/account/iam/groups_v2.html). Lists a
/// few attributes, then reads each resource by its id.
///
/// @param attributes what the listing asks for
public record OneByOne(ResourceType type, List<String> attributes) implements Quirk {
  public OneByOne {
    attributes = List.copyOf(attributes);
  }

  @Override
  public String behaviour() {
    return "a listing leaves out what a %s has: each is read by its id".formatted(type.typeName());
  }

  @Override
  public URI link() {
    return URI.create(
        "https://databricks-sdk-py.readthedocs.io/en/latest/account/iam/groups_v2.html");
  }

  @Override
  public ResourceType only() {
    return type;
  }

  @Override
  public Map<String, String> query(ResourceType read, boolean listing, Map<String, String> query) {
    if (read != type || !listing || query.containsKey("attributes")) {
      return query;
    }
    var few = new LinkedHashMap<>(query);
    few.remove("excludedAttributes");
    few.put("attributes", String.join(",", attributes));
    return few;
  }

  @Override
  public UnaryOperator<ScimResource> completing(ResourceType read, Ask ask) {
    return read == type ? listed -> ask.read(type, listed.id()) : UnaryOperator.identity();
  }
}
