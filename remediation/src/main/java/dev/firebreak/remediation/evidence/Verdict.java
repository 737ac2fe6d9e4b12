package dev.firebreak.remediation.evidence;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What [EvidenceVerifier] or [ProofBundle] found.
public sealed interface Verdict {
  /// The exit code of the command line: 0 intact, 1 tampered, 2 unusable, 3 incomplete.
  int exitCode();

  /// One sentence for a person.
  String sentence();

  private static String counted(long records) {
    return records == 1 ? "1 record" : records + " records";
  }

  /// Every record is as it was written, and none is missing.
  ///
  /// @param records how many
  /// @param head the hash of the last one; 64 zeros where there is none
  /// @param covered how many of them, from the first on, the last checkpoint is signed over
  /// @param key the fingerprint of the key that signed it; null where nothing is signed
  record Intact(long records, String head, long covered, @Nullable String key) implements Verdict {
    static Intact unsigned(long records, String head) {
      return new Intact(records, head, 0, null);
    }

    @Override
    public int exitCode() {
      return 0;
    }

    @Override
    public String sentence() {
      String signed =
          key == null
              ? "no key vouches for them"
              : "the key %s signed %s"
                  .formatted(key, covered == records ? "them all" : "the first " + covered);
      return "Intact: " + counted(records) + ", the last with hash " + head + "; " + signed + ".";
    }
  }

  /// A single record is in a log, by its proof.
  ///
  /// @param seq its number
  /// @param hash its hash
  /// @param origin the name of the log
  /// @param covered how many records the checkpoint is signed over
  /// @param key the fingerprint of the key that signed it
  record Proven(long seq, String hash, String origin, long covered, String key) implements Verdict {
    @Override
    public int exitCode() {
      return 0;
    }

    @Override
    public String sentence() {
      return "Proven: record %d, with hash %s, is in the log %s, which the key %s signed at %d records."
          .formatted(seq, hash, origin, key, covered);
    }
  }

  /// Something was altered, dropped, put in or put elsewhere.
  ///
  /// @param seq the first record that is not as it was written
  /// @param file the file in which that shows
  /// @param byteOffset where its line begins there, in bytes
  /// @param why what is wrong with it
  record Tampered(long seq, Path file, long byteOffset, String why) implements Verdict {
    @Override
    public int exitCode() {
      return 1;
    }

    @Override
    public String sentence() {
      return "Tampered: record "
          + seq
          + ", in "
          + file.getFileName()
          + " at byte "
          + byteOffset
          + ": "
          + why
          + ".";
    }
  }

  /// What is there is as it was written, and does not reach to the end.
  ///
  /// @param records how many are there
  /// @param why what shows that something is missing
  record Incomplete(long records, String why) implements Verdict {
    @Override
    public int exitCode() {
      return 3;
    }

    @Override
    public String sentence() {
      String are = records == 1 ? " is" : " are";
      return "Incomplete: " + counted(records) + are + " intact; " + why + ".";
    }
  }

  /// This is no evidence log, or it cannot be read.
  record Unusable(String why) implements Verdict {
    @Override
    public int exitCode() {
      return 2;
    }

    @Override
    public String sentence() {
      return "Unusable: " + why + ".";
    }
  }
}
