package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;

/// The products whose quirks are known, by the preset that a source names. Several of them are only
/// clients of SCIM; a source of that name is a bridge in front of them, and held to the standard.
public enum Quirks {
  GENERIC,
  ENTRA,
  OKTA,
  CYBERARK(new NoPatchOf(ResourceType.CONTAINER), new NoPatchOf(ResourceType.CONTAINER_PERMISSION)),
  BEYONDTRUST(new BareFilterValues()),
  DELINEA,
  SALESFORCE(
      new ConfigsInPlural(), new AtMostPerPage(200), new CutListing(ResourceType.ENTITLEMENT, 200)),
  AWS_IDENTITY_CENTER(new PagesOnlyByCursor(), new AtMostPerPage(50), new MembersByAsking()),
  DATABRICKS(new OneByOne(ResourceType.GROUP, List.of("id", "displayName"))),
  KEYCLOAK(new AtMostPerPage(100), new MembersOnRequest(), new UnqualifiedPaths());

  private final List<Quirk> all;

  Quirks(Quirk... own) {
    var quirks = new ArrayList<Quirk>(List.of(own));
    quirks.add(new SecretsInPayload());
    this.all = List.copyOf(quirks);
  }

  /// Every quirk of the product, in the order they apply.
  public List<Quirk> all() {
    return all;
  }
}
