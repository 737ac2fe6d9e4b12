package dev.firebreak.providers.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Writes answers to a socket, well or badly.
final class WireReply {
  private final OutputStream out;
  private final CountDownLatch closing;

  WireReply(OutputStream out, CountDownLatch closing) {
    this.out = out;
    this.closing = closing;
  }

  void whole(Answer answer) throws IOException {
    head(answer);
    out.write(octets(answer));
    out.flush();
  }

  /// Announces all, sends half.
  void cut(Answer answer) throws IOException {
    head(answer);
    out.write(octets(answer.half()));
    out.flush();
  }

  /// One byte at a time; stops when the server closes.
  void dribble(Answer answer, Duration pause) throws IOException, InterruptedException {
    head(answer);
    out.flush();
    for (var b : octets(answer)) {
      out.write(b);
      out.flush();
      if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  private static byte[] octets(Answer answer) {
    return answer.body().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void head(Answer answer) throws IOException {
    var head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
    answer.headers().forEach((name, value) -> line(head, name, value));
    if (answer.status() != 204 && answer.status() != 304) {
      line(head, "Content-Length", Integer.toString(answer.body().length()));
    }
    line(head, "Connection", "close");
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
