package dev.firebreak.web.user;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.user.User.Origin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where users are kept: `User` nodes of the graph database, which have no edges. Read at each use,
/// so that every server follows at once.
public final class Users {

  record Named(String name) {}

  record Id(String id) {}

  record Row(
      String id,
      String userName,
      @Nullable String displayName,
      @Nullable String email,
      List<String> roles,
      List<String> sources,
      List<String> departments,
      boolean active,
      String origin,
      @Nullable String externalId,
      boolean temporary,
      boolean mustChange,
      @Nullable String verifier,
      long generation,
      long version,
      ZonedDateTime createdAt,
      ZonedDateTime changedAt,
      @Nullable ZonedDateTime signedInAt) {

    User user() {
      Set<Role> held = EnumSet.noneOf(Role.class);
      roles.forEach(role -> held.add(Role.valueOf(role)));
      return new User(
          id,
          userName,
          displayName,
          email,
          held,
          Limits.of(sources, departments),
          active,
          Origin.valueOf(origin),
          externalId,
          temporary,
          mustChange,
          verifier,
          generation,
          version,
          createdAt.toInstant(),
          changedAt.toInstant(),
          signedInAt == null ? null : signedInAt.toInstant());
    }
  }

  record Added(String name, String id, Instant at) {}

  record Mine(boolean mine) {}

  record Saved(
      String was,
      String name,
      String id,
      String userName,
      @Nullable String displayName,
      @Nullable String email,
      List<Role> roles,
      List<String> sources,
      List<String> departments,
      boolean active,
      Origin origin,
      @Nullable String externalId,
      boolean temporary,
      boolean mustChange,
      @Nullable String verifier,
      long generation,
      long version,
      Instant changedAt) {}

  record Version(long version) {}

  record SignedIn(String name, String id, Instant at) {}

  record Removed(String name, String id) {}

  static final Query<None, Row> ALL = Query.read("workflow/users", None.class, Row.class);
  static final Query<Named, Row> NAMED = Query.read("workflow/user", Named.class, Row.class);
  static final Query<Id, Row> WITH_ID = Query.read("workflow/user-with-id", Id.class, Row.class);
  static final Query<Added, Mine> ADD = Query.write("workflow/add-user", Added.class, Mine.class);
  static final Query<Saved, Version> SAVE =
      Query.write("workflow/save-user", Saved.class, Version.class);
  static final Query<SignedIn, None> SIGNED_IN =
      Query.write("workflow/user-signed-in", SignedIn.class, None.class);
  static final Query<Removed, None> REMOVE =
      Query.write("workflow/remove-user", Removed.class, None.class);

  private final IdentityGraph graph;
  private final Clock clock;

  public Users(IdentityGraph graph, Clock clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /// All of them, by name.
  public List<User> all() {
    return graph.ask(ALL, None.NONE).stream().map(Row::user).toList();
  }

  /// The user of this name, in any case.
  public Optional<User> named(String name) {
    return graph.ask(NAMED, new Named(key(name))).stream().findFirst().map(Row::user);
  }

  /// The user with this id.
  public Optional<User> withId(String id) {
    return graph.ask(WITH_ID, new Id(id)).stream().findFirst().map(Row::user);
  }

  /// The names of those who can sign in and approve.
  public List<String> approvers() {
    return all().stream()
        .filter(user -> user.active() && user.is(Role.APPROVER))
        .map(User::userName)
        .toList();
  }

  /// A new local user without a password, kept nowhere yet.
  User fresh(String name, Set<Role> roles) {
    return User.local(UUID.randomUUID().toString(), name, roles, now());
  }

  /// Keeps a new user.
  ///
  /// @return as kept
  /// @throws UserRefused if there is one of that name
  User add(User user) {
    return graph.inOneTransaction(write -> {
      boolean mine =
          write
              .apply(ADD, new Added(key(user.userName()), user.id(), now()))
              .rows()
              .getFirst()
              .mine();
      if (!mine) {
        throw taken(user.userName());
      }
      return save(write, user, key(user.userName()));
    });
  }

  /// Keeps a user who is changed.
  ///
  /// @param before as read
  /// @throws UserRefused if the name is taken, or the user was changed since it was read
  User save(User before, User after) {
    String was = key(before.userName());
    if (!was.equals(key(after.userName())) && named(after.userName()).isPresent()) {
      throw taken(after.userName());
    }
    return graph.inOneTransaction(write -> save(write, after, was));
  }

  private User save(IdentityGraph.Writing write, User user, String was) {
    List<Version> kept =
        write
            .apply(
                SAVE,
                new Saved(
                    was,
                    key(user.userName()),
                    user.id(),
                    user.userName(),
                    user.displayName(),
                    user.email(),
                    user.roles().stream().sorted().toList(),
                    user.limits().sources().stream().sorted().toList(),
                    user.limits().departments().stream().sorted().toList(),
                    user.active(),
                    user.origin(),
                    user.externalId(),
                    user.temporary(),
                    user.mustChange(),
                    user.verifier(),
                    user.generation(),
                    user.version(),
                    now()))
            .rows();
    if (kept.isEmpty()) {
      throw new UserRefused(
          UserRefused.Reason.NOT_NOW,
          "%s was changed by somebody else meanwhile. Look again, and repeat."
              .formatted(user.userName()));
    }
    return write.ask(NAMED, new Named(key(user.userName()))).getFirst().user();
  }

  /// Notes that somebody signed in.
  public void signedIn(User user) {
    graph.apply(SIGNED_IN, new SignedIn(key(user.userName()), user.id(), now()));
  }

  /// Forgets a user.
  void remove(User user) {
    graph.apply(REMOVE, new Removed(key(user.userName()), user.id()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static UserRefused taken(String name) {
    return new UserRefused(
        UserRefused.Reason.TAKEN, "There is a user '%s' already.".formatted(name));
  }

  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
