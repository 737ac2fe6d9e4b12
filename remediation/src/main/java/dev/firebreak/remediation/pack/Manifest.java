package dev.firebreak.remediation.pack;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The list of a pack's members, signed with the key of the log:
///
/// ```
/// firebreak evidence pack 1
/// log firebreak-evidence/3f9a20c41b7de586
/// run R-17
/// key firebreak-evidence/3f9a20c41b7de586+c74f20a3+AR…
/// 8f3c…  evidence.jsonl
/// …
/// signature Az3grl…
/// ```
///
/// @param origin the name of the log
/// @param runId the run
/// @param key the key that signed it, as `name+id+key`
/// @param hashes SHA-256 of each member, by name, in the order of the zip
/// @param signature over all lines before it, in base64
record Manifest(
    String origin,
    String runId,
    String key,
    SequencedMap<String, String> hashes,
    String signature) {

  static final String FILE = "MANIFEST";

  private static final String TITLE = EvidenceLog.SEALED + "1";

  /// Signs the list of these members.
  ///
  /// @param seal signs a text
  static Manifest of(
      String runId,
      VerifierKey key,
      SequencedMap<String, byte[]> members,
      UnaryOperator<String> seal) {
    SequencedMap<String, String> hashes = new LinkedHashMap<>();
    members.forEach((name, content) -> hashes.put(name, sha256(content)));
    Manifest bare = new Manifest(key.name(), runId, key.text(), hashes, "");
    return new Manifest(key.name(), runId, key.text(), hashes, seal.apply(bare.signed()));
  }

  /// What is signed.
  private String signed() {
    StringBuilder text = new StringBuilder(TITLE);
    text.append("\nlog ").append(origin).append("\nrun ").append(runId);
    text.append("\nkey ").append(key).append('\n');
    hashes.forEach((name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
    return text.toString();
  }

  /// As it is stored.
  byte[] bytes() {
    return (signed() + "signature " + signature + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads one, accepting no other form than [#bytes] writes.
  ///
  /// @throws IllegalArgumentException for any other
  static Manifest read(byte[] bytes) {
    List<String> lines = List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
    if (lines.size() < 6 || !lines.getFirst().equals(TITLE)) {
      throw new IllegalArgumentException("it is not the list of an evidence pack");
    }
    SequencedMap<String, String> hashes = new LinkedHashMap<>();
    for (String line : lines.subList(4, lines.size() - 2)) {
      int space = line.indexOf("  ");
      if (space < 0 || hashes.put(line.substring(space + 2), line.substring(0, space)) != null) {
        throw new IllegalArgumentException("it has a line that is not a hash and a new name");
      }
    }
    Manifest manifest =
        new Manifest(
            after(lines.get(1), "log "),
            after(lines.get(2), "run "),
            after(lines.get(3), "key "),
            hashes,
            after(lines.get(lines.size() - 2), "signature "));
    if (!Arrays.equals(manifest.bytes(), bytes)) {
      throw new IllegalArgumentException("it is not in its canonical form");
    }
    return manifest;
  }

  private static String after(String line, String word) {
    if (!line.startsWith(word)) {
      throw new IllegalArgumentException("it has no line '" + word.strip() + "' in its place");
    }
    return line.substring(word.length());
  }

  /// Whether the key that it names, which is this one, signed it.
  boolean isSignedBy(VerifierKey genuine) {
    try {
      byte[] bare = Base64.getDecoder().decode(signature);
      return Base64.getEncoder().encodeToString(bare).equals(signature)
          && VerifierKey.parse(key).equals(genuine)
          && genuine.text().equals(key)
          && genuine.name().equals(origin)
          && genuine.verifies(signed().getBytes(StandardCharsets.UTF_8), bare);
    } catch (MalformedNote | IllegalArgumentException malformed) {
      return false;
    }
  }

  /// The first member that is not as listed, or not listed, or missing; null where there is none.
  @Nullable String differing(Map<String, byte[]> members) {
    for (Map.Entry<String, String> each : hashes.entrySet()) {
      byte[] content = members.get(each.getKey());
      if (content == null || !sha256(content).equals(each.getValue())) {
        return each.getKey();
      }
    }
    return members.keySet().stream()
        .filter(name -> !name.equals(FILE) && !hashes.containsKey(name))
        .findFirst()
        .orElse(null);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every Java platform has SHA-256", absent);
    }
  }
}
