package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.RemoveMember;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which groups are tagged as those of administrators.
///
/// @param patterns their names or ids, `*` standing for any characters, without regard to case
public record AdminGroups(List<String> patterns) {

  /// So many active members at least must stay in one.
  public static final int STAY = 2;

  /// Every group with "admin" in its name.
  public static final AdminGroups STANDARD = new AdminGroups(List.of("*admin*"));

  /// No group by its name.
  public static final AdminGroups NONE = new AdminGroups(List.of());

  public AdminGroups {
    patterns = List.copyOf(patterns);
    if (patterns.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a pattern of admin-groups is empty");
    }
  }

  /// Why a group with one of these names is one of administrators.
  Optional<String> named(List<String> names) {
    return patterns.stream()
        .filter(pattern -> names.stream().anyMatch(name -> regex(pattern).matcher(name).matches()))
        .findFirst()
        .map(pattern -> "is an admin group by its name (" + pattern + ")");
  }

  /// Why the group that loses a member is one of administrators.
  Optional<String> of(RemoveMember change, Surroundings surroundings) {
    return named(List.of(change.groupName(), change.resource().id()))
        .or(() -> surroundings.adminByWhatItGrants(change.resource()));
  }

  private static Pattern regex(String glob) {
    String[] literals = glob.split("\\*", -1);
    for (int i = 0; i < literals.length; i++) {
      literals[i] = Pattern.quote(literals[i]);
    }
    return Pattern.compile(
        String.join(".*", literals),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
