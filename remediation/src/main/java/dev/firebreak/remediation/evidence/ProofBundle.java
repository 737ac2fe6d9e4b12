package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleHash;
import dev.firebreak.remediation.evidence.merkle.MerkleProof;
import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One record, and all it takes to check that it is in a log, without the log: a JSON file.
///
/// @param v 1
/// @param record the line of the record, without its line feed
/// @param path the audit path of RFC 6962 §2.1.1, in base64
/// @param checkpoint the signed checkpoint that the path leads to
/// @param key the key that signed it, as `name+id+key`
/// @param earlier a checkpoint that was kept elsewhere; null for none
/// @param extension the proof (§2.1.2) that the log of `checkpoint` begins with that of `earlier`
public record ProofBundle(
    int v,
    String record,
    List<String> path,
    String checkpoint,
    String key,
    @Nullable String earlier,
    List<String> extension) {
  private static final int MAX_BYTES = 2 * LineFormat.MAX_BYTES;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public ProofBundle {
    path = List.copyOf(path);
    extension = List.copyOf(extension);
  }

  /// The proof of one record of a folder that was found intact.
  ///
  /// @param earlier what the log shall be shown to go on from; null for nothing
  /// @return empty if the log has no such record, or no checkpoint covers it yet
  public static Optional<ProofBundle> of(Path folder, long seq, @Nullable SignedCheckpoint earlier)
      throws IOException {
    SignedLines signed = SignedLines.in(folder, each -> each == seq).orElse(null);
    byte[] wanted = signed == null ? null : signed.lines().get(seq);
    if (signed == null || wanted == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ProofBundle(
            1,
            new String(wanted, StandardCharsets.UTF_8),
            base64(MerkleProof.inclusion(signed.leaves(), Math.toIntExact(seq - 1))),
            signed.signed().text(),
            signed.key().text(),
            earlier == null ? null : earlier.text(),
            earlier == null
                ? List.of()
                : base64(
                    MerkleProof.consistency(
                        signed.leaves(), Math.toIntExact(earlier.checkpoint().size())))));
  }

  /// As it is stored.
  public String json() {
    return CanonicalJson.write(MAPPER.valueToTree(this)) + "\n";
  }

  /// Checks a file by itself.
  public static Verdict verify(Path file, Trust trust) {
    ProofBundle bundle;
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES);
      bundle = MAPPER.readValue(content, ProofBundle.class);
      if (bundle.v() != 1
          || !Arrays.equals(content, bundle.json().getBytes(StandardCharsets.UTF_8))) {
        return new Verdict.Tampered(0, file, 0, "the proof is not in its canonical form");
      }
    } catch (IOException | JacksonException unreadable) {
      return new Verdict.Unusable(file + " is neither an evidence folder nor a proof of a record");
    }
    try {
      return bundle.check(file, trust);
    } catch (MalformedNote malformed) {
      return new Verdict.Tampered(0, file, 0, "part of the proof " + malformed.getMessage());
    } catch (MalformedLine malformed) {
      return new Verdict.Tampered(0, file, 0, String.valueOf(malformed.getMessage()));
    }
  }

  private Verdict check(Path file, Trust trust) throws MalformedNote, MalformedLine {
    byte[] line = record.getBytes(StandardCharsets.UTF_8);
    LineHeader header = LineFormat.header(line);
    SignedCheckpoint signed = signed(checkpoint);
    Checkpoint at = signed.checkpoint();
    VerifierKey signer = VerifierKey.parse(key);
    Optional<String> wrong = wrong(signed, signer, header, line);
    if (wrong.isEmpty() && trust.key() != null && !trust.key().equals(signer)) {
      wrong = Optional.of("is signed by another key than " + trust.key().fingerprint());
    }
    for (SignedCheckpoint saved : trust.saved()) {
      if (wrong.isEmpty() && !extendsFrom(saved, at)) {
        wrong =
            Optional.of(
                "does not show that its log goes on from the checkpoint over %d records"
                    .formatted(saved.checkpoint().size()));
      }
    }
    return wrong.isPresent()
        ? new Verdict.Tampered(header.seq(), file, 0, "the proof " + wrong.get())
        : new Verdict.Proven(
            header.seq(), header.hash(), at.origin(), at.size(), signer.fingerprint());
  }

  private Optional<String> wrong(
      SignedCheckpoint signed, VerifierKey signer, LineHeader header, byte[] line)
      throws MalformedNote {
    Checkpoint at = signed.checkpoint();
    if (!MerkleProof.includes(
        at.rootHash(), at.size(), header.seq() - 1, MerkleHash.leaf(line), bytes(path))) {
      return Optional.of("does not lead from the record to the root of its checkpoint");
    }
    boolean signedByKey =
        signer.text().equals(key) && signer.name().equals(at.origin()) && signed.isSignedBy(signer);
    return signedByKey
        ? Optional.empty()
        : Optional.of("has a checkpoint that its key did not sign");
  }

  private boolean extendsFrom(SignedCheckpoint saved, Checkpoint at) throws MalformedNote {
    Checkpoint before = saved.checkpoint();
    boolean same = saved.text().equals(checkpoint);
    return before.origin().equals(at.origin())
        && (same
            || (saved.text().equals(earlier)
                && MerkleProof.extend(
                    before.rootHash(), before.size(), at.rootHash(), at.size(), bytes(extension))));
  }

  private static SignedCheckpoint signed(String text) throws MalformedNote {
    return SignedCheckpoint.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  private static List<byte[]> bytes(List<String> hashes) throws MalformedNote {
    List<byte[]> bytes = new ArrayList<>();
    for (String hash : hashes) {
      bytes.add(Checkpoint.hash(hash));
    }
    return bytes;
  }
}
