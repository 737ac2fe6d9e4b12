package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.whatif.Question.EdgeGone;
import dev.firebreak.web.whatif.Question.EdgeMade;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// Changes that somebody is thinking about, removals first. The parameters of an address hold it
/// whole, so that a link says everything.
public record Basket(List<Item> items) {

  /// Nothing yet.
  public static final Basket EMPTY = new Basket(List.of());

  /// An address must not become longer than servers take.
  private static final int LONGEST = 6_000;

  public Basket {
    items =
        Stream.concat(items.stream().filter(item -> !item.add()), items.stream().filter(Item::add))
            .distinct()
            .toList();
    if (query(items).length() > LONGEST) {
      throw new NotUnderstood(
          "The basket is full: %d changes do not fit into one address. Take some out, or ask the API."
              .formatted(items.size()));
    }
  }

  /// One edge that would go or come.
  ///
  /// @param from the key of the node where it starts
  /// @param to the key of the node where it ends
  public record Item(boolean add, EdgeKind kind, String from, String to) {

    /// What an address says of it: kind and both keys, their spaces and per cent signs encoded.
    public String text() {
      return kind + " " + escaped(from) + " " + escaped(to);
    }

    /// Reads such a text.
    ///
    /// @throws NotUnderstood if it is none
    public static Item of(boolean add, String text) {
      String[] parts = text.strip().split(" ", -1);
      EdgeKind kind =
          Arrays.stream(EdgeKind.values())
              .filter(each -> each.name().equals(parts[0].toUpperCase(Locale.ROOT)))
              .findFirst()
              .orElse(null);
      if (kind == null || parts.length != 3) {
        throw new NotUnderstood(
            "'%s' is no change. Write the kind of edge and the keys of its two ends, such as MEMBER_OF app/User/1 app/Group/2."
                .formatted(text));
      }
      return new Item(add, kind, plain(parts[1]), plain(parts[2]));
    }

    private static String escaped(String key) {
      return key.replace("%", "%25").replace(" ", "%20");
    }

    private static String plain(String part) {
      return part.replace("%20", " ").replace("%25", "%");
    }
  }

  /// The basket that the parameters of an address hold.
  ///
  /// @throws NotUnderstood if one is no change
  public static Basket of(@Nullable List<String> remove, @Nullable List<String> add) {
    List<Item> items = new ArrayList<>();
    (remove == null ? List.<String>of() : remove).forEach(each -> items.add(Item.of(false, each)));
    (add == null ? List.<String>of() : add).forEach(each -> items.add(Item.of(true, each)));
    return new Basket(items);
  }

  /// The basket with more in it.
  public Basket with(List<Item> more) {
    return new Basket(Stream.concat(items.stream(), more.stream()).toList());
  }

  /// The basket without one of its changes.
  public Basket without(Item item) {
    return new Basket(items.stream().filter(each -> !each.equals(item)).toList());
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  /// Those that take access away.
  public List<Item> removals() {
    return items.stream().filter(item -> !item.add()).toList();
  }

  /// Those that give access.
  public List<Item> additions() {
    return items.stream().filter(Item::add).toList();
  }

  /// What is asked about them.
  public Question question() {
    return new Question(
        null,
        removals().stream()
            .map(each -> new EdgeGone(each.kind().name(), each.from(), each.to(), null))
            .toList(),
        additions().stream()
            .map(each ->
                new EdgeMade(
                    each.kind().name(), each.from(), each.to(), null, null, null, null, null))
            .toList(),
        null,
        null);
  }

  /// The removals as a plan takes them.
  public List<Change.Remove> taken() {
    List<Change.Remove> taken = new ArrayList<>();
    for (Item item : removals()) {
      taken.add(
          new Change.Remove("/remove/" + taken.size(), item.kind(), item.from(), item.to(), null));
    }
    return taken;
  }

  /// The parameters of an address that hold it: `remove=…&add=…`.
  public String query() {
    return query(items);
  }

  private static String query(List<Item> items) {
    return items.stream()
        .map(item ->
            (item.add() ? "add=" : "remove=")
                + UriUtils.encode(item.text(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
