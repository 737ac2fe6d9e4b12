package dev.firebreak.analytics.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What makes two findings of different runs the same fact. Severity and text may change, the key
/// may not.
///
/// @param kind the risk
/// @param rule the rule's id, for example `AP-03` or `unused`
/// @param subject the node key of the highest node to blame
/// @param detail what else tells two findings on one subject apart; empty where nothing does
public record FindingKey(FindingKind kind, String rule, String subject, String detail) {

  /// One string that orders and compares like the key.
  public String value() {
    return String.join("|", kind.name(), rule, subject, detail);
  }

  /// A short name for people and addresses, such as `T-4f02a91c07be`: a letter for the kind and the
  /// first 48 bits of the SHA-256 of [#value()], so that two of 100,000 findings share a name once
  /// in 56,000 installations.
  public String id() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(value().getBytes(StandardCharsets.UTF_8));
      return kind.letter() + "-" + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
