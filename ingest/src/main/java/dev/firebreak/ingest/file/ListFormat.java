package dev.firebreak.ingest.file;

import dev.firebreak.ingest.source.FilesConfig.FileList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The columns that a list may have, by the attributes that they hold. Columns are known without
/// regard to case, spaces and punctuation: `User Name`, `user_name` and `userName` are one.
///
/// @param required the columns that cannot be missing
/// @param known every column, and other words for some of them
record ListFormat(List<String> required, Map<String, String> known) {

  private static final ListFormat ACCOUNTS =
      of(
          List.of("id"),
          List.of(
              "userName",
              "displayName",
              "givenName",
              "familyName",
              "email",
              "externalId",
              "active",
              "userType",
              "title",
              "employeeNumber",
              "department",
              "manager"),
          Map.of("name", "displayName", "mail", "email", "login", "userName"));
  private static final ListFormat GROUPS =
      of(List.of("id"), List.of("displayName", "externalId"), Map.of("name", "displayName"));
  private static final ListFormat MEMBERSHIPS =
      of(List.of("group", "member"), List.of("memberType"), Map.of("account", "member"));
  private static final ListFormat ENTITLEMENTS =
      of(
          List.of("id"),
          List.of("value", "display"),
          Map.of("name", "display", "displayName", "display"));
  private static final ListFormat GRANTS =
      of(
          List.of("entitlement"),
          List.of("account", "group", "display", "since", "validFrom", "validTo"),
          Map.of());

  /// The format of a list.
  static ListFormat of(FileList list) {
    return switch (list) {
      case ACCOUNTS -> ACCOUNTS;
      case GROUPS -> GROUPS;
      case MEMBERSHIPS -> MEMBERSHIPS;
      case ENTITLEMENTS -> ENTITLEMENTS;
      case GRANTS -> GRANTS;
    };
  }

  private static ListFormat of(
      List<String> required, List<String> others, Map<String, String> otherWords) {
    Map<String, String> known = new TreeMap<>();
    otherWords.forEach((word, attribute) -> known.put(letters(word), attribute));
    others.forEach(attribute -> known.put(letters(attribute), attribute));
    required.forEach(attribute -> known.put(letters(attribute), attribute));
    return new ListFormat(required, Map.copyOf(known));
  }

  /// The attribute that a column of this name holds, unless the configuration says otherwise.
  Optional<String> attribute(String column) {
    return Optional.ofNullable(known.get(letters(column)));
  }

  private static String letters(String word) {
    return word.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
