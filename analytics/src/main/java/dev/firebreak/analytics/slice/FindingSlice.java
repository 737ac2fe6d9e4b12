package dev.firebreak.analytics.slice;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Reaches;
import dev.firebreak.analytics.blastradius.WideRadius;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The part of a graph that one finding rests on, and the rule that finds it there.
///
/// @param at the instant for which validity was decided
/// @param rule the rule with all that it goes by
/// @param nodes by kind and key
/// @param edges by start, kind and end; both ends are among `nodes`
public record FindingSlice(
    Instant at, RuleText rule, List<SliceNode> nodes, List<SliceEdge> edges) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public FindingSlice {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// A node, with the properties that rules look at. Those beside the finding's own have no name.
  ///
  /// @param type the SCIM resource type it came as
  /// @param userName with `email` and `title`, and for drift `department`: a sign in place of the
  ///   value, the same for what counts as the same ([Signs])
  public record SliceNode(
      String key,
      NodeKind kind,
      @Nullable String name,
      @Nullable String source,
      @Nullable String type,
      Active active,
      IdentityKind identityKind,
      int sensitivity,
      boolean crownJewel,
      @Nullable String value,
      boolean right,
      @Nullable String department,
      @Nullable Instant firstSeen,
      @Nullable String userName,
      @Nullable String email,
      @Nullable String title) {

    private Node node() {
      return new Node(
          kind,
          key,
          name == null ? key : name,
          source,
          type,
          null,
          active,
          identityKind,
          sensitivity,
          crownJewel,
          value,
          right,
          userName,
          email,
          department,
          title,
          firstSeen,
          null);
    }
  }

  /// An edge; parameters as in [Edge].
  public record SliceEdge(
      EdgeKind kind,
      String from,
      String to,
      @Nullable String source,
      @Nullable String via,
      @Nullable String attribute,
      @Nullable String rule,
      @Nullable Instant since,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable Instant firstSeen) {

    private Edge edge(int start, int end) {
      return new Edge(
          kind, start, end, source, via, attribute, rule, null, since, validFrom, validTo,
          firstSeen, null);
    }
  }

  /// Cuts these nodes out, with the edges between them that the rule looks at.
  static FindingSlice of(
      Finding finding, GraphSnapshot snapshot, BitSet nodes, AnalysisInputs inputs) {
    boolean reachOnly =
        switch (finding.key().kind()) {
          case TOXIC, BLAST_RADIUS -> true;
          case UNUSED,
              LEAVER,
              ORPHAN,
              OWNERLESS,
              OUTLIER,
              DORMANT,
              OUTSIDE_VAULT,
              STANDING_PRIVILEGE,
              SHARED,
              SAFE,
              DRIFT,
              GROUP_CYCLE,
              EMPTY_GROUP,
              DUPLICATE_GROUP,
              QUARANTINE ->
              false;
        };
    Set<String> named = named(finding, snapshot);
    Signs signs = new Signs();
    List<SliceEdge> edges = new ArrayList<>();
    nodes.stream()
        .flatMap(node -> IntStream.range(snapshot.firstOut(node), snapshot.endOut(node)))
        .filter(e -> nodes.get(snapshot.to(e)) && !snapshot.isLeftOut(e))
        .filter(e -> snapshot.holds(e) || finding.key().kind() == FindingKind.EMPTY_GROUP)
        .filter(e -> !reachOnly || snapshot.isReach(e) || snapshot.edgeKind(e) == EdgeKind.ON)
        .forEach(e -> edges.add(edge(snapshot, snapshot.edge(e))));
    return new FindingSlice(
        snapshot.asOf(),
        RuleText.of(finding, snapshot, nodes, inputs),
        nodes.stream()
            .mapToObj(node -> node(snapshot.node(node), finding.key().kind(), named, signs))
            .toList(),
        edges);
  }

  /// Cuts out what a subject reaches, with the median of its peers in their place.
  static FindingSlice withoutPeers(Finding finding, GraphSnapshot snapshot, AnalysisInputs inputs) {
    FindingSlice slice = of(finding, snapshot, SliceNodes.closure(finding, snapshot), inputs);
    double median =
        WideRadius.of(
                snapshot, Reaches.of(snapshot, Radii.all(snapshot)), inputs.rules().radiusFactor())
            .median(snapshot.find(finding.key().subject()).orElseThrow());
    return new FindingSlice(slice.at(), slice.rule().told(median), slice.nodes(), slice.edges());
  }

  /// Whose names a reader needs: those of the paths, and whatever the subject reaches.
  private static Set<String> named(Finding finding, GraphSnapshot snapshot) {
    Set<String> named = new HashSet<>();
    SliceNodes.closure(finding, snapshot).stream().mapToObj(snapshot::key).forEach(named::add);
    return named;
  }

  private static SliceNode node(Node node, FindingKind kind, Set<String> named, Signs signs) {
    boolean byValues = kind == FindingKind.DRIFT && node.kind() == NodeKind.ACCOUNT;
    boolean byDepartment = kind == FindingKind.BLAST_RADIUS || kind == FindingKind.OUTLIER;
    boolean isNamed =
        (node.kind() != NodeKind.IDENTITY && node.kind() != NodeKind.ACCOUNT)
            || named.contains(node.key());
    return new SliceNode(
        node.key(),
        node.kind(),
        isNamed && !node.name().equals(node.key()) ? node.name() : null,
        node.source(),
        node.resourceType(),
        node.active(),
        node.identityKind(),
        node.sensitivity(),
        node.crownJewel(),
        node.value(),
        node.right(),
        byValues ? signs.of(node.department()) : byDepartment ? node.department() : null,
        kind == FindingKind.DORMANT ? node.firstSeen() : null,
        byValues ? signs.of(node.userName()) : null,
        byValues ? signs.of(node.email()) : null,
        byValues ? signs.of(node.title()) : null);
  }

  private static SliceEdge edge(GraphSnapshot snapshot, Edge edge) {
    return new SliceEdge(
        edge.kind(),
        snapshot.key(edge.from()),
        snapshot.key(edge.to()),
        edge.source(),
        edge.via(),
        edge.attribute(),
        edge.rule(),
        edge.since(),
        edge.validFrom(),
        edge.validTo(),
        edge.firstSeen());
  }

  /// Builds the graph again.
  ///
  /// @throws IllegalArgumentException if an edge names a node that is not there, or two nodes have
  ///   one key
  public GraphSnapshot snapshot() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(at);
    Map<String, Integer> numbers = new HashMap<>();
    nodes.forEach(node -> numbers.put(node.key(), builder.add(node.node())));
    for (SliceEdge edge : edges) {
      Integer from = numbers.get(edge.from());
      Integer to = numbers.get(edge.to());
      if (from == null || to == null) {
        throw new IllegalArgumentException(
            "an edge from %s to %s names a node that is not in the slice"
                .formatted(edge.from(), edge.to()));
      }
      builder.add(edge.edge(from, to));
    }
    return builder.build();
  }

  /// Runs the rule on the slice, and gives what it says of this finding.
  public Optional<Finding> recompute(Finding finding) {
    return rule.run(snapshot()).stream()
        .filter(found -> found.key().equals(finding.key()))
        .findFirst();
  }

  /// The keys of the nodes on the finding's paths that the slice lacks.
  public List<String> lacks(Finding finding) {
    Set<String> keys = new HashSet<>();
    nodes.forEach(node -> keys.add(node.key()));
    return finding.because().stream()
        .flatMap(path -> path.stops().stream())
        .map(AccessPath.Stop::key)
        .filter(key -> !keys.contains(key))
        .distinct()
        .toList();
  }

  /// As JSON, without what is absent.
  public ObjectNode json() {
    ObjectNode json = MAPPER.valueToTree(this);
    return SliceJson.withoutNulls(json);
  }

  /// Reads what [#json] wrote, and nothing else.
  ///
  /// @throws IllegalArgumentException if it is nothing that it wrote
  public static FindingSlice read(JsonNode json) {
    FindingSlice slice;
    try {
      slice = MAPPER.treeToValue(json, FindingSlice.class);
    } catch (RuntimeException unlike) {
      throw new IllegalArgumentException("it is not a slice as Firebreak writes it", unlike);
    }
    if (!parsed(slice.json()).equals(parsed(json))) {
      throw new IllegalArgumentException("it says more than a slice does, or says it otherwise");
    }
    return slice;
  }

  private static JsonNode parsed(JsonNode json) {
    return MAPPER.readTree(json.toString());
  }
}
