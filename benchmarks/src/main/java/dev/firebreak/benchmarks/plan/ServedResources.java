package dev.firebreak.benchmarks.plan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The resources that carry some edges, each rendered once and served over HTTP on this machine, by
/// this process: what serving takes counts too. Every source is served from here.
final class ServedResources implements Sources, AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final GraphSnapshot snapshot;
  private final Map<String, byte[]> bodies = new HashMap<>();
  private final Map<String, ScimClient> clients = new LinkedHashMap<>();
  private final HttpServer server;
  private long bytes;
  private int largest;

  private ServedResources(GraphSnapshot snapshot, HttpServer server) {
    this.snapshot = snapshot;
    this.server = server;
  }

  /// Serves what carries these edges.
  static ServedResources of(GraphSnapshot snapshot, List<Integer> edges, Clock clock)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    ServedResources served = new ServedResources(snapshot, server);
    edges.forEach(served::render);
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/scim/v2");
    edges.stream()
        .map(edge -> Objects.requireNonNull(snapshot.edge(edge).source()))
        .distinct()
        .forEach(source -> served.clients.put(source, client(source, base, clock)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/scim/v2/", served::serve);
    server.start();
    return served;
  }

  private static ScimClient client(String source, URI base, Clock clock) {
    return new ScimClient(
        new Connection(
            source,
            base,
            new Auth.Bearer(Secret.of("benchmark")),
            Duration.ofMinutes(1),
            100,
            Connection.MAX_BODY_BYTES,
            true),
        clock);
  }

  private void render(int edge) {
    String via = Objects.requireNonNull(snapshot.edge(edge).via());
    NodeKey key = NodeKey.parse(via);
    String path = LiveReader.endpoint(key) + "/" + key.id();
    if (bodies.containsKey(path)) {
      return;
    }
    ObjectNode resource = MAPPER.createObjectNode();
    resource.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:" + key.type());
    resource.put("id", key.id());
    resource.put(key.type().equals("User") ? "userName" : "displayName", key.id());
    int holder = snapshot.find(via).orElse(snapshot.from(edge));
    if (key.type().equals("ContainerPermission")) {
      NodeKey who = NodeKey.parse(snapshot.key(holder));
      resource.putObject("container").put("value", container(edge));
      resource.putObject(who.type().toLowerCase(Locale.ROOT)).put("value", who.id());
    }
    int[] shown = {0};
    IntStream.concat(
            IntStream.range(snapshot.firstOut(holder), snapshot.endOut(holder)),
            IntStream.range(snapshot.firstIn(holder), snapshot.endIn(holder)).map(snapshot::in))
        .mapToObj(snapshot::edge)
        .filter(each -> via.equals(each.via()))
        .forEach(each -> {
          state(resource, each);
          shown[0]++;
        });
    resource.putObject("meta").put("resourceType", key.type()).put("version", "W/\"1\"");
    byte[] body = resource.toString().getBytes(StandardCharsets.UTF_8);
    bodies.put(path, body);
    bytes += body.length;
    largest = Math.max(largest, shown[0]);
  }

  private String container(int right) {
    return NodeKey.parse(snapshot.key(snapshot.to(snapshot.firstOut(snapshot.to(right))))).id();
  }

  private void state(ObjectNode resource, Edge edge) {
    ArrayNode values = resource.withArray(Objects.requireNonNull(edge.attribute()));
    if (edge.kind() == EdgeKind.MEMBER_OF) {
      NodeKey member = NodeKey.parse(snapshot.key(edge.from()));
      values
          .addObject()
          .put("value", member.id())
          .put("display", snapshot.name(edge.from()))
          .put("type", member.type());
    } else if (edge.attribute().equals("rights")) {
      values.add(snapshot.value(edge.to()));
    } else {
      values
          .addObject()
          .put("value", snapshot.value(edge.to()))
          .put("display", snapshot.name(edge.to()));
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = bodies.get(exchange.getRequestURI().getPath().substring("/scim/v2".length()));
      if (body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", "application/scim+json");
      exchange.getResponseHeaders().add("ETag", "W/\"1\"");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// How many there are, their size, and the most values of one, in words.
  String words() {
    return "%,d resources of %,d KB, the largest with %,d values"
        .formatted(bodies.size(), bytes >> 10, largest);
  }

  @Override
  public boolean knows(String source) {
    return clients.containsKey(source);
  }

  @Override
  public ScimClient client(String source) {
    ScimClient client = clients.get(source);
    if (client == null) {
      throw new IllegalArgumentException("no such source: " + source);
    }
    return client;
  }

  @Override
  public CapabilityClaim capabilities(String source) {
    return CapabilityClaim.UNKNOWN;
  }

  /// A source that was probed: it honours versions, shows all members and takes narrow patches.
  @Override
  public Optional<CapabilityProfile> measured(String source) {
    Instant at = snapshot.asOf();
    return Optional.of(
        new CapabilityProfile(
            at,
            "/Groups",
            Stream.of(
                    Point.ETAG, Point.IF_MATCH, Point.LISTED_MEMBERS, Point.PATCH_REMOVE_BY_FILTER)
                .map(point ->
                    new Measurement(point, Verdict.YES, null, Support.UNKNOWN, "drawn so", at))
                .toList(),
            null));
  }

  @Override
  public void close() {
    clients.values().forEach(ScimClient::close);
    server.stop(0);
  }
}
