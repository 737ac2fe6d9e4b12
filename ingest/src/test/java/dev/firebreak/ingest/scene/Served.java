package dev.firebreak.ingest.scene;

import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.source.AuthConfig;
import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.Patience;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One source of a scene: a real provider, how it is declared, and a client that reads it.
///
/// @param scene what it belongs to
public record Served(Scene scene, ScimProvider provider, SourceConfig config, ScimClient client)
    implements AutoCloseable {

  static final String TOKEN = "scene-token";

  /// Small pages, so that every listing of a few resources has several.
  private static final int PAGE_SIZE = 3;

  /// How a source of a scene is declared.
  public static SourceConfig declared(
      String id, SourceConfig.Kind kind, URI baseUri, SourceMapping mapping) {
    return new SourceConfig(
        id,
        null,
        kind,
        baseUri,
        true,
        AuthConfig.bearer(new SecretRef("env:NOT_READ_HERE")),
        kind == SourceConfig.Kind.DIRECTORY,
        PAGE_SIZE,
        Duration.ofSeconds(60),
        null,
        null,
        mapping,
        null);
  }

  /// Reads are tried once, and a long wait is not worth while.
  private static final Patience NONE =
      new Patience(1, Duration.ofSeconds(20), Duration.ofSeconds(20), null, Duration.ofSeconds(1));

  /// A client that reads `baseUri`.
  public static ScimClient client(String name, URI baseUri) {
    return new ScimClient(
        new Connection(
                name,
                baseUri,
                new Auth.Bearer(Secret.of(TOKEN)),
                Duration.ofSeconds(60),
                PAGE_SIZE,
                Connection.MAX_BODY_BYTES,
                true)
            .with(NONE),
        Clock.systemUTC());
  }

  /// JSON with `'` in place of `"`.
  public static String json(String text) {
    return text.replace('\'', '"');
  }

  /// The same, without the guard against harvests that lack much.
  public Served unguarded() {
    return new Served(scene, provider, unguarded(config), client);
  }

  /// The same, without the guard against harvests that lack much.
  public static SourceConfig unguarded(SourceConfig config) {
    return new SourceConfig(
        config.id(),
        config.name(),
        config.kind(),
        config.baseUrl(),
        config.allowHttp(),
        config.auth(),
        config.authoritative(),
        config.pageSize(),
        config.timeout(),
        config.resources(),
        100.0,
        config.mapping(),
        config.scim());
  }

  /// Puts resources into the provider; each is JSON with `'` in place of `"`.
  public Served has(String endpoint, String... resources) {
    provider.load(endpoint, Arrays.stream(resources).map(Served::json).toList());
    return this;
  }

  /// Puts resources into the provider.
  public Served has(String endpoint, List<String> resources) {
    provider.load(endpoint, resources);
    return this;
  }

  /// Takes resources away.
  public Served lacks(String endpoint, String... ids) {
    for (String id : ids) {
      if (!provider.remove(endpoint, id)) {
        throw new AssertionError(config.id() + " has no " + endpoint + "/" + id);
      }
    }
    return this;
  }

  /// The ids of what the provider has.
  public List<String> ids(String endpoint) {
    List<String> ids = new ArrayList<>();
    client.list(endpoint, Map.of(), resource -> ids.add(resource.id()));
    return ids;
  }

  /// Harvests it.
  public HarvestReceipt harvest() {
    return scene.harvest(config, client);
  }

  /// Harvests it, which must succeed.
  public HarvestReceipt harvestAll() {
    HarvestReceipt receipt = harvest();
    if (!receipt.complete()) {
      throw new AssertionError(receipt.summary());
    }
    return receipt;
  }

  @Override
  public void close() {
    client.close();
    provider.close();
  }
}
