package dev.firebreak.remediation.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What [PackVerifier] found. Exit codes as those of the check of a folder.
public sealed interface PackVerdict {

  /// 0 proven, 1 tampered, 2 unusable, 3 incomplete.
  int exitCode();

  /// One sentence for a person.
  String sentence();

  /// Everything in it is as it was written and fits, and each finding was found again.
  ///
  /// @param runId the run
  /// @param records how many records it holds
  /// @param findings the short names of the findings that were computed again
  /// @param changes how many changes the plan has
  /// @param undoes the run that it gives back what it took; null for none
  /// @param origin the name of the log
  /// @param covered how many records of the log the checkpoint is signed over
  /// @param key the fingerprint of the key that signed it
  record Proven(
      String runId,
      int records,
      List<String> findings,
      int changes,
      @Nullable String undoes,
      String origin,
      long covered,
      String key)
      implements PackVerdict {
    public Proven {
      findings = List.copyOf(findings);
    }

    @Override
    public int exitCode() {
      return 0;
    }

    @Override
    public String sentence() {
      return "Proven: run %s, %d of %d records of the log %s, signed by the key %s; %s %s."
          .formatted(
              runId,
              records,
              covered,
              origin,
              key,
              changes == 1
                  ? "its change fits the approved plan;"
                  : "its " + changes + " changes fit the approved plan;",
              undoes != null
                  ? "it gives back what run %s took, whose pack has the findings".formatted(undoes)
                  : findings.isEmpty()
                      ? "it was made for no finding"
                      : "computed again from its slice: " + String.join(", ", findings));
    }
  }

  /// Something is not as it was written, or does not fit.
  ///
  /// @param member the file of the pack in which that shows
  /// @param seq the record, 0 for none in particular
  record Tampered(String member, long seq, String why) implements PackVerdict {
    @Override
    public int exitCode() {
      return 1;
    }

    @Override
    public String sentence() {
      return "Tampered: %s%s: %s.".formatted(member, seq == 0 ? "" : ", record " + seq, why);
    }
  }

  /// It is no evidence pack, or cannot be read.
  record Unusable(String why) implements PackVerdict {
    @Override
    public int exitCode() {
      return 2;
    }

    @Override
    public String sentence() {
      return "Unusable: " + why + ".";
    }
  }

  /// What is there is as it was written and fits, and something that proves the run is missing.
  ///
  /// @param missing a phrase for each thing, at least one
  record Incomplete(String runId, List<String> missing) implements PackVerdict {
    public Incomplete {
      missing = List.copyOf(missing);
    }

    @Override
    public int exitCode() {
      return 3;
    }

    @Override
    public String sentence() {
      return "Incomplete: what is there of run %s is genuine; missing: %s."
          .formatted(runId, String.join("; ", missing));
    }
  }
}
