package dev.firebreak.scim.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server below HTTP: it reads a request's head, or that TLS is meant, then does with the socket
/// what the test says.
final class RawServer implements AutoCloseable {
  interface Behaviour {
    void answer(OutputStream out, CountDownLatch closed) throws IOException, InterruptedException;
  }

  private static final int END_OF_HEAD = 0x0d0a0d0a;
  private static final int TLS_HANDSHAKE = 0x16;

  final AtomicInteger connections = new AtomicInteger();

  /// Those that this end has closed.
  final AtomicInteger ended = new AtomicInteger();

  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);

  RawServer(Behaviour behaviour) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(behaviour));
  }

  static Behaviour saying(String text) {
    return (out, _) -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Headers at once, then one byte of the body every 20 ms without end.
  static Behaviour dribbling() {
    return (out, closed) -> {
      out.write(head("Content-Length: 1000000"));
      out.write('{');
      while (!closed.await(20, TimeUnit.MILLISECONDS)) {
        out.write(' ');
        out.flush();
      }
    };
  }

  /// A body without end, as fast as it is taken.
  static Behaviour flooding() {
    return (out, closed) -> {
      out.write(head("Connection: close"));
      out.write('{');
      while (closed.getCount() > 0) {
        out.write(" ".repeat(8192).getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /// Not a byte, ever.
  static Behaviour silent() {
    return (_, closed) -> closed.await();
  }

  static byte[] head(String header) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/scim+json\r\n" + header + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  URI uri() {
    return URI.create("http://localhost:" + socket.getLocalPort() + "/scim");
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }

  private void accept(Behaviour behaviour) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual()
            .start(() -> {
              serve(client, behaviour);
              ended.incrementAndGet();
            });
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client, Behaviour behaviour) {
    try (client) {
      var in = client.getInputStream();
      int tail = 0;
      int next = in.read();
      while (next >= 0 && next != TLS_HANDSHAKE && tail != END_OF_HEAD) {
        tail = (tail << 8) | next;
        next = tail == END_OF_HEAD ? next : in.read();
      }
      behaviour.answer(client.getOutputStream(), closed);
    } catch (IOException e) {
      // the client hung up, which is what some tests are about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
