package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Support;

/// One thing that a service provider does or does not.
public enum Point {
  CONFIG_PAGE("says what it supports", "/ServiceProviderConfig (RFC 7644 §4)"),
  TYPES_PAGE("says which resource types it serves", "/ResourceTypes (RFC 7644 §4)"),
  SCHEMAS_PAGE("says which attributes they have", "/Schemas (RFC 7644 §4)"),
  INDEX_PAGES("pages by index", "startIndex and count (RFC 7644 §3.4.2.4)"),
  CURSOR_PAGES("pages by cursor", "cursor and count (RFC 9865)"),
  PAGE_SIZE("gives pages as large as asked", "count (RFC 7644 §3.4.2.4)"),
  WHOLE_LISTINGS(
      "lists all that it has, or says that there is more", "totalResults (RFC 7644 §3.4.2)"),
  STABLE_TOTALS("gives the same total on every page", "totalResults (RFC 7644 §3.4.2)"),
  FILTER_EQUALS("finds one resource by its name", "filter eq (RFC 7644 §3.4.2.2)"),
  FILTER_NOTHING("finds nothing where nothing matches", "filter eq (RFC 7644 §3.4.2.2)"),
  QUOTED_NUMBERS("finds an id in quotes that is a number", "filter eq \"27\" (RFC 7644 §3.4.2.2)"),
  FILTER_LAST_MODIFIED("filters by last change", "meta.lastModified gt (RFC 7644 §3.4.2.2)"),
  ATTRIBUTES("leaves out what was not asked for", "attributes (RFC 7644 §3.9)"),
  EXCLUDED_ATTRIBUTES("leaves out what was excluded", "excludedAttributes (RFC 7644 §3.9)"),
  SORT("sorts", "sortBy and sortOrder (RFC 7644 §3.4.2.3)"),
  ETAG("gives a version with each resource", "ETag and meta.version (RFC 7644 §3.14)"),
  IF_NONE_MATCH("says when a resource is unchanged", "If-None-Match, 304 (RFC 7644 §3.14)"),
  LISTED_MEMBERS("lists groups with all their members", "members (RFC 7643 §4.2)"),
  IF_MATCH("refuses a change of a stale version", "If-Match, 412 (RFC 7644 §3.14)", true),
  PATCH_USER("takes a PATCH of a user", "PATCH (RFC 7644 §3.5.2)", true),
  PATCH_GROUP("takes a PATCH of a group", "PATCH (RFC 7644 §3.5.2)", true),
  PATCH_REPLACE("replaces an attribute by its path", "PATCH (RFC 7644 §3.5.2.3)", true),
  PATCH_QUALIFIED(
      "replaces an attribute by a path with its schema in front",
      "PATCH urn:…:User:displayName (RFC 7644 §3.10)",
      true),
  PATCH_MERGE("replaces an attribute without a path", "PATCH (RFC 7644 §3.5.2.3)", true),
  PATCH_ADD_MEMBER("adds a member", "PATCH (RFC 7644 §3.5.2.1)", true),
  PATCH_REMOVE_BY_FILTER(
      "removes one member by filter", "PATCH members[value eq …] (RFC 7644 §3.5.2.2)", true),
  PATCH_REMOVE_BY_VALUE(
      "removes one member by value", "PATCH remove with a value; not in RFC 7644", true);

  private final String does;
  private final String by;
  private final boolean writes;

  Point(String does, String by) {
    this(does, by, false);
  }

  Point(String does, String by, boolean writes) {
    this.does = does;
    this.by = by;
    this.writes = writes;
  }

  /// What a service provider does when the verdict is yes: `pages by index`.
  public String does() {
    return does;
  }

  /// By which means, and where the standard says so.
  public String by() {
    return by;
  }

  /// Whether it takes a change to find out.
  public boolean writes() {
    return writes;
  }

  /// What the service provider says of it.
  ///
  /// @param claim what it says of itself
  public Support claimed(CapabilityClaim claim) {
    return switch (this) {
      case INDEX_PAGES -> claim.pagination().index();
      case CURSOR_PAGES -> claim.pagination().cursor();
      case FILTER_EQUALS, FILTER_NOTHING, QUOTED_NUMBERS, FILTER_LAST_MODIFIED -> claim.filter();
      case SORT -> claim.sort();
      case ETAG, IF_NONE_MATCH, IF_MATCH -> claim.etag();
      case PATCH_USER,
          PATCH_GROUP,
          PATCH_REPLACE,
          PATCH_QUALIFIED,
          PATCH_MERGE,
          PATCH_ADD_MEMBER,
          PATCH_REMOVE_BY_FILTER ->
          claim.patch();
      case CONFIG_PAGE,
          TYPES_PAGE,
          SCHEMAS_PAGE,
          PAGE_SIZE,
          WHOLE_LISTINGS,
          STABLE_TOTALS,
          ATTRIBUTES,
          EXCLUDED_ATTRIBUTES,
          LISTED_MEMBERS,
          PATCH_REMOVE_BY_VALUE ->
          Support.UNKNOWN;
    };
  }
}
