package dev.firebreak.scim.client;

/// How the pages of a listing are asked for. Whatever was asked, a page that names a next one by
/// cursor is followed by cursor.
public enum Pagination {
  /// As the service provider says of itself (RFC 9865 §4); by index when it says nothing.
  AUTO,
  /// `startIndex` and `count` (RFC 7644 §3.4.2.4).
  INDEX,
  /// `cursor` and `count` (RFC 9865 §2).
  CURSOR
}
