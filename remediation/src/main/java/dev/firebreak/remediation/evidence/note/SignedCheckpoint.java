package dev.firebreak.remediation.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A checkpoint with signatures, of the log itself and perhaps of witnesses:
///
/// ```
/// firebreak-evidence/3f9a20c41b7de586
/// 120
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
/// — firebreak-evidence/3f9a20c41b7de586 Az3grl…
/// ```
///
/// @param signatures at least one
public record SignedCheckpoint(Checkpoint checkpoint, List<Signature> signatures) {
  private static final String DASH = "— ";
  private static final int KEY_ID_BYTES = 4;
  private static final int MOST = 100;

  public SignedCheckpoint {
    signatures = List.copyOf(signatures);
  }

  /// One signature line.
  ///
  /// @param name whose it is
  /// @param value the four bytes of the key id and the signature, in base64
  public record Signature(String name, String value) {
    private static Signature parse(String line) throws MalformedNote {
      String[] words = line.split(" ", -1);
      if (words.length != 3 || !line.startsWith(DASH)) {
        throw new MalformedNote("has a signature line that is not a dash, a name and base64");
      }
      if (Canonical.base64(words[2]).length <= KEY_ID_BYTES) {
        throw new MalformedNote("has a signature that is too short");
      }
      return new Signature(Canonical.name(words[1]), words[2]);
    }

    private byte[] bytes() {
      return Base64.getDecoder().decode(value);
    }
  }

  /// Reads one, accepting no other form than [#text] writes.
  public static SignedCheckpoint parse(byte[] note) throws MalformedNote {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNote("is not UTF-8");
    }
    int blank = text.indexOf("\n\n");
    if (blank < 0 || !text.endsWith("\n")) {
      throw new MalformedNote("is not a text, a blank line and signature lines");
    }
    List<String> lines = Arrays.asList(text.substring(blank + 2).split("\n", -1));
    if (lines.size() < 2 || lines.size() > MOST) {
      throw new MalformedNote("has no signature, or too many");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      signatures.add(Signature.parse(line));
    }
    return new SignedCheckpoint(Checkpoint.parse(text.substring(0, blank + 1)), signatures);
  }

  /// As it is stored.
  public String text() {
    StringBuilder text = new StringBuilder(checkpoint.text()).append('\n');
    for (Signature signature : signatures) {
      text.append(DASH).append(signature.name()).append(' ').append(signature.value()).append('\n');
    }
    return text.toString();
  }

  /// As it is stored.
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /// Whether this key signed it. The first line that names the key decides.
  public boolean isSignedBy(VerifierKey key) {
    for (Signature signature : signatures) {
      byte[] value = signature.bytes();
      if (signature.name().equals(key.name())
          && Arrays.equals(value, 0, KEY_ID_BYTES, key.id(), 0, KEY_ID_BYTES)) {
        byte[] bare = Arrays.copyOfRange(value, KEY_ID_BYTES, value.length);
        return key.verifies(checkpoint.bytes(), bare);
      }
    }
    return false;
  }
}
