package dev.firebreak.scim.quirk;

/// The configuration page has the name of SCIM 1.1: Salesforce serves
/// [`/ServiceProviderConfigs`](https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_scim_rest_api.htm)
/// under v2.
public record ConfigsInPlural() implements Quirk {
  @Override
  public String configPage(String page) {
    return page + "s";
  }
}
