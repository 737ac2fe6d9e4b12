package dev.firebreak.scim.quirk;

import java.net.URI;

/// The configuration page has the name of SCIM 1.1: Salesforce serves
/// [`/ServiceProviderConfigs`](https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_scim_rest_api.htm)
/// under v2.
public record ConfigsInPlural() implements Quirk {
  @Override
  public String behaviour() {
    return "the configuration page is /ServiceProviderConfigs: it is read there";
  }

  @Override
  public URI link() {
    return URI.create(
        "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_scim_rest_api.htm");
  }

  @Override
  public String configPage(String page) {
    return page + "s";
  }
}
