package dev.firebreak.web.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures of messages, as Standard Webhooks has them: HMAC-SHA-256 over id, time and body.
final class Signature {

  /// What a secret begins with, so that people and scanners know it.
  static final String PREFIX = "whsec_";

  private Signature() {}

  /// A secret as it is written.
  static String written(byte[] secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  /// The value of the header `webhook-signature`: one signature for each secret, a space between.
  ///
  /// @param seconds the value of `webhook-timestamp`
  static String of(List<byte[]> secrets, String id, long seconds, String body) {
    byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(byte[] secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
