package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The nodes of a snapshot, one array for each property, by kind and then by key.
///
/// @param starts where the nodes of each kind begin, and after them how many nodes there are
/// @param states see [NodeState]
/// @param names null where the name is the key
/// @param ids only those that the key does not tell
/// @param seen the row in `sightings`, from 1 on
@SuppressWarnings("ArrayRecordComponent") // the columns are shared, never compared
record NodeColumns(
    int[] starts,
    int[] states,
    TextColumn keys,
    KeyTable table,
    TextColumn names,
    TextColumn ids,
    TextColumn values,
    TextColumn userNames,
    TextColumn emails,
    Codes source,
    Codes type,
    Codes department,
    Codes title,
    Codes seen,
    List<String> sources,
    List<String> types,
    List<String> departments,
    List<String> titles,
    List<Seen> sightings) {

  private static final NodeKind[] KINDS = NodeKind.values();

  int count() {
    return states.length;
  }

  NodeKind kind(int node) {
    return KINDS[NodeState.kind(states[node])];
  }

  int find(String key) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return table.find(keys, text, 0, text.length);
  }

  String key(int node) {
    return Objects.requireNonNull(keys.get(node));
  }

  String name(int node) {
    String name = names.get(node);
    return name == null ? key(node) : name;
  }

  @Nullable String value(int node) {
    return values.get(node);
  }

  @Nullable String source(int node) {
    return value(sources, source.get(node));
  }

  @Nullable String id(int node, String key) {
    return switch (NodeState.id(states[node])) {
      case NodeState.ID_OF_KEY -> {
        String id = key.substring(key.lastIndexOf('/') + 1);
        yield id.indexOf('%') < 0 ? id : NodeKey.parse("s/t/" + id).id();
      }
      case NodeState.ID_OWN -> ids.get(node);
      default -> null;
    };
  }

  private Seen seen(int node) {
    int code = seen.get(node);
    return code == 0 ? Seen.NEVER : sightings.get(code - 1);
  }

  /// @param active in place of what the column says
  Node node(int node, Active active, Map<String, Instant> complete) {
    String key = key(node);
    String source = source(node);
    Seen seen = seen(node);
    int state = states[node];
    return new Node(
        kind(node),
        key,
        Objects.requireNonNullElse(names.get(node), key),
        source,
        value(types, type.get(node)),
        id(node, key),
        active,
        NodeState.identityKind(state),
        NodeState.sensitivity(state),
        NodeState.crownJewel(state),
        values.get(node),
        NodeState.right(state),
        userNames.get(node),
        emails.get(node),
        value(departments, department.get(node)),
        value(titles, title.get(node)),
        seen.first(),
        seen.last(source == null ? null : complete.get(source)));
  }

  Active active(int node) {
    return NodeState.active(states[node]);
  }

  IdentityKind identityKind(int node) {
    return NodeState.identityKind(states[node]);
  }

  static <T> @Nullable T value(List<T> values, int code) {
    return code == 0 ? null : values.get(code - 1);
  }

  long heapBytes() {
    long sum = ArraySizes.of(starts) + ArraySizes.of(states) + table.heapBytes();
    for (TextColumn texts : List.of(keys, names, ids, values, userNames, emails)) {
      sum += texts.heapBytes();
    }
    for (Codes codes : List.of(source, type, department, title, seen)) {
      sum += codes.heapBytes();
    }
    for (List<String> texts : List.of(sources, types, departments, titles)) {
      sum += ArraySizes.of(texts);
    }
    return sum + (long) sightings.size() * Seen.HEAP;
  }

  void write(ColumnOutput out) throws IOException {
    out.write(starts);
    out.write(states);
    keys.write(out);
    table.write(out);
    for (TextColumn texts : List.of(names, ids, values, userNames, emails)) {
      texts.write(out);
    }
    for (Codes codes : List.of(source, type, department, title, seen)) {
      codes.write(out);
    }
    for (List<String> texts : List.of(sources, types, departments, titles)) {
      out.writeTexts(texts);
    }
    out.writeList(sightings, Seen::write);
  }

  static NodeColumns read(ColumnInput in) throws IOException {
    return new NodeColumns(
        in.ints(),
        in.ints(),
        TextColumn.read(in),
        KeyTable.read(in),
        TextColumn.read(in),
        TextColumn.read(in),
        TextColumn.read(in),
        TextColumn.read(in),
        TextColumn.read(in),
        Codes.read(in),
        Codes.read(in),
        Codes.read(in),
        Codes.read(in),
        Codes.read(in),
        in.texts(),
        in.texts(),
        in.texts(),
        in.texts(),
        in.list(Seen::read));
  }
}
