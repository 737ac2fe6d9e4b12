package dev.firebreak.ingest.map;

import static dev.firebreak.ingest.scene.Served.json;

import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// Resources of one source as they are mapped.
final class Mapped {

  private Mapped() {}

  private static final SourceMapping MAPPING =
      new SourceMapping(
          null,
          null,
          null,
          null,
          new SourceMapping.Match("userType", "Service"),
          new SourceMapping.Match("userType", "Agent"),
          List.of("entitlements"),
          Set.of("Use"),
          null,
          "login",
          "system");

  static MappedRows of(ResourceType type, String... resources) {
    MappedRows rows = MappedRows.empty();
    for (String resource : resources) {
      mapping().map(type, ScimResource.parse(json(resource)), rows);
    }
    return rows;
  }

  static ResourceMapping mapping() {
    return new ResourceMapping(
        Served.declared("s", Kind.VAULT, URI.create("https://s.example"), MAPPING), List.of());
  }
}
