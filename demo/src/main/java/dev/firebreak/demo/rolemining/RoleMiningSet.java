package dev.firebreak.demo.rolemining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One role-mining data set: roles with their users and permissions, and the user-permission pairs
/// that they stand for.
///
/// @param name for example `domino`
/// @param roles in the order of the file
/// @param pairs what each user may do, as published, or as the roles imply where no pairs were
///   published
/// @param published whether the pairs come from a file of their own
public record RoleMiningSet(String name, List<Role> roles, Set<Pair> pairs, boolean published) {

  /// A role with the users in it and the permissions it gives.
  public record Role(String id, Set<Integer> users, Set<Integer> permissions) {}

  /// A user may do something.
  public record Pair(int user, int permission) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return user != other.user
          ? Integer.compare(user, other.user)
          : Integer.compare(permission, other.permission);
    }
  }

  /// The users, ascending.
  public Set<Integer> users() {
    Set<Integer> users = new TreeSet<>();
    roles.forEach(role -> users.addAll(role.users()));
    return users;
  }

  /// The permissions, ascending.
  public Set<Integer> permissions() {
    Set<Integer> permissions = new TreeSet<>();
    roles.forEach(role -> permissions.addAll(role.permissions()));
    return permissions;
  }

  /// Finds the set `name` anywhere below `folder`. A file belongs to it if its name is `name`, or
  /// begins with `name` followed by `.`, `_` or `-`; what it holds decides what it is: blocks of
  /// `role:`, `permissions:` and `users:` lines are a decomposition, lines of two numbers are
  /// pairs.
  ///
  /// @throws IOException if the folder cannot be read
  /// @throws IllegalArgumentException if there is no decomposition, or a line cannot be understood
  public static RoleMiningSet read(Path folder, String name) throws IOException {
    List<Role> roles = List.of();
    Optional<Set<Pair>> pairs = Optional.empty();
    for (Path file : files(folder, name)) {
      List<String> lines =
          Files.readAllLines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
      if (lines.isEmpty()) {
        continue;
      }
      if (lines.getFirst().startsWith("role")) {
        roles = decomposition(file, lines);
      } else if (lines.getFirst().matches("\\d+[\\s,]+\\d+")) {
        pairs = Optional.of(pairs(file, lines));
      }
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(
          "no decomposition of the set '%s' (blocks of role:, permissions:, users:) below %s"
              .formatted(name, folder));
    }
    Set<Pair> implied = implied(roles);
    return new RoleMiningSet(name, roles, pairs.orElse(implied), pairs.isPresent());
  }

  private static List<Path> files(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file ->
              file.getFileName().toString().matches(name + "([._-].*)?")
                  || (file.getParent() != null
                      && file.getParent().getFileName().toString().equals(name)))
          .sorted()
          .toList();
    }
  }

  private static List<Role> decomposition(Path file, List<String> lines) {
    Map<String, Role> roles = new LinkedHashMap<>();
    String id = "";
    for (String line : lines) {
      int colon = line.indexOf(':');
      String head = colon < 0 ? "" : line.substring(0, colon).strip();
      String rest = line.substring(colon + 1).strip();
      switch (head) {
        case "role" -> {
          id = rest;
          roles.put(id, new Role(id, new TreeSet<>(), new TreeSet<>()));
        }
        case "permissions" -> role(roles, id, file, line).permissions().addAll(numbers(file, rest));
        case "users" -> role(roles, id, file, line).users().addAll(numbers(file, rest));
        default ->
            throw new IllegalArgumentException("%s: cannot understand '%s'".formatted(file, line));
      }
    }
    return List.copyOf(roles.values());
  }

  private static Role role(Map<String, Role> roles, String id, Path file, String line) {
    Role role = roles.get(id);
    if (role == null) {
      throw new IllegalArgumentException("%s: '%s' stands before any role".formatted(file, line));
    }
    return role;
  }

  private static Set<Pair> pairs(Path file, List<String> lines) {
    Set<Pair> pairs = new TreeSet<>();
    for (String line : lines) {
      List<Integer> numbers = numbers(file, line);
      if (numbers.size() != 2) {
        throw new IllegalArgumentException(
            "%s: '%s' is not a user and a permission".formatted(file, line));
      }
      pairs.add(new Pair(numbers.get(0), numbers.get(1)));
    }
    return pairs;
  }

  private static List<Integer> numbers(Path file, String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String word : text.split("[\\s,]+", -1)) {
      try {
        if (!word.isEmpty()) {
          numbers.add(Integer.parseInt(word));
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("%s: '%s' is not a number".formatted(file, word), e);
      }
    }
    return numbers;
  }

  private static Set<Pair> implied(List<Role> roles) {
    Set<Pair> pairs = new TreeSet<>();
    for (Role role : roles) {
      for (int user : role.users()) {
        for (int permission : role.permissions()) {
          pairs.add(new Pair(user, permission));
        }
      }
    }
    return pairs;
  }
}
