package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does a filter find an id that is a number when it stands in quotes, as every string does?
final class NumberProbe {
  private static final String SOME = "10";
  private static final String CONTAINER = "container.value";

  private final ScimClient client;

  NumberProbe(ScimClient client) {
    this.client = client;
  }

  /// @param types what is read of the source
  /// @param type that the page is of
  Judged quoted(List<ResourceType> types, ResourceType type, ScimPage page) {
    if (types.contains(ResourceType.CONTAINER_PERMISSION)) {
      ScimPage permissions = client.page(ResourceType.CONTAINER_PERMISSION, Map.of("count", SOME));
      Optional<String> container = number(permissions, CONTAINER);
      if (container.isPresent()) {
        return ask(ResourceType.CONTAINER_PERMISSION, CONTAINER, container.get());
      }
    }
    return number(page, "id")
        .map(id -> ask(type, "id", id))
        .orElseGet(() -> Judged.unknown("not asked: no id that was listed is a number"));
  }

  private static Optional<String> number(ScimPage page, String attribute) {
    return page.resources().reversed().stream()
        .flatMap(each -> each.text(attribute).stream())
        .filter(id -> id.matches("\\d{1,18}"))
        .findFirst();
  }

  private Judged ask(ResourceType type, String attribute, String number) {
    ScimPage quoted = found(type, FilterProbe.equalTo(attribute, number));
    ScimPage bare = found(type, attribute + " eq " + number);
    return judge(quoted, bare, attribute, number);
  }

  private ScimPage found(ResourceType type, String filter) {
    return client.page(type, Map.of("filter", filter, "count", SOME));
  }

  static Judged judge(ScimPage quoted, ScimPage bare, String attribute, String number) {
    String asked = "for one %s in quotes and without".formatted(attribute);
    if (finds(quoted, attribute, number)) {
      return Judged.yes("asked %s; in quotes it was found", asked);
    }
    boolean told = quoted.granted() ? quoted.resources().isEmpty() : quoted.status() == 400;
    return told && finds(bare, attribute, number)
        ? Judged.no("asked %s; it was only found without", asked)
        : Judged.unknown("asked %s; it was found neither way", asked);
  }

  /// Whether it found what was asked for and nothing else.
  private static boolean finds(ScimPage page, String attribute, String number) {
    List<ScimResource> found = page.resources();
    return !found.isEmpty()
        && found.stream().allMatch(each -> each.text(attribute).equals(Optional.of(number)));
  }
}
