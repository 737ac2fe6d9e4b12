package dev.firebreak.web.config;

import dev.firebreak.remediation.evidence.export.Exports;
import dev.firebreak.remediation.evidence.export.FolderSink;
import dev.firebreak.remediation.evidence.export.Sink;
import dev.firebreak.remediation.evidence.export.SyslogSink;
import dev.firebreak.remediation.evidence.export.WebhookSink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the evidence is signed, and where checkpoints go.
///
/// @param key the file of the signing key, outside of the data folder; in a folder beside it when
///   absent
/// @param export where checkpoints go; nowhere when absent
public record EvidenceConfig(@Nullable Path key, @Nullable ExportConfig export) {
  static final EvidenceConfig DEFAULT = new EvidenceConfig(null, null);

  /// Places outside of this host.
  ///
  /// @param folder an existing folder that gets records, too
  /// @param syslog a syslog server over TCP
  /// @param webhook an https address that checkpoints are posted to
  public record ExportConfig(
      @Nullable Path folder, @Nullable SyslogConfig syslog, @Nullable URI webhook) {}

  /// A syslog server over TCP; port 601 unless stated.
  public record SyslogConfig(String host, @Nullable Integer port) {
    public SyslogConfig {
      if (host == null || host.isBlank()) {
        throw new IllegalArgumentException("syslog has no host");
      }
      port = port == null ? 601 : port;
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " does not exist; use 1 to 65535");
      }
    }
  }

  /// Where the key lies unless stated: `data-keys/evidence.pem` for a data folder `data`.
  public static Path keyBeside(Path dataDir) {
    Path data = dataDir.toAbsolutePath().normalize();
    return data.resolveSibling(data.getFileName() + "-keys").resolve("evidence.pem");
  }

  /// Takes checkpoints of the log in a folder where they shall go.
  Exports exports(Path evidence, Clock clock) {
    List<Sink> sinks = new ArrayList<>();
    if (export != null) {
      if (export.folder() != null) {
        sinks.add(new FolderSink(evidence, export.folder()));
      }
      SyslogConfig syslog = export.syslog();
      if (syslog != null && syslog.port() != null) {
        sinks.add(new SyslogSink(syslog.host(), syslog.port(), clock));
      }
      if (export.webhook() != null) {
        sinks.add(new WebhookSink(export.webhook()));
      }
    }
    return new Exports(sinks);
  }

  EvidenceConfig relativeTo(Path configuration) {
    return new EvidenceConfig(
        key == null ? null : configuration.resolve(key).normalize(),
        export == null
            ? null
            : new ExportConfig(
                export.folder() == null ? null : configuration.resolve(export.folder()).normalize(),
                export.syslog(),
                export.webhook()));
  }
}
