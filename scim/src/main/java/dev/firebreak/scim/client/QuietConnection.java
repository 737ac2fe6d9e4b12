package dev.firebreak.scim.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// A connection whose traffic is in no log, whatever the level: headers hold tokens, bodies hold
/// people. The head of an answer is bounded.
final class QuietConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(32 << 10).setMaxHeaderCount(200).build();

  private volatile boolean closed;
  private volatile @Nullable Timeout socketTimeout;

  QuietConnection() {
    super(LIMITS);
  }

  @Override
  public void bind(Socket socket) throws IOException {
    requireOpen(socket);
    super.bind(socket);
    socketTimeout = Timeout.ofMilliseconds(socket.getSoTimeout());
    requireOpen(socket);
  }

  @Override
  public void bind(SSLSocket socket, Socket below) throws IOException {
    requireOpen(below);
    super.bind(socket, below);
    socketTimeout = Timeout.ofMilliseconds(below.getSoTimeout());
    requireOpen(below);
  }

  /// Who closes a connection that is only being opened must find it closed afterwards.
  private void requireOpen(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new InterruptedIOException("the connection was given up");
    }
  }

  @Override
  public @Nullable Socket getSocket() {
    SocketHolder holder = getSocketHolder();
    return holder == null ? null : holder.getSocket();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    super.setSocketTimeout(timeout);
    socketTimeout = timeout;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    super.close();
  }

  @Override
  public void close(CloseMode mode) {
    closed = true;
    super.close(mode);
  }

  @Override
  public void passivate() {
    super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
  }

  @Override
  public void activate() {
    super.setSocketTimeout(socketTimeout);
  }
}
