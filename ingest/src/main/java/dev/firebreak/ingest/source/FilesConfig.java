package dev.firebreak.ingest.source;

import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ResourceType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that an application without SCIM writes: one for each list, as CSV (RFC 4180) or,
/// where the name ends in `.json`, as a JSON array of objects; or one JSON file with an object of
/// all the lists. All in UTF-8.
///
/// @param accounts one row for each account
/// @param groups one row for each group
/// @param memberships who is in which group
/// @param entitlements one row for each entitlement
/// @param grants who holds which entitlement: an account or a group
/// @param all one JSON file in place of the others
/// @param columns for each list what a column is called, to the attribute that it holds
/// @param separator what stands between the columns of a CSV file; a comma when absent
public record FilesConfig(
    @Nullable Path accounts,
    @Nullable Path groups,
    @Nullable Path memberships,
    @Nullable Path entitlements,
    @Nullable Path grants,
    @Nullable Path all,
    @Nullable Map<FileList, Map<String, String>> columns,
    @Nullable String separator) {

  /// The types of the resources that files hold.
  static final List<ResourceType> TYPES =
      List.of(ResourceType.ENTITLEMENT, ResourceType.GROUP, ResourceType.USER);

  /// The attribute of a group under which its grants are kept.
  public static final String GROUP_GRANTS = "entitlements";

  /// The lists.
  public enum FileList {
    ACCOUNTS,
    GROUPS,
    MEMBERSHIPS,
    ENTITLEMENTS,
    GRANTS;

    /// The name in configurations and JSON files.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @throws IllegalArgumentException for lists that say nothing without one another, for a mapping
  ///   of columns that means nothing, and for a separator that is no single character
  public FilesConfig {
    boolean lists =
        Stream.of(accounts, groups, memberships, entitlements, grants).anyMatch(Objects::nonNull);
    if (lists && all != null) {
      throw new IllegalArgumentException(
          "files names either one file with all lists or a file for each list, not both");
    }
    if (all != null && !isJson(all)) {
      throw new IllegalArgumentException(
          "files: the file with all lists is JSON, and its name ends in .json");
    }
    if (all == null && accounts == null) {
      throw new IllegalArgumentException(
          "files needs accounts, the file of the accounts, or all: one JSON file with the lists");
    }
    if (memberships != null && groups == null) {
      throw new IllegalArgumentException("files: memberships need groups, the file of the groups");
    }
    columns = columns == null ? Map.of() : Map.copyOf(columns);
    columns.values().forEach(each -> each.values().forEach(AttributePath::parse));
    separator = separator == null ? "," : separator;
    if (separator.length() != 1 || "\"\r\n".contains(separator)) {
      throw new IllegalArgumentException("files: separator is one character, such as ; or ,");
    }
  }

  /// The file of a list; null where there is none.
  public @Nullable Path file(FileList list) {
    if (all != null) {
      return all;
    }
    return switch (list) {
      case ACCOUNTS -> accounts;
      case GROUPS -> groups;
      case MEMBERSHIPS -> memberships;
      case ENTITLEMENTS -> entitlements;
      case GRANTS -> grants;
    };
  }

  /// What the columns of a list are called, where not like the attributes that they hold.
  public Map<String, String> columnsOf(FileList list) {
    return columns == null ? Map.of() : columns.getOrDefault(list, Map.of());
  }

  /// What stands between the columns of a CSV file.
  public char separatorChar() {
    return separator == null ? ',' : separator.charAt(0);
  }

  /// Whether a file is read as JSON.
  public static boolean isJson(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /// Every file once, by list.
  public Map<FileList, Path> byList() {
    Map<FileList, Path> files = new EnumMap<>(FileList.class);
    for (FileList list : FileList.values()) {
      Path file = file(list);
      if (file != null) {
        files.put(list, file);
      }
    }
    return files;
  }

  /// The files in words.
  public String text() {
    return byList().values().stream()
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }

  /// The types of the resources in them.
  List<ResourceType> holds() {
    List<ResourceType> types = new ArrayList<>();
    if (file(FileList.ENTITLEMENTS) != null) {
      types.add(ResourceType.ENTITLEMENT);
    }
    if (file(FileList.GROUPS) != null) {
      types.add(ResourceType.GROUP);
    }
    types.add(ResourceType.USER);
    return List.copyOf(types);
  }

  FilesConfig relativeTo(Path folder) {
    return new FilesConfig(
        seen(folder, accounts),
        seen(folder, groups),
        seen(folder, memberships),
        seen(folder, entitlements),
        seen(folder, grants),
        seen(folder, all),
        columns,
        separator);
  }

  private static @Nullable Path seen(Path folder, @Nullable Path file) {
    return file == null ? null : folder.resolve(file).normalize();
  }
}
