package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SigningKey;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Makes and checks [Evidence.KeyAdopted]. What both keys sign is three lines: `firebreak evidence
/// key`, the key before or `none`, and the new key.
final class KeyAdoption {
  private KeyAdoption() {}

  /// The first key of a log.
  static Evidence.KeyAdopted first(String origin, SigningKey key) {
    String text = key.verifier(origin).text();
    return new Evidence.KeyAdopted(
        text, null, signature(key, statement(null, text)), null, Evidence.ENGINE);
  }

  /// A key in the place of another.
  static Evidence.KeyAdopted next(String origin, SigningKey before, SigningKey key, String by) {
    String text = key.verifier(origin).text();
    String previous = before.verifier(origin).text();
    byte[] statement = statement(previous, text);
    return new Evidence.KeyAdopted(
        text, previous, signature(key, statement), signature(before, statement), by);
  }

  /// The key that a record brings, once it fits the one in force.
  static VerifierKey key(Evidence.KeyAdopted record, @Nullable VerifierKey inForce)
      throws MalformedLine {
    VerifierKey key;
    try {
      key = VerifierKey.parse(record.key());
    } catch (MalformedNote malformed) {
      throw new MalformedLine("its key " + malformed.getMessage());
    }
    String previous = record.previous();
    boolean fits =
        inForce == null
            ? previous == null
            : inForce.text().equals(previous) && inForce.name().equals(key.name());
    if (!fits || !key.text().equals(record.key())) {
      throw new MalformedLine("its key does not take the place of the one in force");
    }
    return key;
  }

  /// Whether the signatures hold.
  static boolean isSigned(Evidence.KeyAdopted record, @Nullable VerifierKey before) {
    try {
      byte[] statement = statement(record.previous(), record.key());
      return holds(VerifierKey.parse(record.key()), statement, record.signature())
          && (before == null
              ? record.previousSignature() == null
              : holds(before, statement, record.previousSignature()));
    } catch (MalformedNote malformed) {
      return false;
    }
  }

  private static boolean holds(VerifierKey key, byte[] statement, @Nullable String signature) {
    try {
      return signature != null && key.verifies(statement, Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  private static byte[] statement(@Nullable String previous, String key) {
    return "firebreak evidence key\n%s\n%s\n"
        .formatted(previous == null ? "none" : previous, key)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String signature(SigningKey key, byte[] statement) {
    return Base64.getEncoder().encodeToString(key.sign(statement));
  }
}
