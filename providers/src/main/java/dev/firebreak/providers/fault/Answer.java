package dev.firebreak.providers.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP answer before it goes out.
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer of(int status, String contentType, String body) {
    return new Answer(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
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

  Answer half() {
    return new Answer(status, headers, Arrays.copyOf(body, body.length / 2));
  }
}
