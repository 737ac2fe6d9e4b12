package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;

/// What a service provider says of its pages: the attribute `pagination` of its configuration (RFC
/// 9865 §4). A value that is absent is not known, which is not the same as no limit.
///
/// @param preferred `defaultPaginationMethod`: INDEX, CURSOR, or null
/// @param defaultPageSize resources on a page when no `count` is given, or null
/// @param maxPageSize the most resources on one page, or null
/// @param cursorTimeout seconds after which a cursor may be forgotten, or null
public record PaginationClaim(
    Support cursor,
    Support index,
    @Nullable Pagination preferred,
    @Nullable Integer defaultPageSize,
    @Nullable Integer maxPageSize,
    @Nullable Integer cursorTimeout) {

  /// Of a service provider that says nothing about its pages.
  public static final PaginationClaim UNKNOWN =
      new PaginationClaim(Support.UNKNOWN, Support.UNKNOWN, null, null, null, null);

  static PaginationClaim of(ScimResource config) {
    return new PaginationClaim(
        Support.of(config.flag("pagination.cursor")),
        Support.of(config.flag("pagination.index")),
        method(config.text("pagination.defaultPaginationMethod").orElse("")),
        positive(config, "defaultPageSize"),
        positive(config, "maxPageSize"),
        positive(config, "cursorTimeout"));
  }

  /// How its pages are best asked for: INDEX or CURSOR. Where both will do and neither is
  /// preferred, by cursor, since only that skips nothing while resources come and go.
  public Pagination best() {
    if (cursor != Support.YES) {
      return Pagination.INDEX;
    }
    return index != Support.NO && preferred == Pagination.INDEX
        ? Pagination.INDEX
        : Pagination.CURSOR;
  }

  private static @Nullable Pagination method(String text) {
    return text.equalsIgnoreCase("cursor")
        ? Pagination.CURSOR
        : text.equalsIgnoreCase("index") ? Pagination.INDEX : null;
  }

  private static @Nullable Integer positive(ScimResource config, String name) {
    return config
        .text("pagination." + name)
        .map(PageReader::count)
        .filter(count -> count > 0)
        .orElse(null);
  }
}
