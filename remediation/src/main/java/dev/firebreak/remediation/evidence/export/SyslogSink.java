package dev.firebreak.remediation.evidence.export;

import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// A syslog server over TCP: one message a checkpoint (RFC 5424, framed by RFC 6587 §3.4.1) whose
/// parameters are the lines of it.
///
/// @param clock tells the time of the message
public record SyslogSink(String host, int port, Clock clock) implements Sink {
  private static final int TIMEOUT_MILLIS = 10_000;

  /// Facility "log audit" (13), severity "informational" (6).
  private static final int PRIORITY = 13 * 8 + 6;

  @Override
  public String name() {
    return "syslog " + host + ":" + port;
  }

  @Override
  public void take(SignedCheckpoint signed) throws IOException {
    byte[] message = message(signed).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
      out.flush();
    }
  }

  private String message(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    return "<%d>1 %s - firebreak - checkpoint [checkpoint@32473 origin=\"%s\" size=\"%d\" root=\"%s\" signature=\"%s\"] evidence up to record %d is signed"
        .formatted(
            PRIORITY,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            checkpoint.origin(),
            checkpoint.size(),
            checkpoint.root(),
            signed.signatures().getFirst().value(),
            checkpoint.size());
  }
}
