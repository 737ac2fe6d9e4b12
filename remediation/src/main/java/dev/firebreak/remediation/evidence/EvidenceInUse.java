package dev.firebreak.remediation.evidence;

import java.nio.file.Path;

/// Another writer holds the evidence folder.
public final class EvidenceInUse extends RuntimeException {
  EvidenceInUse(Path folder) {
    super(
        "The evidence folder "
            + folder
            + " is in use by another Firebreak. Stop that one, or give this one a data folder of"
            + " its own (firebreak.data-dir).");
  }
}
