package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives drawn nodes the keys, names and sources that a harvest would.
final class Wording {

  private static final List<String> GIVEN =
      List.of(
          "Ana", "Bruno", "Chidi", "Dana", "Emil", "Farah", "Goran", "Hana", "Ines", "Jonas",
          "Kofi", "Lena", "Marta", "Nadia", "Omar", "Petra", "Quinn", "Rosa", "Sven", "Tariq");
  private static final List<String> FAMILY =
      List.of(
          "Abebe",
          "Brandt",
          "Costa",
          "Dvorak",
          "Eriksen",
          "Fontaine",
          "Grimm",
          "Haddad",
          "Ivanova",
          "Jansen",
          "Kowalski",
          "Lindqvist",
          "Moreau",
          "Nakamura",
          "Okonjo",
          "Petrov",
          "Quist",
          "Ricci",
          "Svensson",
          "Tanaka",
          "Ueda",
          "Varga",
          "Weber");
  private static final List<String> UNITS =
      List.of("Finance", "Sales", "Operations", "Engineering", "Service", "Legal", "Logistics");
  private static final List<String> APPLICATIONS =
      List.of("ledger", "payrun", "crm", "wiki", "depot");

  private final Nodes nodes;
  private final Edges edges;
  private final Map<Integer, String> departments = new HashMap<>();

  Wording(Nodes nodes, Edges edges) {
    this.nodes = nodes;
    this.edges = edges;
  }

  GraphSnapshot snapshot() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(GeneratedGraph.AS_OF);
    for (int node = 0; node < nodes.count(); node++) {
      builder.add(node(node));
    }
    for (int edge = 0; edge < edges.count(); edge++) {
      builder.add(Edge.of(edges.kind(edge), edges.from(edge), edges.to(edge)));
    }
    return builder.build();
  }

  private Node node(int node) {
    NodeKind kind = nodes.kind(node);
    int number = nodes.ordinal(node);
    String type = type(kind);
    String source = source(kind, node, number);
    String id = id(kind, number);
    String name = name(kind, node, number);
    boolean login = kind == NodeKind.ACCOUNT;
    boolean person = kind == NodeKind.IDENTITY;
    return new Node(
        kind,
        new NodeKey(source, type, id).value(),
        name,
        person ? null : source,
        type,
        id,
        login ? Active.YES : Active.UNKNOWN,
        identityKind(person, number),
        nodes.sensitivity(node),
        nodes.crownJewel(node),
        kind == NodeKind.ENTITLEMENT ? (nodes.right(node) ? "retrieve" : id) : null,
        nodes.right(node),
        login ? id : null,
        null,
        person ? department(nodes.department(node)) : null,
        null,
        null,
        null);
  }

  private static IdentityKind identityKind(boolean identity, int number) {
    if (!identity) {
      return IdentityKind.UNKNOWN;
    }
    return number % 50 == 49 ? IdentityKind.SERVICE : IdentityKind.PERSON;
  }

  private String source(NodeKind kind, int node, int number) {
    return switch (kind) {
      case IDENTITY, SOURCE -> NodeKey.FIREBREAK;
      case GROUP -> "directory";
      case CONTAINER, PRIVILEGED_ACCOUNT -> "vault";
      case ENTITLEMENT ->
          nodes.right(node) ? "vault" : APPLICATIONS.get(number % APPLICATIONS.size());
      case ACCOUNT -> "directory";
    };
  }

  private static String type(NodeKind kind) {
    return switch (kind) {
      case IDENTITY -> "Identity";
      case SOURCE -> "Source";
      case ACCOUNT -> "User";
      case GROUP -> "Group";
      case ENTITLEMENT -> "Entitlement";
      case CONTAINER -> "Container";
      case PRIVILEGED_ACCOUNT -> "PrivilegedData";
    };
  }

  private static String id(NodeKind kind, int number) {
    return switch (kind) {
      case IDENTITY -> "L" + number;
      case SOURCE -> "s" + number;
      case ACCOUNT -> "u" + number;
      case GROUP -> "g" + number;
      case ENTITLEMENT -> "right." + number;
      case CONTAINER -> "safe-" + number;
      case PRIVILEGED_ACCOUNT -> "secret-" + number;
    };
  }

  private String name(NodeKind kind, int node, int number) {
    return switch (kind) {
      case IDENTITY ->
          GIVEN.get(number % GIVEN.size()) + " " + FAMILY.get(number / 20 % FAMILY.size());
      case SOURCE, ACCOUNT -> id(kind, number);
      case GROUP -> department(nodes.department(node)) + " group " + number;
      case ENTITLEMENT -> nodes.right(node) ? "Retrieve " + number : "Right " + number;
      case CONTAINER -> "SAFE-" + number;
      case PRIVILEGED_ACCOUNT -> "svc-" + number;
    };
  }

  private String department(int department) {
    return departments.computeIfAbsent(
        department,
        number -> number < 0 ? "Company" : UNITS.get(number % UNITS.size()) + " " + number);
  }
}
