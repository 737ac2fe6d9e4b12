package dev.firebreak.web.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the evidence is signed.
///
/// @param key the file of the signing key, outside of the data folder; in a folder beside it when
///   absent
public record EvidenceConfig(@Nullable Path key) {
  static final EvidenceConfig DEFAULT = new EvidenceConfig(null);

  /// Where the key lies unless stated: `data-keys/evidence.pem` for a data folder `data`.
  public static Path keyBeside(Path dataDir) {
    Path data = dataDir.toAbsolutePath().normalize();
    return data.resolveSibling(data.getFileName() + "-keys").resolve("evidence.pem");
  }

  EvidenceConfig relativeTo(Path folder) {
    return new EvidenceConfig(key == null ? null : folder.resolve(key).normalize());
  }
}
