package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.scim.resource.ResourceType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a SCIM request goes to.
///
/// @param id null where it goes to an endpoint as a whole
record RequestPath(ResourceType type, @Nullable String id) {

  /// Reads the path or address of a request; what comes before the endpoint does not matter, nor
  /// does a query.
  ///
  /// @throws WhatIfRefused if it goes to nothing that is known
  static RequestPath parse(String text) {
    String path = text.split("[?#]", 2)[0];
    List<String> steps =
        Arrays.stream(path.split("/", -1)).filter(step -> !step.isEmpty()).toList();
    if (steps.contains(".") || steps.contains("..")) {
      throw refused(text + " goes up and down; give the path as it is sent.");
    }
    for (int last = 1; last <= Math.min(2, steps.size()); last++) {
      String endpoint = "/" + steps.get(steps.size() - last);
      for (ResourceType type : ResourceType.values()) {
        if (type.endpoint().equals(endpoint)) {
          return new RequestPath(type, last == 1 ? null : decoded(steps.getLast()));
        }
      }
    }
    throw refused(
        "%s goes to no endpoint that is known here. Known: %s; with the id of a resource behind it, but for POST."
            .formatted(
                text,
                Arrays.stream(ResourceType.values())
                    .map(ResourceType::endpoint)
                    .collect(Collectors.joining(", "))));
  }

  private static WhatIfRefused refused(String problem) {
    return new WhatIfRefused(List.of(new Problem("/path", problem)));
  }

  private static String decoded(String step) {
    try {
      return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return step;
    }
  }

  String requiredId() {
    if (id == null) {
      throw refused("The id of the resource is missing: " + type.endpoint() + "/ID.");
    }
    return id;
  }
}
