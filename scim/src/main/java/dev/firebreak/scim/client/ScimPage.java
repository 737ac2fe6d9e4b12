package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer to one query (RFC 7644 §3.4.2), whether it was granted or refused.
///
/// @param status of HTTP
/// @param resources as they came, with repetitions; none when it was refused
/// @param total `totalResults`, or null when absent or no number
/// @param nextCursor what asks for the page after this one (RFC 9865 §2), or null
/// @param detail why it was refused, in the service provider's words; empty when it was not
public record ScimPage(
    int status,
    List<ScimResource> resources,
    @Nullable Integer total,
    @Nullable String nextCursor,
    String detail) {
  public ScimPage {
    resources = List.copyOf(resources);
  }

  static ScimPage of(Answer answer, Dialect dialect) {
    if (!answer.succeeded()) {
      return new ScimPage(answer.status(), List.of(), null, null, answer.detail());
    }
    var resources = new ArrayList<ScimResource>();
    try (var page = new PageReader(answer)) {
      for (ScimResource next = page.next(); next != null; next = page.next()) {
        resources.add(dialect.received(next));
      }
      return new ScimPage(answer.status(), resources, page.total(), page.nextCursor(), "");
    }
  }

  /// Whether it was granted.
  public boolean granted() {
    return status / 100 == 2;
  }

  /// The ids of its resources, in their order; of one without, nothing.
  public List<String> ids() {
    return resources.stream().flatMap(each -> each.text("id").stream()).toList();
  }
}
