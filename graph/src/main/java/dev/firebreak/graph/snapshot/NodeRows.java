package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.RowOrder.Buckets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nodes in the order in which they come, until [#build] sorts them by kind and key.
final class NodeRows {

  private final IntRows states = new IntRows();
  private final TextRows keys = new TextRows();
  private final KeyTable table = new KeyTable();
  private final TextRows names = new TextRows();
  private final TextRows ids = new TextRows();
  private final TextRows values = new TextRows();
  private final TextRows userNames = new TextRows();
  private final TextRows emails = new TextRows();
  private final Coded<String> source = new Coded<>();
  private final Coded<String> type = new Coded<>();
  private final Coded<String> department = new Coded<>();
  private final Coded<String> title = new Coded<>();
  private final Coded<Seen> seen = new Coded<>();

  /// A number for each row, and what it stands for.
  private static final class Coded<T> {
    private final IntRows codes = new IntRows();
    private final Dictionary<T> values = new Dictionary<>();

    void add(@Nullable T value) {
      codes.add(values.code(value));
    }

    Codes in(int[] order) {
      return Codes.of(codes.in(order));
    }

    @Nullable T get(int row) {
      return NodeColumns.value(values.values(), codes.get(row));
    }

    List<T> values() {
      return List.copyOf(values.values());
    }
  }

  /// How many there are.
  int size() {
    return keys.size();
  }

  /// The number of the node with a key, or -1.
  int find(String key) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return table.find(keys, text, 0, text.length);
  }

  /// The number of the node that has the key of another snapshot's node, or -1.
  int find(NodeColumns of, int node) {
    int start = of.keys().start(node);
    return table.find(keys, of.keys().bytes(), start, of.keys().end(node) - start);
  }

  /// The source of a row.
  @Nullable String source(int row) {
    return source.get(row);
  }

  /// Whether the key of a row is this text.
  boolean hasKey(int row, byte[] key) {
    return keys.same(row, key, 0, key.length);
  }

  /// Adds a node.
  ///
  /// @param seen in place of the node's own instants
  /// @return its number
  /// @throws IllegalArgumentException if there is one with its key
  int add(Node node, Seen seen) {
    String id = node.resourceId();
    int told = id == null ? NodeState.ID_NONE : idOf(node.key(), id);
    key(keys.add(node.key()));
    states.add(
        NodeState.of(
            node.kind(),
            node.active(),
            node.identityKind(),
            node.crownJewel(),
            node.right(),
            told,
            node.sensitivity()));
    names.add(node.name().equals(node.key()) ? null : node.name());
    ids.add(told == NodeState.ID_OWN ? id : null);
    values.add(node.value());
    userNames.add(node.userName());
    emails.add(node.email());
    source.add(node.source());
    type.add(node.resourceType());
    department.add(node.department());
    title.add(node.title());
    this.seen.add(seen);
    return keys.size() - 1;
  }

  /// Adds a node of another snapshot as it is.
  int add(NodeColumns of, int node) {
    of.keys().copyTo(keys, node);
    key(keys.size() - 1);
    states.add(of.states()[node]);
    of.names().copyTo(names, node);
    of.ids().copyTo(ids, node);
    of.values().copyTo(values, node);
    of.userNames().copyTo(userNames, node);
    of.emails().copyTo(emails, node);
    source.add(NodeColumns.value(of.sources(), of.source().get(node)));
    type.add(NodeColumns.value(of.types(), of.type().get(node)));
    department.add(NodeColumns.value(of.departments(), of.department().get(node)));
    title.add(NodeColumns.value(of.titles(), of.title().get(node)));
    seen.add(NodeColumns.value(of.sightings(), of.seen().get(node)));
    return keys.size() - 1;
  }

  private void key(int row) {
    if (table.put(keys, row) != row) {
      throw new IllegalArgumentException("two nodes have the key " + text(row));
    }
  }

  /// The key of a row.
  String text(int row) {
    return new String(
        keys.bytes(), keys.start(row), keys.end(row) - keys.start(row), StandardCharsets.UTF_8);
  }

  /// Whether the key is of three parts and its last is the id.
  private static int idOf(String key, String id) {
    int first = key.indexOf('/');
    int second = first < 1 ? -1 : key.indexOf('/', first + 1);
    boolean told =
        second > first + 1
            && key.indexOf('/', second + 1) < 0
            && !id.isBlank()
            && key.substring(second).equals(new NodeKey("s", "t", id).value().substring(3));
    return told ? NodeState.ID_OF_KEY : NodeState.ID_OWN;
  }

  /// The order of the rows by kind and key.
  int[] order() {
    Buckets kinds = byKind();
    for (int kind = 0; kind < NodeKind.values().length; kind++) {
      RowOrder.sort(kinds.rows(), kinds.starts()[kind], kinds.starts()[kind + 1], this::byKey);
    }
    return kinds.rows();
  }

  private Buckets byKind() {
    return RowOrder.buckets(
        NodeKind.values().length, size(), row -> NodeState.kind(states.get(row)));
  }

  private int byKey(int row, int other) {
    return Arrays.compareUnsigned(
        keys.bytes(),
        keys.start(row),
        keys.end(row),
        keys.bytes(),
        keys.start(other),
        keys.end(other));
  }

  /// The columns.
  ///
  /// @param order what [#order] said
  NodeColumns build(int[] order) {
    TextColumn sorted = TextColumn.of(keys, order);
    return new NodeColumns(
        byKind().starts(),
        states.in(order),
        sorted,
        KeyTable.of(sorted),
        TextColumn.of(names, order),
        TextColumn.of(ids, order),
        TextColumn.of(values, order),
        TextColumn.of(userNames, order),
        TextColumn.of(emails, order),
        source.in(order),
        type.in(order),
        department.in(order),
        title.in(order),
        seen.in(order),
        source.values(),
        type.values(),
        department.values(),
        title.values(),
        seen.values());
  }
}
