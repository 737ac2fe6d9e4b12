package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleFrontier;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A log as it is found at start, verified: its end, the tree over its records and who signs it.
record Opening(Tail tail, MerkleFrontier tree, @Nullable Notary notary) {

  /// Reads a folder.
  ///
  /// @param signing null to leave it unsigned
  /// @throws EvidenceBroken if it does not verify, or cannot be signed as it was
  static Opening of(Path folder, @Nullable Signing signing) throws IOException {
    SignedCheckpoint last =
        StoredCheckpoint.in(folder.resolve(StoredCheckpoint.FILE), StoredCheckpoint.FILE)
            .orElse(null);
    KeyFile file = signing == null ? null : new KeyFile(signing.keyFile());
    SignedCheckpoint copy = file == null ? null : file.lastSigned().orElse(null);
    CheckpointAudit audit =
        new CheckpointAudit(
            Stream.of(last, copy).<SignedCheckpoint>mapMulti(Opening::present).toList());
    Tail tail = Tail.of(folder, audit);
    KeyHistory keys = audit.keys();
    require(folder, keys.objection());
    if (last != null) {
      require(folder, audit.objection(last, StoredCheckpoint.FILE));
    } else if (keys.lastSeq() > 0 && keys.lastSeq() < tail.last().seq()) {
      throw EvidenceBroken.at(folder, StoredCheckpoint.FILE + " is missing");
    }
    if (file == null || signing == null) {
      if (keys.current() != null) {
        throw EvidenceBroken.unsigned("the log in " + folder + " is signed, and no key is given");
      }
      return new Opening(tail, audit.tree(), null);
    }
    if (copy != null && keys.current() != null) {
      require(
          folder,
          audit.objection(
              copy, "the last checkpoint kept beside the key, in " + file.witness() + ","));
    }
    return new Opening(tail, audit.tree(), Notary.of(folder, file, keys, last, signing.listener()));
  }

  /// What the log must tell before it is signed for the first time.
  Optional<Evidence.KeyAdopted> introduction() {
    return notary == null ? Optional.empty() : notary.introduction();
  }

  private static void present(
      @Nullable SignedCheckpoint signed, java.util.function.Consumer<SignedCheckpoint> there) {
    if (signed != null) {
      there.accept(signed);
    }
  }

  private static void require(Path folder, Optional<Objection> objection) {
    if (objection.isPresent()) {
      throw EvidenceBroken.at(folder, objection.get().why());
    }
  }
}
