package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A [Verdict] as a program reads it. What a verdict does not say is null.
///
/// @param verdict intact, proven, tampered, incomplete or unusable
/// @param records how many are as they were written
/// @param covered how many a checkpoint is signed over
/// @param key the fingerprint of the key that signed it
/// @param seq the record that is proven, or the first that is not as it was written
/// @param file the file in which that shows
/// @param byteOffset where its line begins there, in bytes
record VerdictAnswer(
    String verdict,
    int exitCode,
    String sentence,
    @Nullable Long records,
    @Nullable Long covered,
    @Nullable String key,
    @Nullable Long seq,
    @Nullable String file,
    @Nullable Long byteOffset,
    @Nullable String why) {

  static VerdictAnswer of(Verdict verdict) {
    VerdictAnswer plain =
        new VerdictAnswer(
            verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            verdict.exitCode(),
            verdict.sentence(),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return switch (verdict) {
      case Verdict.Intact intact ->
          plain.with(intact.records(), intact.covered(), intact.key(), null);
      case Verdict.Proven proven -> plain.with(null, proven.covered(), proven.key(), proven.seq());
      case Verdict.Incomplete incomplete -> plain.with(incomplete.records(), null, null, null);
      case Verdict.Tampered tampered ->
          new VerdictAnswer(
              plain.verdict,
              plain.exitCode,
              plain.sentence,
              null,
              null,
              null,
              tampered.seq(),
              String.valueOf(tampered.file().getFileName()),
              tampered.byteOffset(),
              tampered.why());
      case Verdict.Unusable _ -> plain;
    };
  }

  private VerdictAnswer with(
      @Nullable Long records, @Nullable Long covered, @Nullable String key, @Nullable Long seq) {
    return new VerdictAnswer(
        verdict, exitCode, sentence, records, covered, key, seq, file, byteOffset, why);
  }
}
