package dev.firebreak.providers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// An id as one segment of a path (RFC 3986 section 3.3).
final class PathSegment {
  private PathSegment() {}

  static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
