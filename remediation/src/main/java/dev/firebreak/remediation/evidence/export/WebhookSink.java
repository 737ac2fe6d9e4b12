package dev.firebreak.remediation.evidence.export;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An address that each checkpoint is posted to, as it is stored (`text/plain`). Any answer of 200
/// to 299 will do; a redirection is none.
public record WebhookSink(URI address) implements Sink {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int SECONDS = 10;

  @Override
  public String name() {
    return "webhook " + address.getHost();
  }

  @Override
  public void take(SignedCheckpoint signed) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(signed.bytes()))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build()) {
      int status = status(client, request);
      client.shutdownNow();
      if (status < 200 || status > 299) {
        throw new IOException("it answered " + status);
      }
    }
  }

  /// The answer within a time that counts all of it.
  private static int status(HttpClient client, HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS).statusCode();
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getCause()), failed);
    } catch (TimeoutException late) {
      client.shutdownNow();
      throw new IOException("it did not answer within " + SECONDS + " seconds", late);
    } catch (InterruptedException stopped) {
      client.shutdownNow();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }
}
