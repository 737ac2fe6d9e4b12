package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys that a log was signed with, as its own records tell. Not for several threads at once.
final class KeyHistory {
  static final String TYPE = EvidenceType.KEY_ADOPTED.name();

  private record Adoption(long seq, Evidence.KeyAdopted record, VerifierKey key) {}

  private final List<Adoption> adoptions = new ArrayList<>();

  /// Takes the next record of type [#TYPE].
  void take(Entry entry) throws MalformedLine {
    Evidence.KeyAdopted record;
    try {
      record = (Evidence.KeyAdopted) entry.evidence();
    } catch (RuntimeException unlike) {
      throw new MalformedLine("it does not tell a key as Firebreak writes it");
    }
    adoptions.add(new Adoption(entry.seq(), record, KeyAdoption.key(record, current())));
  }

  /// The name of the log; null while it is not signed.
  @Nullable String origin() {
    return adoptions.isEmpty() ? null : adoptions.getFirst().key().name();
  }

  /// The key in force now; null while there is none.
  @Nullable VerifierKey current() {
    return adoptions.isEmpty() ? null : adoptions.getLast().key();
  }

  /// The key that signs a log of so many records; null where there is none yet.
  @Nullable VerifierKey inForceAt(long size) {
    VerifierKey key = null;
    for (Adoption adoption : adoptions) {
      key = adoption.seq() <= size ? adoption.key() : key;
    }
    return key;
  }

  /// Whether a key was ever in force.
  boolean knows(VerifierKey key) {
    return adoptions.stream().anyMatch(adoption -> adoption.key().equals(key));
  }

  /// The number of the last record that brought a key; 0 for none.
  long lastSeq() {
    return adoptions.isEmpty() ? 0 : adoptions.getLast().seq();
  }

  /// The first record whose signatures do not hold.
  Optional<Objection> objection() {
    VerifierKey before = null;
    for (Adoption adoption : adoptions) {
      if (!KeyAdoption.isSigned(adoption.record(), before)) {
        return Optional.of(
            Objection.tampered(
                adoption.seq(), "its key is not signed by itself and by the one before"));
      }
      before = adoption.key();
    }
    return Optional.empty();
  }
}
