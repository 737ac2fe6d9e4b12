package dev.firebreak.web.provision;

import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What this service provider can do (RFC 7644 §4): the file `scim-discovery.json`.
@RestController
@RequestMapping("/scim/v2")
final class DiscoveryEndpoint {

  private static final ScimAnswers.Wanted ALL =
      new ScimAnswers.Wanted(null, null, null, null, null);

  private final JsonNode described = described();

  @GetMapping("/ServiceProviderConfig")
  ResponseEntity<byte[]> config() {
    ObjectNode config = (ObjectNode) described.get("config").deepCopy();
    config.putArray("schemas").add(Schemas.SERVICE_PROVIDER_CONFIG);
    config
        .putObject("meta")
        .put("resourceType", "ServiceProviderConfig")
        .put("location", UsersEndpoint.base() + "/ServiceProviderConfig");
    return ScimAnswers.one(200, config);
  }

  @GetMapping("/ResourceTypes")
  ResponseEntity<byte[]> types() {
    return ScimAnswers.list(all("types", Schemas.RESOURCE_TYPE, "ResourceType"), ALL);
  }

  @GetMapping("/ResourceTypes/{id}")
  ResponseEntity<byte[]> type(@PathVariable String id) {
    return one(all("types", Schemas.RESOURCE_TYPE, "ResourceType"), "ResourceType", id);
  }

  @GetMapping("/Schemas")
  ResponseEntity<byte[]> schemas() {
    return ScimAnswers.list(all("schemas", Schemas.SCHEMA, "Schema"), ALL);
  }

  @GetMapping("/Schemas/{id}")
  ResponseEntity<byte[]> schema(@PathVariable String id) {
    return one(all("schemas", Schemas.SCHEMA, "Schema"), "Schema", id);
  }

  private static ResponseEntity<byte[]> one(List<ObjectNode> all, String type, String id) {
    return ScimAnswers.one(
        200,
        all.stream()
            .filter(each -> each.path("id").asString("").equals(id))
            .findFirst()
            .orElseThrow(() -> ScimRefused.notThere(type, id)));
  }

  private List<ObjectNode> all(String key, String schema, String type) {
    List<ObjectNode> all = new ArrayList<>();
    for (JsonNode each : described.get(key)) {
      ObjectNode one = (ObjectNode) each.deepCopy();
      one.putArray("schemas").add(schema);
      one.putObject("meta")
          .put("resourceType", type)
          .put("location", UsersEndpoint.base() + "/" + type + "s/" + each.path("id").asString(""));
      all.add(one);
    }
    return all;
  }

  private static JsonNode described() {
    try (InputStream in = DiscoveryEndpoint.class.getResourceAsStream("/scim-discovery.json")) {
      return ScimJson.MAPPER.readTree(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
