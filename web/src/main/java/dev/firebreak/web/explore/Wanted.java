package dev.firebreak.web.explore;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.export.Moment;
import dev.firebreak.web.view.KindWord;
import dev.firebreak.web.view.NotUnderstood;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A state of the explorer: everything that its address says.
///
/// @param focus the key of the node in the middle, or its name; empty for none
/// @param to the key or the name of the node to which paths are looked for; empty for none
/// @param direction null for what suits the kind of the node
/// @param hops how far edges are followed, 1 to [#MOST_HOPS]
/// @param most how many paths are drawn at most
/// @param kinds the kinds that are drawn; empty for all
/// @param sources the ids of the sources whose nodes are drawn; empty for all
/// @param expanded keys of nodes all of whose neighbours are drawn
/// @param folded keys of nodes behind which nothing is drawn
/// @param pinned where some nodes are to stand, by their keys
/// @param at the instant as of which access is shown; null for now
/// @param selected the key of the node that is told of beside the picture; empty for the one in the
///   middle
/// @param labelled whether the picture names what it draws
/// @param free whether nodes are drawn where they find room, not hop by hop
public record Wanted(
    String focus,
    String to,
    @Nullable Direction direction,
    int hops,
    int most,
    Set<NodeKind> kinds,
    Set<String> sources,
    Set<String> expanded,
    Set<String> folded,
    Map<String, Point> pinned,
    @Nullable Instant at,
    String selected,
    boolean labelled,
    boolean free) {

  /// The farthest that edges are followed.
  public static final int MOST_HOPS = 12;

  /// How far they are followed as long as nobody says otherwise.
  public static final int HOPS = 6;

  /// The most paths that are drawn.
  public static final int MOST_PATHS = 200;

  /// How many paths are drawn as long as nobody says otherwise.
  public static final int PATHS = 50;

  /// The most nodes that one address expands, folds or pins.
  public static final int MOST_KEYS = 60;

  /// A place in the picture: to the right of the middle, and below it.
  public record Point(int x, int y) {}

  /// The node in the middle alone, as anybody begins.
  public static Wanted of(String focus) {
    return of(Map.of("focus", new String[] {focus}));
  }

  /// Reads an address.
  ///
  /// @param parameters the values of each parameter; what is not of the explorer is passed over
  /// @throws NotUnderstood if a parameter says nothing that can be meant
  public static Wanted of(Map<String, String[]> parameters) {
    String direction = one(parameters, "direction");
    String at = one(parameters, "at");
    return new Wanted(
        one(parameters, "focus"),
        one(parameters, "to"),
        direction.isEmpty()
            ? null
            : Direction.of(direction)
                .orElseThrow(() ->
                    new NotUnderstood(
                        "There is no direction '%s'. Use one of %s."
                            .formatted(direction, Direction.words()))),
        number(parameters, "hops", HOPS, MOST_HOPS),
        number(parameters, "most", PATHS, MOST_PATHS),
        all(parameters, "kind")
            .map(KindWord::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(NodeKind.class))),
        all(parameters, "source").collect(Collectors.toCollection(LinkedHashSet::new)),
        keys(parameters, "expand"),
        keys(parameters, "fold"),
        pins(parameters),
        at.isEmpty() ? null : instant(at),
        one(parameters, "select"),
        !one(parameters, "labels").equals("off"),
        one(parameters, "layout").equals("free"));
  }

  /// Whether paths to another node are looked for.
  public boolean isPath() {
    return !to.isEmpty();
  }

  private static Stream<String> all(Map<String, String[]> parameters, String name) {
    return Arrays.stream(parameters.getOrDefault(name, new String[0]))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static String one(Map<String, String[]> parameters, String name) {
    return all(parameters, name).findFirst().orElse("");
  }

  private static int number(Map<String, String[]> parameters, String name, int usual, int most) {
    String text = one(parameters, name);
    if (text.isEmpty()) {
      return usual;
    }
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new NotUnderstood("Give %s as a number from 1 to %d.".formatted(name, most));
    }
    return Integer.parseInt(text);
  }

  private static Set<String> keys(Map<String, String[]> parameters, String name) {
    return few(name, all(parameters, name).collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private static Set<String> few(String name, Set<String> keys) {
    if (keys.size() > MOST_KEYS) {
      throw new NotUnderstood("Give %s at most %d times.".formatted(name, MOST_KEYS));
    }
    return keys;
  }

  private static Map<String, Point> pins(Map<String, String[]> parameters) {
    Map<String, Point> pins = new LinkedHashMap<>();
    all(parameters, "pin").forEach(text -> pin(text, pins));
    few("pin", pins.keySet());
    return pins;
  }

  private static void pin(String text, Map<String, Point> pins) {
    int at = text.lastIndexOf('@');
    List<String> place = at < 1 ? List.of() : List.of(text.substring(at + 1).split(",", -1));
    if (place.size() != 2 || !place.stream().allMatch(part -> part.matches("-?\\d{1,6}"))) {
      throw new NotUnderstood("Give pin as key@x,y with whole numbers, not '%s'.".formatted(text));
    }
    pins.put(
        text.substring(0, at),
        new Point(Integer.parseInt(place.get(0)), Integer.parseInt(place.get(1))));
  }

  private static Instant instant(String text) {
    try {
      return Moment.parse(text);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
