package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ResourceType;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Ids are compared as numbers, so that a number in quotes finds nothing: BeyondTrust Password Safe
/// takes `container.value eq 27` from [its
/// peers](https://www.beyondtrust.com/docs/beyondinsight-password-safe/bi/integrations/third-party/scim.htm).
/// Takes the quotes off numbers, though not inside other strings.
public record BareFilterValues() implements Quirk {
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  @Override
  public String behaviour() {
    return "numbers in quotes are not found by a filter: they are sent without";
  }

  @Override
  public URI link() {
    return URI.create(
        "https://www.beyondtrust.com/docs/beyondinsight-password-safe/bi/integrations/third-party/scim.htm");
  }

  @Override
  public Map<String, String> query(ResourceType type, boolean listing, Map<String, String> query) {
    String filter = query.get("filter");
    if (filter == null) {
      return query;
    }
    var bare = new LinkedHashMap<>(query);
    bare.put(
        "filter",
        STRING
            .matcher(filter)
            .replaceAll(string ->
                java.util.regex.Matcher.quoteReplacement(
                    string.group(1).matches("\\d{1,18}") ? string.group(1) : string.group())));
    return bare;
  }
}
