package dev.firebreak.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.EndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// A SCIM 2.0 service provider (RFC 7643, RFC 7644) on a loopback port, its resources in memory.
///
/// It pages in the order of ids, filters, patches, gives every resource a version and honours
/// `If-Match` on every write (412 when stale). Ids given to [#load] are kept.
public final class ScimProvider implements AutoCloseable {
  private final String name;
  private final ClientAuth auth;
  private final HttpServer server;
  private final ExecutorService requests;
  private final RequestLog log = new RequestLog();
  private final Map<String, ResourceStore> stores = new LinkedHashMap<>();

  private ScimProvider(Builder settings, ClientAuth auth) throws IOException {
    this.name = settings.name;
    this.auth = auth;
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), settings.port), 0);
    this.requests = Executors.newVirtualThreadPerTaskExecutor();
    var endpoint = new ResourceEndpoint(capabilities(settings));
    for (var type : ResourceTypes.all()) {
      if (settings.types.isEmpty() || settings.types.contains(type.name())) {
        var address = URI.create(baseUri() + type.endpoint());
        var store = new ResourceStore(type.name(), address, settings.clock);
        stores.put(type.endpoint(), store);
        var registered =
            endpoint.registerEndpoint(
                new EndpointDefinition(
                    type.resourceType(),
                    type.schema(),
                    type.extensions(),
                    new StoredTypeHandler(store)));
        registered.getFeatures().getETagFeature().setEnabled(true);
      }
    }
    server.createContext("/scim/v2/", new ScimEndpoint(origin(), auth, endpoint, log));
    if (auth instanceof ClientAuth.ClientCredentials clients) {
      server.createContext("/oauth/token", new TokenEndpoint(clients, log));
    }
    server.setExecutor(requests);
    server.start();
  }

  private static ServiceProvider capabilities(Builder settings) {
    var scheme =
        AuthenticationScheme.builder()
            .name("OAuth Bearer Token")
            .description("Bearer tokens of RFC 6750")
            .type("oauthbearertoken")
            .build();
    return ServiceProvider.builder()
        .patchConfig(PatchConfig.builder().supported(true).build())
        .eTagConfig(ETagConfig.builder().supported(true).build())
        .filterConfig(FilterConfig.builder().supported(true).maxResults(settings.pageCap).build())
        .authenticationSchemes(List.of(scheme))
        .lenientContentTypeChecking(true)
        .forkJoinPool(ForkJoinPool.commonPool())
        .build();
  }

  /// A provider to be; say how it knows its client, then [Builder#start].
  ///
  /// @param name what the provider is called in messages, for example `doorway`
  public static Builder named(String name) {
    return new Builder(name);
  }

  public String name() {
    return name;
  }

  /// `http://127.0.0.1:PORT/scim/v2`, without a slash at its end.
  public URI baseUri() {
    return URI.create(origin() + "/scim/v2");
  }

  /// Where client credentials buy a token.
  ///
  /// @throws IllegalStateException when this provider takes a fixed bearer token
  public URI tokenUri() {
    credentials();
    return URI.create(origin() + "/oauth/token");
  }

  /// Makes every token issued so far worthless, as after a restart of the token service.
  public void expireTokens() {
    credentials().expireAll();
  }

  private ClientAuth.ClientCredentials credentials() {
    if (auth instanceof ClientAuth.ClientCredentials clients) {
      return clients;
    }
    throw new IllegalStateException(name + " takes a fixed bearer token and issues none");
  }

  /// Puts resources straight into the store, each under its own `id`; a resource already there is
  /// replaced. Nothing is checked against the schema.
  ///
  /// @param endpoint for example `/Users` or `Users`
  /// @throws IllegalArgumentException for an endpoint not served here, or a resource without id
  public void load(String endpoint, Iterable<String> jsonResources) {
    var store = store(endpoint);
    for (var json : jsonResources) {
      store.put((ObjectNode) JsonHelper.readJsonDocument(json));
    }
  }

  /// Takes a resource away as if its administrator had.
  ///
  /// @return false when there was none
  public boolean remove(String endpoint, String id) {
    return store(endpoint).remove(id);
  }

  /// Takes every resource away.
  public void clear() {
    stores.values().forEach(ResourceStore::clear);
  }

  public int count(String endpoint) {
    return store(endpoint).count();
  }

  /// The resource as JSON, with its `meta`; empty when there is none.
  public Optional<String> get(String endpoint, String id) {
    return store(endpoint).json(id);
  }

  /// Endpoints served here, for example `/Users`.
  public Set<String> endpoints() {
    return Set.copyOf(stores.keySet());
  }

  /// Every request answered so far, in order.
  public List<SeenRequest> requests() {
    return log.seen();
  }

  private ResourceStore store(String endpoint) {
    var store = stores.get(endpoint.startsWith("/") ? endpoint : "/" + endpoint);
    if (store == null) {
      throw new IllegalArgumentException(
          name + " serves no " + endpoint + "; it serves " + stores.keySet());
    }
    return store;
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
  }

  /// Settings of a provider that is not started yet.
  public static final class Builder {
    private final String name;
    private @Nullable String token;
    private @Nullable String clientId;
    private @Nullable String clientSecret;
    private Duration tokenLifetime = Duration.ofHours(1);
    private InstantSource clock = InstantSource.system();
    private int port;
    private int pageCap = 1000;
    private Set<String> types = Set.of();

    private Builder(String name) {
      this.name = name;
    }

    /// Every request must carry this bearer token.
    public Builder bearer(String token) {
      this.token = token;
      return this;
    }

    /// Every request must carry a token bought at [ScimProvider#tokenUri] with these credentials.
    public Builder clientCredentials(String clientId, String clientSecret) {
      this.clientId = clientId;
      this.clientSecret = clientSecret;
      return this;
    }

    /// How long a bought token is good; one hour unless said.
    public Builder tokenLifetime(Duration tokenLifetime) {
      this.tokenLifetime = tokenLifetime;
      return this;
    }

    /// What time it is for token expiry and `meta`.
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /// The loopback port; 0, the default, takes any free one.
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /// Most resources in one page whatever the client asks; 1000 unless said.
    public Builder pageCap(int pageCap) {
      this.pageCap = pageCap;
      return this;
    }

    /// Serves only these resource types, for example `User` and `Group`; all of them unless said.
    public Builder types(String... names) {
      this.types = Set.of(names);
      return this;
    }

    /// Starts listening.
    ///
    /// @throws IllegalStateException when neither or both kinds of credentials were given
    /// @throws IOException when the port is taken
    public ScimProvider start() throws IOException {
      if (token != null && clientId == null) {
        return new ScimProvider(this, new ClientAuth.FixedBearer(token));
      }
      if (token == null && clientId != null && clientSecret != null) {
        return new ScimProvider(
            this, new ClientAuth.ClientCredentials(clientId, clientSecret, tokenLifetime, clock));
      }
      throw new IllegalStateException(name + " needs either a bearer token or client credentials");
    }
  }
}
