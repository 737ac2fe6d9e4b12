package dev.firebreak.web.explore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a state of the explorer, and of its neighbours: what each link of the page leads
/// to.
public final class Address {

  private static final String PAGE = "/explore";

  private final Map<String, List<String>> parts;

  private Address(Map<String, List<String>> parts) {
    this.parts = parts;
  }

  /// The address of a state.
  ///
  /// @param focus the key of the node in the middle
  /// @param to the key of the node to which paths are looked for; null for none
  public static Address of(Wanted wanted, String focus, @Nullable String to) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("focus", List.of(focus));
    put(parts, "to", to);
    Direction direction = wanted.direction();
    put(parts, "direction", direction == null ? null : direction.word());
    put(parts, "hops", wanted.hops() == Wanted.HOPS ? null : "" + wanted.hops());
    put(parts, "most", wanted.most() == Wanted.PATHS ? null : "" + wanted.most());
    put(parts, "at", wanted.at() == null ? null : wanted.at().toString());
    parts.put(
        "kind", wanted.kinds().stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
    parts.put("source", List.copyOf(wanted.sources()));
    parts.put("expand", List.copyOf(wanted.expanded()));
    parts.put("fold", List.copyOf(wanted.folded()));
    parts.put(
        "pin",
        wanted.pinned().entrySet().stream()
            .map(pin -> pin.getKey() + "@" + pin.getValue().x() + "," + pin.getValue().y())
            .toList());
    put(parts, "select", wanted.selected());
    put(parts, "labels", wanted.labelled() ? null : "off");
    put(parts, "layout", wanted.free() ? "free" : null);
    return new Address(parts);
  }

  private static void put(Map<String, List<String>> parts, String name, @Nullable String value) {
    parts.put(name, value == null || value.isEmpty() ? List.of() : List.of(value));
  }

  /// The values of a part, for the hidden fields of a form.
  public List<String> values(String name) {
    return parts.getOrDefault(name, List.of());
  }

  /// With another node in the middle; of the rest only the time and the look stay.
  public Address about(String key) {
    return only("at", "labels", "layout").with("focus", key);
  }

  /// The paths to a node.
  public Address to(String key) {
    return without("expand", "fold", "pin", "select").with("to", key);
  }

  /// The paths from a node to where paths lead now, else to what is in the middle now.
  public Address from(String key) {
    String end = values("to").isEmpty() ? values("focus").getFirst() : values("to").getFirst();
    return without("expand", "fold", "pin", "select").with("focus", key).with("to", end);
  }

  /// The other way round: paths between the same nodes, or the edges followed the other way.
  public Address turned(String direction) {
    return values("to").isEmpty()
        ? without("expand", "fold", "pin")
            .with(
                "direction",
                direction.equals(Direction.REACHES.word())
                    ? Direction.REACHED_BY.word()
                    : Direction.REACHES.word())
        : without("expand", "fold", "pin", "select")
            .with("focus", values("to").getFirst())
            .with("to", values("focus").getFirst());
  }

  /// With all neighbours of a node.
  public Address expanded(String key) {
    return less("fold", key).and("expand", key).with("select", key);
  }

  /// With nothing behind a node.
  public Address folded(String key) {
    return less("expand", key).and("fold", key).with("select", key);
  }

  /// With as much behind a node as anybody gets who does not ask.
  public Address plain(String key) {
    return less("expand", key).less("fold", key).with("select", key);
  }

  /// With a node where it is, whatever comes.
  public Address pinned(String key, int x, int y) {
    return unpinned(key).and("pin", key + "@" + x + "," + y).with("select", key);
  }

  /// With a node where it stands by itself.
  public Address unpinned(String key) {
    Map<String, List<String>> other = new LinkedHashMap<>(parts);
    other.put(
        "pin",
        values("pin").stream()
            .filter(pin -> !pin.substring(0, pin.lastIndexOf('@')).equals(key))
            .toList());
    return new Address(other);
  }

  /// With a node told of beside the picture.
  public Address selected(String key) {
    return with("select", key);
  }

  /// As of another instant; null for now.
  public Address at(@Nullable Instant instant) {
    return instant == null ? without("at") : with("at", instant.toString());
  }

  /// The graph around the node in the middle, without paths.
  public Address withoutPath() {
    return without("to", "expand", "fold", "pin", "select");
  }

  private Address with(String name, String value) {
    Map<String, List<String>> other = new LinkedHashMap<>(parts);
    other.put(name, List.of(value));
    return new Address(other);
  }

  private Address and(String name, String value) {
    List<String> values = new ArrayList<>(values(name));
    if (!values.contains(value)) {
      values.add(value);
    }
    Map<String, List<String>> other = new LinkedHashMap<>(parts);
    other.put(name, values);
    return new Address(other);
  }

  private Address less(String name, String value) {
    Map<String, List<String>> other = new LinkedHashMap<>(parts);
    other.put(name, values(name).stream().filter(each -> !each.equals(value)).toList());
    return new Address(other);
  }

  private Address without(String... names) {
    Map<String, List<String>> other = new LinkedHashMap<>(parts);
    Arrays.asList(names).forEach(other::remove);
    return new Address(other);
  }

  private Address only(String... names) {
    Map<String, List<String>> other = new LinkedHashMap<>(parts);
    other.keySet().retainAll(List.of(names));
    return new Address(other);
  }

  /// The path and the query, ready for a link.
  @Override
  public String toString() {
    return PAGE
        + "?"
        + parts.entrySet().stream()
            .flatMap(
                part -> part.getValue().stream().map(value -> part.getKey() + "=" + encoded(value)))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
