package dev.firebreak.providers.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 request as read from a socket (RFC 9112); bodies come with a Content-Length.
///
/// @param path path and query
/// @param headers by name, without case
/// @param body one character per octet (ISO 8859-1), whatever the octets mean
record WireRequest(String method, String path, Map<String, String> headers, String body) {

  /// The next request, or null when the client closed the connection instead.
  static @Nullable WireRequest read(InputStream in) throws IOException {
    var start = line(in);
    if (start == null) {
      return null;
    }
    var words = start.split(" ", 3);
    if (words.length < 3) {
      throw new IOException("not a request line: " + start);
    }
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    if (headers.containsKey("Transfer-Encoding")) {
      throw new IOException("this server reads bodies with Content-Length only");
    }
    var length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    var body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    return new WireRequest(words[0], words[1], headers, body);
  }

  boolean takesGzip() {
    return headers.getOrDefault("Accept-Encoding", "").contains("gzip");
  }

  /// The same request for another path and query.
  WireRequest to(String otherPath) {
    return new WireRequest(method, otherPath, headers, body);
  }

  /// The same resource, read instead of changed.
  WireRequest asGet() {
    var read = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    read.putAll(headers);
    read.remove("If-Match");
    return new WireRequest("GET", path, read, "");
  }

  /// The same change, but of the whole list of members.
  WireRequest onAllMembers() {
    return new WireRequest(
        method, path, headers, body.replaceAll("members\\[[^\\]]*\\]", "members"));
  }

  private static @Nullable String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return bytes.size() == 0 ? null : bytes.toString(StandardCharsets.ISO_8859_1);
      }
      if (b != '\r') {
        bytes.write(b);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
