package dev.firebreak.providers.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// An HTTP answer before it goes out.
///
/// @param body one character per octet (ISO 8859-1), whatever the octets mean
record Answer(int status, Map<String, String> headers, String body) {

  static Answer of(int status, String contentType, String body) {
    var octets = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return new Answer(status, Map.of("Content-Type", contentType), octets);
  }

  /// A SCIM error (RFC 7644 section 3.12).
  static Answer error(int status, String detail) {
    return of(
        status,
        "application/scim+json",
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"%d","detail":"%s"}\
        """
            .formatted(status, detail));
  }

  Answer with(String header, String value) {
    var more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  Answer gzipped() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(status, headers, bytes.toString(StandardCharsets.ISO_8859_1))
        .with("Content-Encoding", "gzip");
  }

  Answer half() {
    return new Answer(status, headers, body.substring(0, body.length() / 2));
  }
}
