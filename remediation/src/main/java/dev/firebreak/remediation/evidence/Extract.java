package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleHash;
import dev.firebreak.remediation.evidence.merkle.MerkleProof;
import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Some records of a log, all that brought a key, and what it takes to check without the log that
/// they are in it: three files.
///
/// @param records the lines, ascending, each with its line feed
/// @param proofs the audit path (RFC 6962 §2.1.1) of each, by number, as canonical JSON and a line
///   feed
/// @param checkpoint the signed checkpoint that the paths lead to
@SuppressWarnings("ArrayRecordComponent") // files, never compared
public record Extract(byte[] records, byte[] proofs, byte[] checkpoint) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// The paths by record number, as stored.
  record Proofs(int v, Map<String, List<String>> paths) {}

  /// What a check found genuine.
  ///
  /// @param entries the records, ascending
  /// @param at the checkpoint
  /// @param key the key that signed it
  public record Genuine(List<Entry> entries, Checkpoint at, VerifierKey key) {
    public Genuine {
      entries = List.copyOf(entries);
    }
  }

  /// Part of an extract is not as it was written.
  public static final class Altered extends Exception {
    private final long seq;

    Altered(long seq, String why) {
      super(why);
      this.seq = seq;
    }

    /// The record that shows it; 0 for none in particular.
    public long seq() {
      return seq;
    }
  }

  /// Takes records out of a folder that was found intact.
  ///
  /// @return empty if one of them is not there, or no checkpoint covers it yet
  public static Optional<Extract> of(Path folder, Set<Long> wanted) throws IOException {
    SignedLines signed = SignedLines.in(folder, wanted::contains).orElse(null);
    if (signed == null || !signed.lines().keySet().containsAll(wanted)) {
      return Optional.empty();
    }
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    Map<String, List<String>> paths = new TreeMap<>();
    signed
        .lines()
        .forEach((seq, line) -> {
          records.writeBytes(line);
          records.write('\n');
          paths.put(
              Long.toString(seq),
              MerkleProof.inclusion(signed.leaves(), Math.toIntExact(seq - 1)).stream()
                  .map(Base64.getEncoder()::encodeToString)
                  .toList());
        });
    return Optional.of(
        new Extract(records.toByteArray(), json(new Proofs(1, paths)), signed.signed().bytes()));
  }

  private static byte[] json(Proofs proofs) {
    return (CanonicalJson.write(MAPPER.valueToTree(proofs)) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Checks every line, path and signature.
  ///
  /// @throws Altered at the first thing that is not as it was written
  public Genuine check() throws Altered {
    SignedCheckpoint signed;
    Map<String, List<String>> paths;
    try {
      signed = SignedCheckpoint.parse(checkpoint);
      Proofs read = MAPPER.readValue(proofs, Proofs.class);
      if (read.v() != 1 || !Arrays.equals(json(read), proofs)) {
        throw new Altered(0, "the proofs are not in their canonical form");
      }
      paths = read.paths();
    } catch (MalformedNote malformed) {
      throw new Altered(0, "the checkpoint " + malformed.getMessage());
    } catch (JacksonException | NullPointerException unlike) {
      throw new Altered(0, "the proofs are not in their canonical form");
    }
    List<Entry> entries = new ArrayList<>();
    KeyHistory keys = new KeyHistory();
    long before = 0;
    for (byte[] line : lines()) {
      Entry entry = entry(line, before, keys);
      List<String> path = paths.get(Long.toString(entry.seq()));
      if (path == null || !includes(signed.checkpoint(), entry.seq(), line, path)) {
        throw new Altered(
            entry.seq(), "its proof does not lead from it to the root of the checkpoint");
      }
      before = entry.seq();
      entries.add(entry);
    }
    if (paths.size() != entries.size()) {
      throw new Altered(0, "there are proofs of records that are not there");
    }
    return new Genuine(entries, signed.checkpoint(), signer(signed, keys));
  }

  private static VerifierKey signer(SignedCheckpoint signed, KeyHistory keys) throws Altered {
    Objection objection = keys.objection().orElse(null);
    if (objection != null) {
      throw new Altered(objection.seq(), objection.why());
    }
    VerifierKey key = keys.current();
    if (key == null) {
      throw new Altered(0, "no record brings the key that signed the checkpoint");
    }
    if (signed.signatures().size() != 1
        || !signed.checkpoint().origin().equals(key.name())
        || !signed.isSignedBy(key)) {
      throw new Altered(0, "the checkpoint is not signed by the key " + key.fingerprint());
    }
    return key;
  }

  private static Entry entry(byte[] line, long before, KeyHistory keys) throws Altered {
    try {
      Entry entry = LineFormat.read(line);
      if (entry.seq() <= before) {
        throw new Altered(entry.seq(), "it stands after record " + before);
      }
      if (entry.type().equals(KeyHistory.TYPE)) {
        keys.take(entry);
      }
      return entry;
    } catch (MalformedLine malformed) {
      throw new Altered(before + 1, String.valueOf(malformed.getMessage()));
    }
  }

  private static boolean includes(Checkpoint at, long seq, byte[] line, List<String> path) {
    List<byte[]> hashes = new ArrayList<>();
    try {
      for (String hash : path) {
        hashes.add(Checkpoint.hash(hash));
      }
    } catch (MalformedNote noHash) {
      return false;
    }
    return MerkleProof.includes(at.rootHash(), at.size(), seq - 1, MerkleHash.leaf(line), hashes);
  }

  private List<byte[]> lines() throws Altered {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < records.length; i++) {
      if (records[i] == '\n') {
        lines.add(Arrays.copyOfRange(records, start, i));
        start = i + 1;
      }
    }
    if (start != records.length || lines.isEmpty()) {
      throw new Altered(0, "the records do not end with a line feed");
    }
    return lines;
  }
}
