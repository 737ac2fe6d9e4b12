package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.ingest.map.ResourceMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The plain page of an account, group, entitlement or privileged account: what is known of it, the
/// edges in and out, and who reaches it.
@Component
public final class NodePages {

  /// More edges and identities than this are counted, not listed.
  static final int LISTED = 200;

  private final CurrentGraph current;

  NodePages(CurrentGraph current) {
    this.current = current;
  }

  /// One thing known of a node.
  public record Fact(String label, String value) {}

  /// An identity that reaches the node.
  public record Reacher(NodeRef identity, int hops, String department) {}

  /// @param outCount how many edges leave, `out` may list fewer
  /// @param inCount how many edges enter, `in` may list fewer
  /// @param reachedBy the nearest identities that reach the node
  /// @param exposure how many identities reach it
  /// @param reach what a group leads to; null for any other node
  /// @param crownJewels the nearest crown jewels that a group leads to
  public record NodePage(
      NodeRef node,
      boolean crownJewel,
      List<Fact> facts,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      List<EdgeLine> out,
      int outCount,
      List<EdgeLine> in,
      int inCount,
      List<Reacher> reachedBy,
      int exposure,
      IdentityPages.@Nullable ReachSums reach,
      List<IdentityPages.JewelLine> crownJewels) {}

  /// The page of the node with this key.
  ///
  /// @throws NotThere if the graph has no such node
  public NodePage of(String key) {
    GraphSnapshot snapshot = current.snapshot();
    int index = snapshot.find(key).orElseThrow(() -> NotThere.node("node", key));
    Node node = snapshot.node(index);
    SourceNames names = SourceNames.of(snapshot);
    Neighbours near = Neighbours.of(snapshot);
    Exposure exposure = Exposure.of(snapshot, index, LISTED);
    BlastRadius radius = node.kind() == NodeKind.GROUP ? BlastRadius.of(snapshot, index) : null;
    return new NodePage(
        NodeRef.of(node),
        node.crownJewel(),
        facts(node, names),
        node.firstSeen(),
        node.lastSeen(),
        near.out(index).limit(LISTED).mapToObj(e -> EdgeLine.of(snapshot, names, e)).toList(),
        (int) near.out(index).count(),
        near.in(index).limit(LISTED).mapToObj(e -> EdgeLine.of(snapshot, names, e)).toList(),
        (int) near.in(index).count(),
        exposure.identities().stream().map(e -> reacher(snapshot, e)).toList(),
        exposure.count(),
        radius == null ? null : IdentityPages.sums(radius),
        radius == null ? List.of() : IdentityPages.jewels(snapshot, names, radius));
  }

  static Reacher reacher(GraphSnapshot snapshot, Exposure.Exposed exposed) {
    String department = exposed.department();
    return new Reacher(
        NodeRef.of(snapshot, snapshot.find(exposed.key()).orElseThrow()),
        exposed.hops(),
        department == null ? "" : department);
  }

  static List<Fact> facts(Node node, SourceNames names) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Source", names.of(node.source()));
    switch (node.kind()) {
      case ACCOUNT -> {
        add(facts, "User name", node.userName());
        facts.add(
            new Fact(
                "Active",
                switch (node.active()) {
                  case YES -> "yes";
                  case NO -> "no";
                  case UNKNOWN -> "unknown: its source does not say";
                }));
        add(facts, "E-mail", node.email());
      }
      case IDENTITY -> {
        add(facts, "E-mail", node.email());
        add(facts, "Department", node.department());
        add(facts, "Title", node.title());
      }
      case ENTITLEMENT -> {
        facts.add(new Fact("Type", node.right() ? rightOn(node.key()) : "entitlement"));
        add(facts, node.right() ? "Right" : "Value", node.value());
      }
      case GROUP, CONTAINER, PRIVILEGED_ACCOUNT, SOURCE -> {}
    }
    if (node.kind().isResource()) {
      facts.add(new Fact("Sensitivity", node.sensitivity() + " of 100"));
    }
    add(
        facts,
        "Resource",
        node.resourceType() == null ? null : node.resourceType() + " " + node.resourceId());
    return List.copyOf(facts);
  }

  private static void add(List<Fact> facts, String label, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(label, value));
    }
  }

  private static String rightOn(String key) {
    return key.contains("/" + ResourceMapping.PRIVILEGED_DATA_RIGHT + "/")
        ? "right on a privileged account"
        : "right on a safe";
  }
}
