package dev.firebreak.remediation.evidence.export;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;

/// A place to take checkpoints to.
public sealed interface Sink permits FolderSink, SyslogSink, WebhookSink {
  /// What to call it, as in "syslog audit.example:601".
  String name();

  /// Takes a checkpoint. It is taken again where that failed, or a later one is.
  void take(SignedCheckpoint signed) throws IOException;
}
