package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A listing ends at a number of resources, whatever more there is, and says nothing: Salesforce
/// lists [200](https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_scim_rest_api.htm)
/// entitlements and no next page. A listing of just that many, or of more, is not believed to be
/// complete.
///
/// @param most resources that a listing can hold
public record CutListing(ResourceType type, int most) implements Quirk {
  @Override
  public String behaviour() {
    return "a listing of %s resources ends at %d and does not say so: one of that many is not believed to be complete"
        .formatted(type.typeName(), most);
  }

  @Override
  public URI link() {
    return URI.create(
        "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_scim_rest_api.htm");
  }

  @Override
  public ResourceType only() {
    return type;
  }

  @Override
  public @Nullable String doubt(ResourceType read, int distinct) {
    return read == type && distinct >= most
        ? "this service provider lists %d at most and does not say whether there are more"
            .formatted(most)
        : null;
  }
}
