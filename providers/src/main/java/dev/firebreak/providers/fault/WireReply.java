package dev.firebreak.providers.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Writes answers to a socket, well or badly.
final class WireReply {
  private final Socket socket;
  private final OutputStream out;
  private final CountDownLatch closing;

  WireReply(Socket socket, CountDownLatch closing) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
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

  /// Ends the connection so that the other side reads an error.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  void garbage() throws IOException {
    out.write("\0\1not HTTP\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// White space after the head, until the other side has had enough.
  void endless(Answer answer) throws IOException {
    out.write(
        ("HTTP/1.1 " + answer.status() + " -\r\nContent-Type: application/scim+json\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    var spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
    while (closing.getCount() > 0) {
      out.write(spaces);
    }
  }

  /// One byte of the body at a time; stops when the server closes.
  void dribble(Answer answer, Duration pause) throws IOException, InterruptedException {
    head(answer);
    out.flush();
    dribble(octets(answer), pause);
  }

  /// The head one byte at a time.
  void dribbleHead(Answer answer, Duration pause) throws IOException, InterruptedException {
    dribble(headOctets(answer), pause);
    out.write(octets(answer));
    out.flush();
  }

  private void dribble(byte[] octets, Duration pause) throws IOException, InterruptedException {
    for (var b : octets) {
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
    out.write(headOctets(answer));
  }

  private static byte[] headOctets(Answer answer) {
    var head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
    answer.headers().forEach((name, value) -> line(head, name, value));
    if (answer.status() != 204 && answer.status() != 304) {
      line(head, "Content-Length", Integer.toString(answer.body().length()));
    }
    line(head, "Connection", "close");
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
