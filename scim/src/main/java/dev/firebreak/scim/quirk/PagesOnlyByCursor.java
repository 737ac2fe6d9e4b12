package dev.firebreak.scim.quirk;

import java.net.URI;

/// A request without a cursor is answered with the first page and nothing that leads on: AWS IAM
/// Identity Center pages [only when asked by
/// cursor](https://docs.aws.amazon.com/singlesignon/latest/developerguide/listgroups.html). Asks
/// with an empty cursor; where that is ignored, the listing goes on by index.
public record PagesOnlyByCursor() implements Quirk {
  @Override
  public String behaviour() {
    return "only a cursor leads to the next page: pages are asked for by cursor";
  }

  @Override
  public URI link() {
    return URI.create(
        "https://docs.aws.amazon.com/singlesignon/latest/developerguide/listgroups.html");
  }

  @Override
  public boolean pagesOnlyByCursor() {
    return true;
  }
}
