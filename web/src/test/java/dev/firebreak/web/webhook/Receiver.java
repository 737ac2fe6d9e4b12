package dev.firebreak.web.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A real receiver of webhooks that checks signatures by itself, and misbehaves when told to.
public final class Receiver implements AutoCloseable {

  /// A message as it came.
  public record Message(String id, long seconds, String signature, String body) {

    /// How many of its signatures a secret made: checked here by other code than the sender's.
    public long signedBy(String secret) {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (String part : List.of(id, ".", Long.toString(seconds), ".", body)) {
          mac.update(part.getBytes(StandardCharsets.UTF_8));
        }
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
        return List.of(signature.split(" ", -1)).stream().filter(expected::equals).count();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int status = 204;
  private volatile boolean silent;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      Receiver receiver = new Receiver(server);
      server.createContext("/hook", receiver::receive);
      server.createContext("/elsewhere", receiver::wander);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where messages are to be sent.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /// Answers with this from now on.
  public void answer(int code) {
    status = code;
  }

  /// Answers nothing from now on.
  public void beSilent() {
    silent = true;
  }

  /// What came, in its order.
  public List<Message> messages() {
    return new ArrayList<>(messages);
  }

  /// What came where a redirect pointed to.
  public List<String> elsewhere() {
    return new ArrayList<>(elsewhere);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    messages.add(
        new Message(
            headers.getFirst("webhook-id"),
            Long.parseLong(headers.getFirst("webhook-timestamp")),
            headers.getFirst("webhook-signature"),
            body));
    if (silent) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (status / 100 == 3) {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void wander(HttpExchange exchange) throws IOException {
    elsewhere.add(exchange.getRequestMethod());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
  }
}
