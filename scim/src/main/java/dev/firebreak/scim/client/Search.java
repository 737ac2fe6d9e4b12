package dev.firebreak.scim.client;

/// When a listing is asked for by POST to `.search` (RFC 7644 §3.4.3) instead of by GET.
public enum Search {
  NEVER,
  /// When the address would be too long for some servers and proxies.
  LONG,
  ALWAYS
}
