package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was signed over a log, held against its lines. Its part of an [EvidenceVerifier]'s work
/// begins with the lines and ends with the verdict.
final class SignatureCheck {
  private final Path file;
  private final Trust trust;
  private final @Nullable SignedCheckpoint own;
  private final @Nullable String malformed;
  private final CheckpointAudit audit;
  private long lines;

  private SignatureCheck(
      Path file, Trust trust, @Nullable SignedCheckpoint own, @Nullable String malformed) {
    this.file = file;
    this.trust = trust;
    this.own = own;
    this.malformed = malformed;
    List<SignedCheckpoint> all = new ArrayList<>(trust.saved());
    if (own != null) {
      all.add(own);
    }
    audit = new CheckpointAudit(all);
  }

  static SignatureCheck of(Path folder, Trust trust) throws IOException {
    Path file = folder.resolve(StoredCheckpoint.FILE);
    try {
      return new SignatureCheck(file, trust, StoredCheckpoint.read(file), null);
    } catch (NoSuchFileException absent) {
      return new SignatureCheck(file, trust, null, null);
    } catch (MalformedNote altered) {
      return new SignatureCheck(file, trust, null, String.valueOf(altered.getMessage()));
    }
  }

  /// Takes the next line of the chain.
  void take(byte[] line, LineHeader header) throws MalformedLine {
    audit.take(line, header.type());
    lines++;
  }

  /// The verdict by chain and signatures.
  ///
  /// @param byChain intact or incomplete, but for what `HEAD` says
  Verdict judge(Verdict byChain) {
    if (byChain instanceof Verdict.Tampered) {
      return byChain;
    }
    @Nullable Objection missing = null;
    for (Supplier<Optional<Objection>> question : questions()) {
      Objection objection = question.get().orElse(null);
      if (objection != null && !objection.missing()) {
        return new Verdict.Tampered(objection.seq(), file, 0, objection.why());
      }
      missing = missing == null ? objection : missing;
    }
    if (!(byChain instanceof Verdict.Intact intact)) {
      return byChain;
    }
    if (missing != null) {
      return new Verdict.Incomplete(lines, missing.why());
    }
    SignedCheckpoint vouching = own == null ? savedOverAll().orElse(null) : own;
    return vouching == null
        ? intact
        : new Verdict.Intact(
            intact.records(), intact.head(), vouching.checkpoint().size(), fingerprint(vouching));
  }

  /// The checkpoint among those kept elsewhere that covers all the lines there are: then neither
  /// `HEAD` nor `CHECKPOINT` is needed to see that none is missing.
  Optional<SignedCheckpoint> savedOverAll() {
    return trust.saved().stream().filter(saved -> saved.checkpoint().size() == lines).findFirst();
  }

  private List<Supplier<Optional<Objection>>> questions() {
    List<Supplier<Optional<Objection>>> questions = new ArrayList<>();
    questions.add(this::malformed);
    questions.add(audit.keys()::objection);
    questions.add(this::ownObjection);
    for (SignedCheckpoint saved : trust.saved()) {
      questions.add(() -> audit.objection(saved, "the checkpoint that was kept elsewhere"));
    }
    questions.add(() -> Optional.ofNullable(trust.key()).flatMap(this::unknown));
    return questions;
  }

  private Optional<Objection> unknown(VerifierKey key) {
    return audit.keys().knows(key)
        ? Optional.empty()
        : Optional.of(
            Objection.tampered(lines, "the key " + key.fingerprint() + " never signed this log"));
  }

  private String fingerprint(SignedCheckpoint signed) {
    var key = audit.keys().inForceAt(signed.checkpoint().size());
    return key == null ? "" : key.fingerprint();
  }

  private Optional<Objection> malformed() {
    return Optional.ofNullable(malformed)
        .map(why -> Objection.tampered(lines, StoredCheckpoint.FILE + " " + why));
  }

  private Optional<Objection> ownObjection() {
    if (own != null) {
      return own.signatures().size() == 1
          ? audit.objection(own, StoredCheckpoint.FILE)
          : Optional.of(
              Objection.tampered(
                  own.checkpoint().size(), StoredCheckpoint.FILE + " has a second signature"));
    }
    long adopted = audit.keys().lastSeq();
    return adopted == 0 || savedOverAll().isPresent() || Files.exists(file)
        ? Optional.empty()
        : Optional.of(
            Objection.missing(
                lines, StoredCheckpoint.FILE + " is missing, which is signed over all of them"));
  }
}
