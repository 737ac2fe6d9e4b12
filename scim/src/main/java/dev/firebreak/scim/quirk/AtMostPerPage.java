package dev.firebreak.scim.quirk;

import java.net.URI;

/// Larger pages are refused, or lose resources: AWS IAM Identity Center lists [50 or 100 by
/// region](https://docs.aws.amazon.com/singlesignon/latest/developerguide/listgroups.html),
/// Salesforce 200, Keycloak's preview 100. Asks for no more.
///
/// @param most resources on a page
public record AtMostPerPage(int most) implements Quirk {
  public AtMostPerPage {
    if (most < 1) {
      throw new IllegalArgumentException("a page holds at least one resource");
    }
  }

  @Override
  public String behaviour() {
    return "a page holds %d resources at most: no more are asked for".formatted(most);
  }

  @Override
  public URI link() {
    return URI.create(
        "https://docs.aws.amazon.com/singlesignon/latest/developerguide/listgroups.html");
  }

  @Override
  public int count(int wanted) {
    return Math.min(wanted, most);
  }
}
