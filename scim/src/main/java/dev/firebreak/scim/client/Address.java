package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Addresses below a base URL. Every name and value is percent-encoded, so that none of them
/// steers.
final class Address {
  private Address() {}

  /// `base/endpoint?query`
  static URI of(URI base, String endpoint, Map<String, String> query) {
    return URI.create(base + path(endpoint) + parameters(query));
  }

  /// `base/endpoint/id?query`
  static URI of(URI base, String endpoint, String id, Map<String, String> query) {
    return URI.create(base + path(endpoint) + "/" + segment(id) + parameters(query));
  }

  private static String parameters(Map<String, String> query) {
    return query.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
  }

  private static String path(String endpoint) {
    StringBuilder path = new StringBuilder();
    for (String part : endpoint.replaceFirst("^/", "").split("/", -1)) {
      path.append('/').append(segment(part));
    }
    return path.toString();
  }

  private static String segment(String text) {
    if (text.isBlank() || text.equals(".") || text.equals("..")) {
      throw new ScimFailure(
          ScimFailure.Kind.MALFORMED,
          "\"" + text + "\" cannot stand in a SCIM address, so nothing was sent");
    }
    return encode(text);
  }

  /// Keeps what RFC 3986 §2.3 calls unreserved, and encodes the rest.
  private static String encode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ScimFailure(
          ScimFailure.Kind.MALFORMED,
          "A value with half a Unicode character cannot stand in a SCIM address, so nothing was sent");
    }
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
