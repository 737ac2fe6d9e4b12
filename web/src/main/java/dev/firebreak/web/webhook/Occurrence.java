package dev.firebreak.web.webhook;

import dev.firebreak.analytics.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Something happened that webhooks are told of.
///
/// @param name the same however often it is noticed, and of nothing else
/// @param severity of the finding; null where it is about none
/// @param facts what is told, by name
record Occurrence(
    String name,
    EventType type,
    Instant at,
    @Nullable Severity severity,
    Map<String, Object> facts) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ID_BYTES = 16;

  /// The id of its message to one webhook: the same at each attempt, so that a receiver can tell
  /// that it has it already.
  String idFor(String webhook) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((webhook + "\n" + name).getBytes(StandardCharsets.UTF_8));
      return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The body of that message.
  String bodyFor(String webhook) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", idFor(webhook));
    body.put("type", type.word());
    body.put("timestamp", at.toString());
    body.put("data", facts);
    return JSON.writeValueAsString(body);
  }
}
