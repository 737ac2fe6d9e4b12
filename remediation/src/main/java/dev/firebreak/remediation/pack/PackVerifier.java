package dev.firebreak.remediation.pack;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Extract;
import dev.firebreak.remediation.evidence.Trust;
import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Checks an evidence pack by itself: no network, no database, no log. What it finds first is told.
public final class PackVerifier {

  private PackVerifier() {}

  /// The verdict on a file.
  public static PackVerdict verify(Path file, Trust trust) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(PackZip.MOST_BYTES);
    } catch (IOException unreadable) {
      return new PackVerdict.Unusable(file + " cannot be read: " + unreadable.getMessage());
    }
    return verify(bytes, trust);
  }

  /// The verdict on the bytes of a file.
  public static PackVerdict verify(byte[] bytes, Trust trust) {
    SequencedMap<String, byte[]> members;
    try {
      members = PackZip.read(bytes);
    } catch (IOException noZip) {
      return new PackVerdict.Unusable("it is no evidence pack: " + noZip.getMessage());
    }
    if (!members.containsKey(Manifest.FILE)) {
      return new PackVerdict.Unusable("it is no evidence pack: it has no " + Manifest.FILE);
    }
    if (!Arrays.equals(PackZip.write(members), bytes)) {
      return new PackVerdict.Tampered("the zip", 0, "it holds something beside its members");
    }
    try {
      return verify(members, trust);
    } catch (IllegalArgumentException malformed) {
      return new PackVerdict.Tampered(Manifest.FILE, 0, String.valueOf(malformed.getMessage()));
    } catch (Extract.Altered altered) {
      return new PackVerdict.Tampered(
          EvidencePack.RECORDS, altered.seq(), String.valueOf(altered.getMessage()));
    } catch (Misfit misfit) {
      return new PackVerdict.Tampered(
          EvidencePack.RECORDS, misfit.seq(), String.valueOf(misfit.getMessage()));
    }
  }

  private static PackVerdict verify(SequencedMap<String, byte[]> members, Trust trust)
      throws Extract.Altered, Misfit {
    Manifest manifest = Manifest.read(members.getOrDefault(Manifest.FILE, new byte[0]));
    String differing = manifest.differing(members);
    if (differing != null) {
      return new PackVerdict.Tampered(differing, 0, "it is not what " + Manifest.FILE + " lists");
    }
    Extract extract =
        new Extract(
            member(members, EvidencePack.RECORDS),
            member(members, EvidencePack.PROOFS),
            member(members, EvidencePack.CHECKPOINT));
    Extract.Genuine genuine = extract.check();
    if (!manifest.isSignedBy(genuine.key())) {
      return new PackVerdict.Tampered(
          Manifest.FILE, 0, "the key " + genuine.key().fingerprint() + " did not sign it");
    }
    PackVerdict otherwise = held(genuine, trust);
    if (otherwise != null) {
      return otherwise;
    }
    RunCheck run = RunCheck.of(manifest.runId(), genuine.entries());
    FindingCheck findings = FindingCheck.of(run.findings(), genuine.entries());
    List<String> missing = new ArrayList<>(run.missing());
    missing.addAll(findings.missing());
    return missing.isEmpty()
        ? new PackVerdict.Proven(
            manifest.runId(),
            genuine.entries().size(),
            findings.found(),
            run.changes(),
            run.undoes(),
            genuine.at().origin(),
            genuine.at().size(),
            genuine.key().fingerprint())
        : new PackVerdict.Incomplete(manifest.runId(), missing);
  }

  private static byte[] member(SequencedMap<String, byte[]> members, String name) {
    byte[] content = members.get(name);
    if (content == null) {
      throw new IllegalArgumentException("it does not list " + name);
    }
    return content;
  }

  /// What speaks against it by what was kept elsewhere; null for nothing.
  private static @Nullable PackVerdict held(Extract.Genuine genuine, Trust trust) {
    VerifierKey key = trust.key();
    if (key != null && !brought(genuine.entries(), key)) {
      return new PackVerdict.Tampered(
          EvidencePack.CHECKPOINT,
          0,
          "it is of a log that the key " + key.fingerprint() + " never signed");
    }
    for (SignedCheckpoint saved : trust.saved()) {
      Checkpoint kept = saved.checkpoint();
      if (!kept.origin().equals(genuine.at().origin())) {
        return new PackVerdict.Tampered(
            EvidencePack.CHECKPOINT, 0, "the checkpoint that was kept is of another log");
      }
      if (kept.size() != genuine.at().size()) {
        return new PackVerdict.Unusable(
            "a checkpoint over %d records cannot be held against a pack over %d; check the folder with it"
                .formatted(kept.size(), genuine.at().size()));
      }
      if (!kept.root().equals(genuine.at().root())) {
        return new PackVerdict.Tampered(
            EvidencePack.CHECKPOINT, 0, "it is not the checkpoint that was kept");
      }
    }
    return null;
  }

  private static boolean brought(List<Entry> entries, VerifierKey key) {
    return entries.stream()
        .filter(entry -> entry.type().equals("KEY_ADOPTED"))
        .anyMatch(entry -> entry.body().path("key").asString("").equals(key.text()));
  }
}
