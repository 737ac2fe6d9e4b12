package dev.firebreak.web.saved;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The saved views of everybody. Who owns one changes it; whom it is shared with only looks.
@Component
public final class SavedViews {

  /// How many views somebody may have.
  public static final int MOST = 50;

  /// The longest name, in characters.
  public static final int LONGEST = 60;

  /// What the list has tabs of anyway.
  private static final Set<String> TAKEN = Set.of("open", "mine", "all");

  record Person(String person) {}

  record Saving(
      String id, String name, String owner, boolean shared, String query, Instant savedAt) {}

  record Deleting(String id, String owner) {}

  record ViewRow(
      String id, String name, String owner, boolean shared, String query, ZonedDateTime savedAt) {}

  static final Query<Person, ViewRow> VIEWS =
      Query.read("workflow/saved-views", Person.class, ViewRow.class);
  static final Query<Saving, None> SAVE =
      Query.write("workflow/save-view", Saving.class, None.class);
  static final Query<Deleting, None> DELETE =
      Query.write("workflow/delete-view", Deleting.class, None.class);

  private final IdentityGraph graph;
  private final Clock clock;
  private final CurrentGraph current;

  SavedViews(IdentityGraph graph, Clock clock, CurrentGraph current) {
    this.current = current;
    this.graph = graph;
    this.clock = clock;
  }

  /// What somebody sees: their own views, then those that others share, each by name. Whoever sees
  /// a part of the graph has only their own: what others call theirs, and look for, may name
  /// anything.
  public List<SavedView> of(String person) {
    return graph.ask(VIEWS, new Person(person)).stream()
        .filter(row -> !current.isPart() || row.owner().equals(person))
        .map(row ->
            new SavedView(
                row.id(),
                row.name(),
                row.owner(),
                row.shared(),
                row.query(),
                row.savedAt().toInstant()))
        .toList();
  }

  /// One of those that somebody sees.
  ///
  /// @throws NotThere if there is none with this id
  public SavedView one(String id, String person) {
    return of(person).stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotThere("You see no saved view " + id + "."));
  }

  /// Saves a view, in place of the one that the owner has under this name.
  ///
  /// @param query the parameters of the list's address
  /// @throws NotUnderstood if the name or the query says nothing, or the owner has too many
  public SavedView save(String name, String query, boolean shared, String owner) {
    String called = named(name);
    String asked = FindingQuery.of(FindingFilters.parse(query)).parameters();
    String id = id(owner, called);
    List<SavedView> own = own(owner);
    if (own.size() >= MOST && own.stream().noneMatch(view -> view.id().equals(id))) {
      throw new NotUnderstood(
          "You have %d saved views, which is as many as there may be. Delete one first."
              .formatted(MOST));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    graph.apply(SAVE, new Saving(id, called, owner, shared, asked, now));
    return new SavedView(id, called, owner, shared, asked, now);
  }

  /// Shares a view with everybody, or with nobody any more.
  ///
  /// @throws NotThere if the owner has no such view
  public SavedView share(String id, boolean shared, String owner) {
    SavedView view = find(id, owner);
    return save(view.name(), view.query(), shared, owner);
  }

  /// Deletes a view.
  ///
  /// @throws NotThere if the owner has no such view
  public SavedView delete(String id, String owner) {
    SavedView view = find(id, owner);
    graph.apply(DELETE, new Deleting(id, owner));
    return view;
  }

  private SavedView find(String id, String owner) {
    return own(owner).stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotThere("You have no saved view " + id + "."));
  }

  private List<SavedView> own(String owner) {
    return of(owner).stream().filter(view -> view.owner().equals(owner)).toList();
  }

  private static String named(String name) {
    String called = name.strip();
    if (called.isEmpty()
        || called.length() > LONGEST
        || !called.codePoints().allMatch(SavedViews::isShown)) {
      throw new NotUnderstood(
          "Give the view a name of 1 to %d characters that can be seen.".formatted(LONGEST));
    }
    if (TAKEN.contains(called.toLowerCase(Locale.ROOT))) {
      throw new NotUnderstood(
          "There is a list called %s already. Give the view another name.".formatted(called));
    }
    return called;
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String id(String owner, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (owner + "\n" + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
