package dev.firebreak.web.user;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Of which part of the graph somebody is told. No limit of a kind tells of everything. What each
/// kind leaves in sight is said by [dev.firebreak.web.sight.Sight].
///
/// @param sources the ids of the sources that they are told of; empty for all
/// @param departments the departments whose people they are told of; empty for all
public record Limits(Set<String> sources, Set<String> departments) {

  /// How many sources or departments one limit names at most.
  public static final int MOST = 200;

  /// Everything.
  public static final Limits NONE = new Limits(Set.of(), Set.of());

  /// @throws UserRefused if it names too many
  public Limits {
    sources = named("sources", sources);
    departments = named("departments", departments);
  }

  /// The limits to some names; none of a kind is everything.
  ///
  /// @throws UserRefused if it names too many, or something that has no name
  public static Limits of(Collection<String> sources, Collection<String> departments) {
    return new Limits(set("sources", sources), set("departments", departments));
  }

  private static Set<String> set(String what, Collection<? extends @Nullable String> names) {
    Set<String> all = new TreeSet<>();
    for (String name : names) {
      if (name == null || name.isBlank()) {
        throw refused("A limit of " + what + " names one that has no name. Leave it out.");
      }
      all.add(name);
    }
    return all;
  }

  private static Set<String> named(String what, Set<String> names) {
    if (names.size() > MOST || names.stream().anyMatch(name -> name.length() > MOST)) {
      throw refused(
          "A limit names %d %s at most, each with %d characters at most."
              .formatted(MOST, what, MOST));
    }
    return Set.copyOf(names);
  }

  private static UserRefused refused(String sentence) {
    return new UserRefused(UserRefused.Reason.NOT_UNDERSTOOD, sentence);
  }

  /// Whether they are told of everything.
  public boolean isNone() {
    return sources.isEmpty() && departments.isEmpty();
  }

  /// Whether whoever has these limits is told of nothing that the others keep back.
  public boolean isWithin(Limits others) {
    return isWithin(sources, others.sources) && isWithin(departments, others.departments);
  }

  private static boolean isWithin(Set<String> some, Set<String> all) {
    return all.isEmpty() || (!some.isEmpty() && all.containsAll(some));
  }

  /// As a text: `sources ledger, vault; departments Finance`, or `everything`.
  public String words() {
    List<String> parts = new ArrayList<>();
    add(parts, "source", sources);
    add(parts, "department", departments);
    return parts.isEmpty() ? "everything" : String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, Set<String> names) {
    if (!names.isEmpty()) {
      parts.add(what + (names.size() == 1 ? " " : "s ") + String.join(", ", new TreeSet<>(names)));
    }
  }
}
